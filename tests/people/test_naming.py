"""What a child is called to those who have it, and to those who no longer do."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext

from samspor.people import api as people
from samspor.people.api import naming
from samspor.people.models import Child, Enrolment
from tests import factories as make
from tests.cast import BEGAN, NOW, TODAY, Cast


def moved(child: Child, to, **new: object) -> None:
    make.remembered()
    Enrolment.objects.filter(child=child).update(period=DateRange(BEGAN, TODAY))
    make.enrolment(child, to, TODAY)
    Child.objects.filter(pk=child.pk).update(**new)


def told(cast: Cast, who: str, child: Child) -> tuple[str, str, str]:
    name = naming.name_of(cast.actor(who), child.pk)
    return name.whole, name.inside, name.near


@pytest.mark.parametrize("who", ["pia", "anna", "sara"])
def test_who_has_the_child_is_told_its_name(cast: Cast, who: str) -> None:
    make.remembered()
    Child.objects.filter(pk=cast.asta.pk).update(protected_until=TODAY)
    name = naming.name_of(cast.actor(who), cast.asta.pk)
    assert name == naming.Name("Asta Lindqvist-Møller", "Asta", is_told=True, is_seen=True)


@pytest.mark.parametrize("who", ["else_", "pia", "jens", "ali"])  # the last two see no child at all
def test_who_does_not_is_told_the_given_names(cast: Cast, who: str) -> None:
    moved(cast.bo, cast.klasse_3b, family_name="Nyt", protected_until=TODAY - timedelta(days=1))
    assert naming.name_of(cast.actor(who), cast.bo.pk) == naming.Name("Bo", "Bo", is_told=True, is_seen=False)


@pytest.mark.parametrize("who", ["pia", "jens"])
def test_of_a_protected_child_not_even_those(cast: Cast, who: str) -> None:
    """Under protection the given names may be new as well."""
    moved(cast.bo, cast.klasse_3b, given_names="Nytnavn", protected_until=TODAY)
    assert told(cast, who, cast.bo) == ("Et barn, I har haft", "et barn, I har haft", "et barn, I har haft")
    assert naming.name_of(cast.actor(who), cast.bo.pk).given == "barnet"
    assert told(cast, "vera", cast.bo) == ("Nytnavn Øster", "Nytnavn Øster", "Nytnavn")


def test_a_page_merged_away_is_called_as_the_one_that_was_kept(cast: Cast) -> None:
    other = make.child(cast.blaamejserne, "Bo Anders Øst")
    people.merge_children(by=cast.actor("lars"), kept=cast.bo, other=other, at=NOW)
    assert told(cast, "pia", other)[0] == "Bo Øster"
    moved(cast.bo, cast.klasse_3b, given_names="Nytnavn", protected_until=date(2028, 1, 1))
    assert told(cast, "pia", other)[0] == "Et barn, I har haft"


def test_a_reader_may_be_told_of_the_children_of_more_units_and_sees_no_page(cast: Cast) -> None:
    jens, here = cast.actor("jens"), frozenset({cast.solsikken.pk})
    known = naming.names_of(jens, [cast.asta.pk, cast.frida.pk], also=here)
    assert known[cast.asta.pk] == naming.Name("Asta Lindqvist-Møller", "Asta", is_seen=False)
    assert known[cast.frida.pk].whole == "Frida"
    assert naming.names_of(cast.actor("pia"), [cast.asta.pk], also=here)[cast.asta.pk].is_seen
    moved(cast.asta, cast.klasse_3b, protected_until=TODAY)
    assert naming.names_of(jens, [cast.asta.pk], also=here)[cast.asta.pk].whole == naming.LOST


def test_many_are_one_question_and_none_is_no_question(cast: Cast) -> None:
    pia, every = cast.actor("pia"), list(Child.objects.values_list("pk", flat=True))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert naming.names_of(pia, []) == {}
        assert set(naming.names_of(pia, every)) == set(every)
    assert len(asked) == 1
