"""Whose telephone may be shown from a child's page is put back with the rest when a list is undone."""

import pytest

from samspor.base.refused import Refused
from samspor.people.models import Guardianship
from samspor.roster.jobs.mementos import check_unchanged, mementos, put_back
from tests.factories import remembered


@pytest.fixture
def unknown(cast):
    """Bo's mother was tied by her number alone."""
    remembered()
    Guardianship.objects.filter(child=cast.bo, guardian=cast.mor).update(knows_contact=False)
    return Guardianship.objects.get(child=cast.bo, guardian=cast.mor)


@pytest.mark.parametrize("how", ["known", "gone"])
def test_what_was_not_to_be_shown_is_not_shown_after_the_undo(cast, unknown, how):
    before = mementos([cast.bo.pk])[cast.bo.pk]
    if how == "known":
        Guardianship.objects.filter(pk=unknown.pk).update(knows_contact=True)
    else:
        Guardianship.objects.filter(pk=unknown.pk).delete()
    after = mementos([cast.bo.pk])[cast.bo.pk]
    put_back(cast.bo.pk, before, after)
    assert not Guardianship.objects.get(pk=unknown.pk).knows_contact
    assert mementos([cast.bo.pk])[cast.bo.pk] == before


def test_who_has_come_to_know_it_since_stops_the_undo(cast, unknown):
    after = mementos([cast.bo.pk])
    Guardianship.objects.filter(pk=unknown.pk).update(knows_contact=True)
    with pytest.raises(Refused, match="arbejdet videre med Bo Øster"):
        check_unchanged(after)
