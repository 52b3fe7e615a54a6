"""A child whose last place ends: its leader is told in good time, and until somebody has acted."""

from datetime import date, timedelta

import pytest

from samspor.access.rules import Permission
from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.people import api as people
from samspor.people import queries
from samspor.people.models import Child, Enrolment
from samspor.people.queries import nowhere_from
from samspor.people.rules import LeftReason
from tests import factories as make
from tests.cast import NOW, TODAY

SOON = TODAY + timedelta(days=60)


@pytest.fixture
def ends(cast):
    """`ends("asta", day)`: her place is taken from her from that day on."""

    def ended(name: str, day: date) -> Child:
        one = cast.members[name]
        place = Enrolment.objects.get(child=one)
        people.end_enrolment(by=cast.actor("lars"), enrolment=place, ends_on=day, at=NOW)
        return one

    return ended


def told(cast, name="lars"):
    return [(one.child, one.from_on) for one in nowhere_from(cast.actor(name))]


@pytest.mark.parametrize(("day", "is_told"), [(SOON, True), (SOON + timedelta(days=1), False), (TODAY, True)])
def test_a_leader_is_told_sixty_days_ahead(cast, ends, day, is_told):
    one = ends("asta", day)
    assert told(cast) == ([(one.pk, day)] if is_told else [])


@pytest.mark.parametrize("name", ["pia", "anna", "vera", "jens", "bent"])
def test_and_nobody_else(cast, ends, name):
    ends("asta", SOON)
    assert told(cast, name) == []


def test_a_new_place_is_an_answer_and_so_is_moving_away(cast, ends):
    asta, bo = ends("asta", SOON), ends("bo", SOON)
    people.enrol(by=cast.actor("lars"), child=asta, group=cast.spurvene, starts_on=SOON, at=NOW)
    assert told(cast) == [(bo.pk, SOON)]
    people.leave_municipality(by=cast.actor("lars"), child=bo, on=TODAY, reason=LeftReason.MOVED_AWAY, at=NOW)
    assert told(cast) == []


def test_min_dag_leads_to_the_child_while_it_is_there(as_, cast, ends):
    one = ends("asta", date(2027, 1, 1))
    page = as_("lars").get("/").content.decode()
    assert "Find ud af, hvor Asta Lindqvist-Møller skal være fra den 1. januar 2027" in page
    assert "Barnet har intet sted fra den 1. januar 2027. Indmeld det et nyt sted" in page
    assert f'href="{one.href}"' in page
    assert one.pk in Entry.objects.filter(verb=Verb.DAY_SEEN).latest("pk").child_ids


def test_when_the_day_has_come_it_is_still_told_and_the_way_is_to_take_the_child_in(as_, cast, ends):
    one = ends("asta", TODAY)
    page = as_("lars").get("/").content.decode()
    assert "hvor Asta skal være efter den 23. november 2026" in page  # given names: they have the child no longer
    assert one.family_name not in page
    assert "Barnet er ingens." in page
    assert 'href="/barn/opret/"' in page
    assert as_("lars").get(one.href).status_code == 404
    long_after = TODAY + timedelta(days=400)
    lars = cast.actor("lars", NOW + timedelta(days=400))
    assert lars.on == long_after
    assert [found.child for found in nowhere_from(lars)] == [one.pk]


def test_a_guarded_child_that_is_nobodys_is_not_named(as_, cast, ends):
    one = ends("dilan", TODAY)
    page = as_("lars").get("/").content.decode()
    assert "hvor et barn med beskyttelse skal være efter" in page
    assert one.family_name not in page


def test_it_is_the_unit_of_the_last_place_that_is_told(cast, ends):
    one = ends("asta", SOON)
    make.enrolment(one, cast.alfer, TODAY - timedelta(days=900), TODAY - timedelta(days=800), is_main=False)
    assert told(cast) == [(one.pk, SOON)]
    vera = cast.actor("vera")
    assert vera.scope(Permission.ROSTER_IMPORT).units
    assert nowhere_from(vera) == []


def test_however_many_they_are_it_is_one_statement(cast, ends, django_assert_num_queries):
    for name in ("asta", "bo", "carla", "egon"):
        ends(name, SOON)
    lars = cast.actor("lars")
    with django_assert_num_queries(1):
        assert len(nowhere_from(lars)) == 4


def test_a_whole_year_that_leaves_at_once_does_not_fill_the_day(cast, ends, as_, monkeypatch):
    monkeypatch.setattr(queries, "NOWHERE_SHOWN", 2)
    for name in ("asta", "bo", "carla"):
        ends(name, SOON)
    page = as_("lars").get("/").content.decode()
    assert page.count("skal være fra den") == 2
    assert "Find ud af, hvor flere børn skal være" in page
