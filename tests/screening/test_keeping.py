"""Assessments are removed when they have had their time, and the counts of their rounds stay."""

import json
import re
from datetime import date, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.people.models import Child, Enrolment
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
from tests.factories import remembered
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


def test_no_entry_of_a_removed_child_holds_what_was_thought_of_it(cast, full):
    """The log is kept when what it tells of is gone: it says who and when, and never which."""
    anna = {"by": cast.actor("anna"), "at": NOW}
    visit = actions.make_visit(
        child=cast.egon, visited_on=TODAY, instrument=full.round.instrument, notice_on=TODAY, way=Way.TALK,
        alone_because="Kollegaen er på kursus", **anna,
    )  # fmt: skip
    actions.assess_visit(assessment=visit, position=Position.RED, words="Sulten", **anna)
    actions.set_mark(by=cast.actor("pia"), round_unit=full, child=cast.dilan, position=Position.RED, at=NOW)
    actions.withdraw_mark(by=cast.actor("pia"), round_unit=full, child=cast.dilan, at=NOW)
    jobs.remove_outdated(night(LAST + timedelta(days=1)), years=5)
    entries = Entry.objects.exclude(child_ids=[])
    verbs = {Verb.MARK_SET, Verb.MARK_WITHDRAWN, Verb.MARKS_HANDED_IN, Verb.ASSESSMENT_CONCLUDED}
    assert verbs <= set(entries.values_list("verb", flat=True))
    told = [json.dumps([one.before, one.after, one.words, one.purpose]) for one in entries]
    assert [one for one in told if re.search(rf"\b({'|'.join(Position)})\b", one)] == []


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


MONTHS = 12


@pytest.mark.parametrize(
    ("ends", "begins_next_on", "is_last", "ended"),
    [
        ([], None, False, None), ([], None, True, None), ([], date(2028, 8, 1), False, date(2028, 8, 1)),
        ([None], date(2028, 8, 1), False, None), ([date(2028, 7, 1)], None, False, None),
        ([date(2028, 7, 1)], date(2028, 8, 1), False, date(2028, 8, 1)),
        ([date(2027, 1, 1), date(2028, 9, 1)], date(2028, 8, 1), False, date(2028, 9, 1)),
        ([date(2027, 1, 1), None], None, True, None),
        ([date(2027, 1, 1), date(2034, 7, 1)], None, True, date(2034, 7, 1)),
    ],
)  # fmt: skip
def test_day_care_ends_with_school_and_school_with_the_last_of_it(ends, begins_next_on, is_last, ended):
    assert rules.keeping.stage_ended_on(ends, begins_next_on=begins_next_on, is_last=is_last) == ended


@pytest.mark.parametrize(
    ("day", "months", "last"),
    [(date(2028, 8, 1), 12, date(2029, 8, 1)), (date(2027, 8, 31), 6, date(2028, 2, 29)),
     (date(2027, 12, 31), 2, date(2028, 2, 29)), (date(2027, 1, 15), 0, date(2027, 1, 15))],
)  # fmt: skip
def test_months_after_a_day(day, months, last):
    assert rules.keeping.months_after(day, months) == last
    for days, kept in ((0, True), (1, False)):
        today = last + timedelta(days=days)
        assert rules.keeping.is_kept_after_stage(day, months=months, today=today) is kept
    assert rules.keeping.is_kept_after_stage(None, months=months, today=date(2099, 1, 1))


def to_school(cast, child, on: date) -> None:
    """Ends in day-care the day before, begins in school."""
    with transaction.atomic():
        remembered()
        Enrolment.objects.filter(child=child).update(period=DateRange(date(2024, 1, 1), on))
        Enrolment.objects.create(child=child, group=cast.klasse_0a, setting="school", period=DateRange(on, None))


SCHOOL = date(2028, 8, 1)


@pytest.mark.parametrize(("days", "left"), [(-1, True), (0, True), (1, False)])
def test_a_year_into_school_what_was_written_in_day_care_is_gone(cast, full, days, *, left):
    to_school(cast, cast.bo, SCHOOL)
    focus(cast, child=cast.bo)
    jobs.tidy(int(night(SCHOOL.replace(year=2029) + timedelta(days=days)).timestamp()))
    for model in (Assessment, ParentVoice, ParentLink, FocusPoint):
        assert model.objects.filter(child=cast.bo).exists() is left, model
    assert Assessment.objects.filter(child=cast.asta).exists()  # still in day-care
    assert RoundCount.objects.filter(round_unit=full, position="green", number=1).exists() is not left
    assert Entry.objects.filter(verb=Verb.ASSESSMENTS_REMOVED).exists() is not left


def test_the_rest_of_the_round_is_added_to_what_was_counted(cast, full):
    to_school(cast, cast.bo, SCHOOL)
    jobs.remove_past_stages(night(date(2029, 9, 1)), months=MONTHS)
    jobs.remove_outdated(night(LAST + timedelta(days=1)), years=5)
    assert {one.position: one.number for one in RoundCount.objects.all()} == {"green": 1, "yellow": 1}
    assert jobs.remove_past_stages(night(date(2033, 9, 1)), months=MONTHS) == 0


def test_who_never_began_in_school_is_still_in_its_day_care_years(cast, full):
    with transaction.atomic():
        remembered()
        Enrolment.objects.filter(child=cast.bo).update(period=DateRange(date(2024, 1, 1), date(2027, 1, 1)))
    assert jobs.remove_past_stages(night(date(2029, 9, 1)), months=MONTHS) == 0


def test_school_ends_when_nothing_of_it_is_left(cast, full):
    """Hassan's years in school, and the hours after it."""
    with transaction.atomic():
        remembered()
        Assessment.objects.filter(child=cast.asta).update(group=cast.klasse_0a)
        Enrolment.objects.create(
            child=cast.asta, group=cast.klasse_0a, setting="school", period=DateRange(SCHOOL, date(2034, 7, 1))
        )
    assert jobs.remove_past_stages(night(date(2035, 7, 1)), months=MONTHS) == 0
    assert jobs.remove_past_stages(night(date(2035, 7, 2)), months=MONTHS, dry_run=True) == 1
    assert Assessment.objects.filter(child=cast.asta).exists()
    assert jobs.remove_past_stages(night(date(2035, 7, 2)), months=MONTHS) == 1
    assert not Assessment.objects.filter(child=cast.asta).exists()
