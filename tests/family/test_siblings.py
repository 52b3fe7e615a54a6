"""That two siblings' pathways hang together is told to who has custody of both and is shown both. To nobody else."""

import pytest

from samspor.family import pages, queries
from samspor.family.rules.words import Sight
from samspor.pathways import api as pathways
from samspor.pathways.rules.words import Closing, Origin
from samspor.people.models import Child
from tests import factories
from tests.cast import NOW, TODAY
from tests.family.conftest import DAY, read
from tests.family.test_sees import change, seen, stop

pytestmark = pytest.mark.usefixtures("at_noon", "db")
SENTENCE = "Forløbet hænger sammen med forløbet for Egon."


@pytest.fixture
def both(cast, full):
    other = pathways.open_pathway(
        by=cast.actor("pia"), child=cast.egon, origin=Origin.STAFF, purpose="At Egon får en ven.", what="Vi mødes",
        on=TODAY + 14 * DAY, at=NOW,
    )  # fmt: skip
    return pathways.link_siblings(by=cast.actor("pia"), pathway=full, other=other, at=NOW)


def named(cast, who, child=None):
    return list(seen(cast, who, child).siblings)


def test_who_has_custody_of_both_is_told_on_both_pages(cast, both, as_family):
    assert named(cast, cast.mor) == ["Egon"]
    assert named(cast, cast.mor, cast.egon) == ["Bo"]
    assert SENTENCE in read(as_family(cast.mor))


def test_who_is_adult_to_one_alone_gets_no_hint(cast, both, ove, as_family):
    assert seen(cast, ove).sight is Sight.WHOLE
    assert named(cast, ove) == []
    assert "Egon" not in read(as_family(ove))


def test_nor_who_is_without_custody_of_the_other_or_of_this(cast, both):
    change(cast.mor, cast.egon, has_custody=False)
    assert named(cast, cast.mor) == []
    change(cast.mor, cast.egon, has_custody=True)
    change(cast.mor, cast.bo, has_custody=False)
    assert named(cast, cast.mor) == []


def test_nor_while_the_other_is_under_a_stop(cast, both):
    stop(cast, cast.egon)
    assert seen(cast, cast.mor).sight is Sight.WHOLE
    assert named(cast, cast.mor) == []


def test_nor_where_the_others_home_is_covered(cast, both, ove):
    factories.tie(cast.egon, ove, home=False)
    assert named(cast, ove) == ["Egon"]
    factories.remembered()
    Child.objects.filter(pk=cast.egon.pk).update(protected_until=TODAY + 90 * DAY)
    assert named(cast, ove) == []


def test_nor_when_the_others_has_ended_or_they_are_linked_no_longer(cast, both):
    pathways.unlink_siblings(by=cast.actor("pia"), link=both, at=NOW)
    assert named(cast, cast.mor) == []
    again = pathways.link_siblings(by=cast.actor("pia"), pathway=both.one, other=both.other, at=NOW)
    other = again.one if again.one.child_id == cast.egon.pk else again.other
    at = NOW + DAY
    pathways.close_pathway(
        by=cast.actor("pia", at), pathway=other, because=Closing.GOAL_REACHED, words="Det gik", at=at
    )
    assert named(cast, cast.mor) == []


def test_nothing_is_said_of_the_link_where_there_is_none(cast, full):
    page = pages.seen_page(seen(cast, cast.mor), (), TODAY)
    assert not page.siblings
    assert page.extent == "Vi gør noget dér, hvor barnet er til daglig. Sådan har det været siden 23. november 2026."


def test_how_many_help_is_told_to_who_decides_and_where_no_place_is_hidden(cast, full, ove):
    factories.remembered()
    Child.objects.filter(pk=cast.bo.pk).update(protected_until=TODAY + 90 * DAY)
    assert seen(cast, ove).sight is Sight.NO_PLACES
    page = pages.seen_page(seen(cast, ove), (), TODAY)
    assert not page.extent
    assert queries.seen_by(cast.bo, cast.mor, at=NOW).shared.extent
