"""When a rule falls due, just before, at and just after, and what a municipality may change."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspor.law.deadlines import LoosenedError, Standing, due, reaches, status, tighten, warnings
from samspor.law.rules import DATED_UNITS, Unit
from samspor.law.table import rule, table

ON = date(2026, 11, 21)
COPENHAGEN = ZoneInfo("Europe/Copenhagen")
BORN_ON_LEAP_DAY = date(2016, 2, 29)
DAYS = st.dates(date(2015, 1, 1), date(2045, 12, 31))
DATED = [shipped for shipped in table().rules if shipped.unit in DATED_UNITS]
TIGHTENABLE = [shipped for shipped in table().rules if shipped.may_tighten]


def local(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=COPENHAGEN)


@pytest.mark.parametrize(
    ("rule_id", "start", "end"),
    [
        ("acute_assessment", local(2026, 11, 20, 15, 5), local(2026, 11, 21, 15, 5)),
        ("acute_assessment", local(2026, 3, 28, 12), local(2026, 3, 29, 13)),
        ("acute_assessment", local(2026, 10, 24, 12), local(2026, 10, 25, 11)),
        ("breach_report", local(2026, 12, 24, 8), local(2026, 12, 27, 8)),
        ("notification_receipt", date(2026, 12, 23), date(2027, 1, 2)),
        ("notification_receipt", local(2026, 4, 1, 23, 59), date(2026, 4, 11)),
        ("access_to_documents", date(2026, 4, 1), date(2026, 4, 15)),
        ("screening", date(2026, 2, 20), date(2026, 3, 6)),
        ("child_investigation", date(2026, 10, 31), date(2027, 2, 28)),
        ("first_follow_up", date(2027, 11, 30), date(2028, 2, 29)),
        ("complaint", date(2026, 12, 4), date(2027, 1, 1)),
        ("turns_10", BORN_ON_LEAP_DAY, date(2026, 3, 1)),
        ("turns_18", date(2008, 11, 21), date(2026, 11, 21)),
    ],
)
def test_when_it_falls_due(rule_id, start, end):
    assert due(rule(rule_id, ON), start) == end


def test_a_moment_just_after_midnight_in_copenhagen_is_of_the_new_day():
    receipt = rule("notification_receipt", ON)
    before, after = datetime(2026, 6, 1, 21, 59, tzinfo=UTC), datetime(2026, 6, 1, 22, 0, tzinfo=UTC)
    assert (due(receipt, before), due(receipt, after)) == (date(2026, 6, 8), date(2026, 6, 9))


@pytest.mark.parametrize("start", [date(2026, 3, 2), datetime(2026, 3, 2, 12)])  # noqa: DTZ001 -- the naive moment is what is refused
def test_hours_need_a_moment_with_a_time_zone(start):
    with pytest.raises(ValueError, match="tidspunkt med tidszone"):
        due(rule("acute_assessment", ON), start)


@pytest.mark.parametrize("rule_id", ["child_view", "absence_warning", "ssd_meeting"])
def test_what_has_no_date(rule_id):
    with pytest.raises(ValueError, match="ingen frist"):
        due(rule(rule_id, ON), ON)
    assert warnings(rule(rule_id, ON), ON) == ()


@pytest.mark.parametrize(
    ("rule_id", "start", "moments"),
    [
        (
            "acute_assessment",
            local(2026, 3, 28, 12),
            (local(2026, 3, 29, 0), local(2026, 3, 29, 9), local(2026, 3, 29, 13)),
        ),
        (
            "child_investigation",
            date(2026, 10, 31),
            (date(2026, 12, 31), date(2027, 1, 31), date(2027, 2, 15)),
        ),
        ("youth_plan", date(2011, 8, 31), (date(2027, 2, 28),)),
    ],
)
def test_reminders(rule_id, start, moments):
    assert warnings(rule(rule_id, ON), start) == moments


def test_a_reminder_of_a_whole_year_is_a_birthday():
    early = replace(rule("youth_plan", ON), warn_at=(15,))
    assert warnings(early, date(2012, 2, 29)) == (date(2027, 3, 1),)


@pytest.mark.parametrize(
    ("at", "standing"),
    [
        (local(2026, 3, 29, 12, 59, 59), Standing.BEFORE),
        (local(2026, 3, 29, 13), Standing.AT),
        (local(2026, 3, 29, 13, 0, 1), Standing.AFTER),
    ],
)
def test_just_before_at_and_just_after_a_moment(at, standing):
    assert status(due(rule("acute_assessment", ON), local(2026, 3, 28, 12)), at) is standing


@pytest.mark.parametrize(
    ("at", "standing"),
    [
        (date(2026, 4, 10), Standing.BEFORE),
        (local(2026, 4, 10, 23, 59), Standing.BEFORE),
        (local(2026, 4, 11, 0, 0), Standing.AT),
        (date(2026, 4, 11), Standing.AT),
        (datetime(2026, 4, 11, 21, 59, tzinfo=UTC), Standing.AT),
        (datetime(2026, 4, 11, 22, 0, tzinfo=UTC), Standing.AFTER),
        (date(2026, 4, 12), Standing.AFTER),
    ],
)
def test_just_before_at_and_just_after_a_day(at, standing):
    assert status(due(rule("notification_receipt", ON), date(2026, 4, 1)), at) is standing


def test_a_day_cannot_be_held_against_a_moment():
    with pytest.raises(ValueError, match="ikke fra en dag"):
        status(local(2026, 3, 29, 13), ON)


@pytest.mark.parametrize(
    ("rule_id", "born", "day"),
    [
        ("turns_10", date(2016, 11, 22), date(2026, 11, 22)),
        ("turns_15", date(2011, 12, 31), date(2026, 12, 31)),
        ("turns_16", BORN_ON_LEAP_DAY, date(2032, 2, 29)),
        ("turns_18", BORN_ON_LEAP_DAY, date(2034, 3, 1)),
        ("language_assessment", date(2024, 2, 29), date(2027, 3, 1)),
    ],
)
def test_the_day_an_age_is_reached(rule_id, born, day):
    assert reaches(rule(rule_id, ON), born) == day


@pytest.mark.parametrize("rule_id", ["first_follow_up", "child_view"])
def test_what_is_no_age(rule_id):
    with pytest.raises(ValueError, match="ikke om en alder"):
        reaches(rule(rule_id, ON), BORN_ON_LEAP_DAY)


@pytest.mark.parametrize(
    ("length", "reminders"), [(24, (12, 20, 24)), (23, (12, 20)), (20, (12, 20)), (12, (12,)), (1, ())]
)
def test_a_municipality_may_tighten(length, reminders):
    tighter = tighten(rule("acute_assessment", ON), length)
    assert (tighter.length, tighter.warn_at) == (length, reminders)


@pytest.mark.parametrize("length", [25, 0, -1])
def test_and_never_loosen(length):
    with pytest.raises(LoosenedError, match="Vælg mindst 1 og højst 24 timer"):
        tighten(rule("acute_assessment", ON), length)


def test_what_was_tightened_cannot_be_loosened_again_from_there():
    with pytest.raises(LoosenedError, match="højst 12 timer"):
        tighten(tighten(rule("acute_assessment", ON), 12), 24)


@pytest.mark.parametrize("rule_id", ["complaint", "party_hearing", "turns_10", "ssd_meeting", "child_view"])
def test_what_is_not_the_municipalitys_own_is_left_alone(rule_id):
    with pytest.raises(LoosenedError, match="kan kommunen ikke selv ændre"):
        tighten(rule(rule_id, ON), 1)


@given(st.sampled_from(DATED), DAYS, DAYS)
def test_who_starts_later_is_never_due_earlier(one, first, last):
    early, late = sorted((first, last))
    assert due(one, noon(one, early)) <= due(one, noon(one, late))


@given(st.sampled_from(DATED), DAYS)
def test_reminders_come_in_order_and_never_after_the_deadline(one, start):
    moments = [*warnings(one, noon(one, start)), due(one, noon(one, start))]
    assert moments == sorted(moments)


@given(st.sampled_from(TIGHTENABLE), DAYS, st.data())
def test_a_tightened_deadline_is_never_later(one, start, data):
    tighter = tighten(one, data.draw(st.integers(1, one.length)))
    assert due(tighter, noon(one, start)) <= due(one, noon(one, start))


@given(DAYS, st.timedeltas(timedelta(days=-400), timedelta(days=400)))
def test_every_moment_has_exactly_one_standing(day, distance):
    at = noon_in_copenhagen(day) + distance
    standing = status(day, at)
    local_day = at.astimezone(COPENHAGEN).date()
    assert {Standing.BEFORE: local_day < day, Standing.AT: local_day == day, Standing.AFTER: local_day > day}[standing]


def noon(one, day):
    return noon_in_copenhagen(day) if one.unit is Unit.ELAPSED_HOURS else day


def noon_in_copenhagen(day):
    return datetime(day.year, day.month, day.day, 12, tzinfo=COPENHAGEN)
