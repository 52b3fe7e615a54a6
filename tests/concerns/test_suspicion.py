"""A suspicion that may be about somebody who works there: not the leader of the place is told, but who leads above."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from samspor.access.rules import Role
from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.concerns import actions, queries
from samspor.concerns.models import HardStop
from samspor.concerns.rules.stops import Answer, StopKind
from samspor.people.models import Employment
from tests import factories as make
from tests.cast import BEGAN, NOW, TODAY, Cast
from tests.people.pages import send, text

YES = dict.fromkeys(StopKind, Answer.YES)
TOLD = "Ring til Pia Holm: en mistanke kan handle om en ansat"
TITLE = "En mistanke kan handle om en ansat"


def employ(staff: Any, unit: Any, role: Role = Role.UNIT_LEADER) -> None:
    Employment.objects.create(staff=staff, unit=unit, role=role, period=DateRange(BEGAN, None))
    make.remembered()


@pytest.fixture
def held(begin):
    return begin("asta", answers=YES, about_staff=True)


def page_of(held) -> str:
    return reverse("concerns:suspicion", args=[held.stops.earliest("pk").pk])


def test_the_task_goes_over_the_leaders_head(as_, cast: Cast, held) -> None:
    make.remembered()
    for who in ("lars", "mads", "sara"):
        day = text(as_(who).get("/"))
        assert ("underrettet om Asta" in day, TOLD in day) == (False, False), who
    assert "Ring til modtagelsen om Asta nu, og underret" in text(as_("pia").get("/"))
    day = text(as_("dorte").get("/"))
    assert day.count(TOLD) == 1
    assert "Børnehuset Solsikken" in day
    assert "Asta" not in day


@pytest.mark.parametrize(("who", "told"), [("pia", True), ("lars", False), ("mads", False)])
def test_the_childs_next_step_tells_nobody_but_who_said_it(as_, cast: Cast, held, who: str, told: bool) -> None:
    for page in (cast.asta.href, reverse("concerns:concern", args=[held.pk])):
        assert ("Ring til modtagelsen, og underret" in text(as_(who).get(page))) is told, page


def test_who_leads_above_reads_where_and_by_whom_and_nothing_of_the_child(as_, cast: Cast, held) -> None:
    dorte = as_("dorte")
    shown = text(dorte.get(page_of(held)))
    for words in (TITLE, "Børnehuset Solsikken", "Pia Holm", "endnu ikke skrevet, at der er underrettet"):
        assert words in shown
    for words in ("Asta", "hegnet", "Til bekymringen"):
        assert words not in shown
    seen = Entry.objects.filter(verb=Verb.SUSPICION_SEEN).get()
    assert (seen.actor_name, seen.child_ids) == ("Dorte Ravn", [cast.asta.pk])
    assert dorte.get(reverse("concerns:notify", args=[held.pk])).status_code == 404


def test_a_leader_of_the_district_is_told_and_may_read_on(as_, cast: Cast, held) -> None:
    employ(cast.vera, cast.nord)
    vera = as_("vera")
    assert TOLD in text(vera.get("/"))
    shown = text(vera.get(page_of(held)))
    assert reverse("concerns:notify", args=[held.pk]) in shown
    assert [one.name for one in queries.told_of_suspicion(held, TODAY)] == ["Dorte Ravn", "Vera Lund"]


def test_who_leads_above_and_works_there_too_is_not_told(as_, cast: Cast, held) -> None:
    employ(cast.lars, cast.nord)
    lars = as_("lars")
    assert TOLD not in text(lars.get("/"))
    assert lars.get(page_of(held)).status_code == 404
    assert [one.name for one in queries.told_of_suspicion(held, TODAY)] == ["Dorte Ravn"]


@pytest.mark.parametrize("who", ["lars", "pia", "else_", "sara", "jens"])
def test_others_find_no_such_page(as_, held, who: str) -> None:
    assert as_(who).get(page_of(held)).status_code == 404


def test_an_ordinary_stop_is_nobodys_above(as_, stopped) -> None:
    assert TOLD not in text(as_("dorte").get("/"))
    assert as_("dorte").get(page_of(stopped)).status_code == 404


def test_who_began_the_concern_is_not_told_of_what_a_colleague_says(as_, cast: Cast, begin) -> None:
    """The one who began it may be whom it is about."""
    held = begin("asta", by="mads")
    answer = {"kind": StopKind.VIOLENCE, "answer": Answer.YES, "about_staff": True, "at": NOW}
    actions.answer_first(by=cast.actor("pia"), concern=held, **answer)
    assert "underrettet om Asta" not in text(as_("mads").get("/"))


@pytest.mark.parametrize("over", ["notified", "lifted"])
def test_the_task_is_gone_when_it_is_done(as_, cast: Cast, held, over: str) -> None:
    if over == "notified":
        actions.record_notification(by=cast.actor("pia"), concern=held, notified_on=TODAY, at=NOW)
        assert "Underrettet 23. november 2026" in text(as_("dorte").get(page_of(held)))
    for stop in held.stops.all() if over == "lifted" else ():
        actions.lift_stop(by=cast.actor("sara"), stop=stop, reason="Barnet er trygt", at=NOW)
    assert TOLD not in text(as_("dorte").get("/"))


def test_the_page_after_says_who_knows_to_nobody_but_who_said_it(as_, cast: Cast, held) -> None:
    """The leader may read the concern, and finds the page of any stop there."""
    address = reverse("concerns:notify", args=[held.pk])
    shown = text(as_("pia").get(address))
    assert "De har opgaven på Min dag: Dorte Ravn." in shown
    assert "også lederen og kolleger på stedet" in shown
    for who in ("lars", "mads", "sara"):
        other = text(as_(who).get(address))
        assert ("Dorte Ravn" in other, "har ikke fået opgaven" in other) == (False, False), who
        assert "Sig det til din leder." in other


def test_where_nobody_leads_above_the_page_says_so(as_, cast: Cast, held) -> None:
    cast.dorte.employments.update(period=DateRange(BEGAN, TODAY - timedelta(days=1)))
    make.remembered()
    assert "Samspor kender ingen, der leder over stedet." in text(
        as_("pia").get(reverse("concerns:notify", args=[held.pk]))
    )


def test_it_is_asked_on_the_page_before_a_yes(as_, cast: Cast, concern) -> None:
    pia, address = as_("pia"), reverse("concerns:answers", args=[concern.pk])
    typed = {"violence": "yes", "honour": "no"}
    assert 'name="about_staff"' in text(send(pia, address, **typed))
    assert send(pia, address, **typed, about_staff="on", sure="").status_code == 303
    assert HardStop.objects.get().about_staff
    after = Entry.objects.get(verb=Verb.HARD_STOP_SET).after
    assert after == {"kind": "violence", "about_staff": True}


@pytest.mark.parametrize("ticked", [True, False])
def test_it_is_asked_when_a_concern_begins_with_a_yes(as_, cast: Cast, ticked: bool) -> None:
    typed = {"violence": "yes", "honour": "no", "worries": "Bange for at gå ind", "observed_on": str(TODAY), "sure": ""}
    more = {"about_staff": "on"} if ticked else {}
    assert send(as_("pia"), reverse("concerns:start", args=[cast.asta.pk]), **typed, **more).status_code == 303
    assert HardStop.objects.get().about_staff is ticked
