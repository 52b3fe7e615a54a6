"""No visit is nobody's: the visitor has left, the second has left, or nobody wrote it down in time."""

from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from samspor.access.rules import Role
from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import Refused
from samspor.overview.pages.day import named
from samspor.people import api as people
from samspor.people.models import Employment
from samspor.screening import actions, queries, rules
from samspor.screening.models import Assessment
from samspor.screening.rules import Position
from samspor.screening.rules.assessments import REOPENED_WITHIN
from samspor.screening.rules.visits import WRITTEN_WITHIN
from samspor.screening.slots.visits import visit_tasks
from tests.cast import NOW, TODAY
from tests.screening.test_visits import made, seen, version

__all__ = ["version"]
DAY = timedelta(days=1)
CLOSED = WRITTEN_WITHIN.days + 1


def employed(cast, name, role):
    people.employ(
        by=cast.actor("ali"), staff=cast.members[name], unit=cast.sundhedsplejen, role=role,
        starts_on=TODAY - 300 * DAY, ends_on=None, at=NOW,
    )  # fmt: skip
    return cast.members[name]


@pytest.fixture
def colleague(cast):
    """Else visits as well, and nobody leads the visitors."""
    return employed(cast, "else_", Role.HEALTH_VISITOR)


@pytest.fixture
def leader(cast):
    return employed(cast, "rikke", Role.UNIT_LEADER)


def left(cast, name="anna"):
    work = Employment.objects.get(staff=cast.members[name], unit=cast.sundhedsplejen)
    people.end_employment(by=cast.actor("ali"), employment=work, ends_on=TODAY + DAY, at=NOW)


def locked_out(cast, name="anna"):
    account = cast.members[name].account
    account.is_active = False
    account.save()


def waiting(cast, name, days):
    return visit_tasks(SimpleNamespace(actor=cast.actor(name, NOW + days * DAY)))


def tasks(cast, name, days=1):
    return [one.title for one in named(cast.actor(name, NOW + days * DAY), waiting(cast, name, days))]


@pytest.mark.parametrize("gone", [left, locked_out])
@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Sulten", "Fortæl forældrene til Ida Krogh, hvad en kollega så ved besøget"),
        ("", "Se på Ida Krogh igen: Besøget blev ikke skrevet ned"),
    ],
)
def test_where_nobody_leads_the_visit_of_one_who_left_is_the_colleagues(cast, version, colleague, gone, words, title):
    held = made(cast, version)
    if words:
        seen(cast, held, Position.RED, words)
    assert tasks(cast, "else_") == []
    gone(cast)
    assert tasks(cast, "else_") == [title]


def test_where_somebody_leads_it_is_the_leaders(cast, version, colleague, leader):
    seen(cast, made(cast, version), Position.RED, "Sulten")
    left(cast)
    assert tasks(cast, "else_") == []
    assert len(tasks(cast, "rikke")) == 1


def test_it_is_said_why_it_is_yours(cast, version, colleague):
    made(cast, version)
    left(cast)
    [task] = waiting(cast, "else_", 1)
    assert task.why == "Besøg 23. november 2026. Anna Bech var på besøget og kan ikke gøre det færdigt."


def test_a_visit_nobody_wrote_is_seen_to_until_the_child_is_visited_again(cast, version, colleague, leader):
    made(cast, version)
    title = "Se på Ida Krogh igen: Besøget blev ikke skrevet ned"
    assert tasks(cast, "anna", CLOSED - 1) == ["Skriv besøget hos Ida Krogh ned"]
    assert tasks(cast, "rikke", CLOSED - 1) == []
    led = title.replace("Ida Krogh", "Ida")  # who leads those who visit reads no child's page
    for name, whose in (("anna", [title]), ("rikke", [led]), ("else_", [])):
        assert tasks(cast, name, CLOSED) == whose
    last = WRITTEN_WITHIN.days + REOPENED_WITHIN.days
    assert (tasks(cast, "anna", last), tasks(cast, "anna", last + 1)) == ([title], [])
    at = NOW + CLOSED * DAY
    actions.make_visit(
        by=cast.actor("anna", at), child=cast.ida, instrument=version, visited_on=at.date(), notice_on=TODAY,
        way="talk", alone_because="Kollegaen er på kursus", at=at,
    )  # fmt: skip
    assert tasks(cast, "rikke", CLOSED) == []
    assert tasks(cast, "anna", CLOSED) == ["Skriv besøget hos Ida Krogh ned"]


@pytest.fixture
def half(cast, version, colleague):
    """Two were to look. Anna has."""
    held = made(cast, version, second=colleague, alone_because="")
    seen(cast, held, Position.YELLOW, "Sover uroligt")
    return Assessment.objects.get(pk=held.pk)


@pytest.mark.parametrize("gone", [left, locked_out])
def test_when_the_second_has_left_the_visitor_is_not_left_waiting(cast, half, gone):
    assert tasks(cast, "anna") == []
    gone(cast, "else_")
    assert tasks(cast, "anna") == ["Gør besøget hos Ida Krogh færdigt"]
    [task] = waiting(cast, "anna", 1)
    assert "Din kollega kan ikke se på barnet længere" in task.why


def test_the_page_then_says_the_way_out(cast, half, as_):
    left(cast, "else_")
    page = as_("anna").get(reverse("screening:visit", args=[half.pk])).content.decode()
    assert reverse("screening:alone", args=[half.pk]) in page


def test_a_visit_that_closed_half_written_gets_two_weeks_more(cast, half, leader, as_):
    at = NOW + CLOSED * DAY
    assert tasks(cast, "anna", CLOSED) == ["Gør besøget hos Ida Krogh færdigt"]
    assert tasks(cast, "rikke", CLOSED) == ["Gør besøget hos Ida færdigt"]
    with time_machine.travel(at, tick=False):
        anna, where = as_("anna"), reverse("screening:visit", args=[half.pk])
        assert "Giv besøget 14 dage mere" in anna.get(where).content.decode()
        answer = anna.post(reverse("screening:prolong_visit", args=[half.pk]), {"form_key": str(uuid4())})
        assert (answer.status_code, answer["Location"]) == (303, where)
        assert "14 dage mere" not in anna.get(where).content.decode().split("</ul>")[-1]
    half.round_unit.round.refresh_from_db()
    assert half.round_unit.round.closes_on == at.date() + WRITTEN_WITHIN
    assert half.round_unit.seconds.get().to_on == at.date() + WRITTEN_WITHIN
    assert Entry.objects.get(verb=Verb.ROUND_CHANGED).child_ids == [cast.ida.pk]
    assert tasks(cast, "rikke", CLOSED) == []
    actions.assess_visit(by=cast.actor("else_", at), assessment=half, position=Position.RED, words="Spiser lidt", at=at)
    assert tasks(cast, "anna", CLOSED) == ["Tal sammen om Ida Krogh, som I har set ved et besøg"]


def test_what_nobody_wrote_gets_no_more_days(cast, version, as_):
    held = made(cast, version)
    with time_machine.travel(NOW + CLOSED * DAY, tick=False):
        page = as_("anna").get(reverse("screening:visit", args=[held.pk])).content.decode()
        with pytest.raises(Refused, match="Se på barnet igen ved næste besøg"):
            actions.prolong_visit(by=cast.actor("anna"), assessment=held, at=NOW + CLOSED * DAY)
    assert "Besøget blev ikke skrevet ned" in page
    assert reverse("screening:new_visit", args=[cast.ida.pk]) in page
    assert "14 dage mere" not in page


@pytest.mark.parametrize(
    ("more", "is_to"),
    [({}, True), ({"concluded": True}, False), ({"anybody": False}, False), ({"today": TODAY}, False),
     ({"today": TODAY + REOPENED_WITHIN}, True), ({"today": TODAY + REOPENED_WITHIN + DAY}, False)],
)  # fmt: skip
def test_when_a_visit_gets_more_days(more, is_to):
    given = {"closes_on": TODAY, "concluded": False, "anybody": True, "today": TODAY + DAY} | more
    assert rules.visits.is_to_prolong(**given) is is_to


def test_parents_untold_where_nobody_leads_are_the_colleagues_to_tell(cast, version, colleague):
    seen(cast, made(cast, version), Position.RED, "Sulten")
    late = NOW + 40 * DAY
    assert not queries.late_for(cast.actor("else_", late), 14)
    left(cast)
    assert queries.late_for(cast.actor("else_", late), 14)


def test_and_where_somebody_leads_the_leaders(cast, version, colleague, leader):
    seen(cast, made(cast, version), Position.RED, "Sulten")
    left(cast)
    late = NOW + 40 * DAY
    assert not queries.late_for(cast.actor("else_", late), 14)
    assert queries.late_for(cast.actor("rikke", late), 14)


def test_who_neither_visits_nor_leads_is_asked_of_no_visit(cast):
    assert tasks(cast, "pia") == tasks(cast, "ali") == []
