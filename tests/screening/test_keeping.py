"""Assessments are removed when they have had their time, and the counts of their rounds stay."""

from datetime import date, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.people.models import Child
from samspor.screening import actions, jobs, rules
from samspor.screening.models import (
    Assessment,
    FocusPoint,
    FocusReview,
    JointAssessment,
    JointWording,
    OwnAssessment,
    ParentLink,
    ParentsInformed,
    ParentVoice,
    RoundCount,
)
from samspor.screening.rules import Outcome, Position, Way
from tests.cast import NOW, TODAY
from tests.screening.conftest import CLOSES
from tests.screening.test_actions import conclude
from tests.screening.test_focus import LATER, focus, review
from tests.screening.test_parents import linked, record
from tests.screening.test_views import text

GONE = (Assessment, OwnAssessment, JointAssessment, JointWording, ParentsInformed, ParentVoice, ParentLink)
LAST = CLOSES.replace(year=CLOSES.year + 5)


def night(day: date) -> datetime:
    return NOW + (day - TODAY)


@pytest.mark.parametrize(
    ("closed_on", "years", "last"),
    [(date(2026, 12, 4), 5, date(2031, 12, 4)), (date(2028, 2, 29), 5, date(2033, 2, 28)),
     (date(2028, 2, 29), 4, date(2032, 2, 29))],
)  # fmt: skip
def test_what_is_kept_is_kept_through_the_same_day_years_later(closed_on, years, last):
    assert rules.kept_through(closed_on, years=years) == last
    for days, gone in ((-1, False), (0, False), (1, True)):
        assert rules.has_had_its_time(closed_on, years=years, today=last + timedelta(days=days)) is gone


@pytest.fixture
def full(cast, opened, assess):
    """A round with one of everything."""
    held = assess("asta", pia=Position.GREEN, mads=Position.YELLOW)
    conclude(cast, held, Position.GREEN)
    conclude(cast, held, Position.YELLOW, "Vi talte om det igen")
    actions.inform_parents(by=cast.actor("pia"), assessment=held, informed_on=TODAY, way=Way.TALK, at=NOW)
    conclude(cast, assess("bo", pia=Position.GREEN, mads=Position.GREEN), Position.GREEN)
    record(cast, opened, cast.mor)
    linked(cast, opened, cast.mor)
    return opened


@pytest.mark.parametrize(("days", "left"), [(-1, True), (0, True), (1, False)])
def test_the_night_removes_a_round_the_day_after_its_last(full, days, *, left):
    at = night(LAST + timedelta(days=days))
    jobs.tidy(int(at.timestamp()))
    assert [model.__name__ for model in GONE if model.objects.exists() is not left] == []
    assert Child.objects.exists()
    assert Entry.objects.filter(verb=Verb.ASSESSMENTS_REMOVED).exists() is not left


def test_the_counts_of_the_round_are_kept_once(cast, full):
    at = night(LAST + timedelta(days=1))
    told = jobs.remove_outdated(at, years=5)
    assert told == {"rounds": 1, "assessments": 2, "focus_points": 0}
    kept = {one.position: one.number for one in RoundCount.objects.all()}
    assert kept == {"green": 1, "yellow": 1}
    assert str(RoundCount.objects.all()[0])
    entry = Entry.objects.get(verb=Verb.ASSESSMENTS_REMOVED)
    assert (entry.actor_name, set(entry.child_ids), entry.after) == (
        "Samspor (baggrundsarbejde)", {cast.asta.pk, cast.bo.pk}, {"number": 2},
    )  # fmt: skip
    assert jobs.remove_outdated(at, years=5) == {"rounds": 0, "assessments": 0, "focus_points": 0}


def test_a_dry_run_counts_and_touches_nothing(full):
    out = StringIO()
    with time_machine.travel(night(LAST + timedelta(days=1)), tick=False):
        call_command("remove_assessments", "--dry-run", stdout=out)
        assert "Ville fjerne 2 vurderinger i 1 runder og 0 fokuspunkter." in out.getvalue()
        assert Assessment.objects.count() == 2
        call_command("remove_assessments", stdout=out)
    assert "Fjernede 2 vurderinger" in out.getvalue()
    assert not Assessment.objects.exists()


def test_small_counts_that_are_left_are_hidden(cast, full, as_):
    jobs.remove_outdated(night(LAST + timedelta(days=1)), years=5)
    page = text(as_("dorte").get(reverse("screening:totals", args=[full.round_id])))
    assert "Det, der er tilbage" in page
    assert page.count("skjult") >= 3
    RoundCount.objects.filter(position="green").update(number=31)
    RoundCount.objects.filter(position="yellow").update(number=17)
    RoundCount.objects.create(round_unit=full, position="red", number=8)
    page = text(as_("dorte").get(reverse("screening:totals", args=[full.round_id])))
    for number in ("31", "17", "8"):
        assert f"<dd>{number}</dd>" in page


def test_focus_points_go_years_after_they_were_closed(cast, opened):
    old = focus(cast)
    review(cast, old, Outcome.CHANGED, review_on=LATER, aim="Nyt", action="Nyt")
    unit = focus(cast, child=None, group=None)
    review(cast, unit, Outcome.DROPPED)
    gone = night(TODAY.replace(year=TODAY.year + 5) + timedelta(days=1))
    assert jobs.remove_outdated(gone - timedelta(days=1), years=5)["focus_points"] == 0
    assert jobs.remove_outdated(gone, years=5)["focus_points"] == 2
    left = FocusPoint.objects.get()  # it is still tried
    assert (left.aim, left.follows) == ("Nyt", None)
    assert not FocusReview.objects.exists()
