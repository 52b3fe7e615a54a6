"""Days and hours as the law counts them, held against a second calendar written here."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspor.law.calendar import (
    add_arbejdsdage,
    add_calendar_days,
    add_calendar_months,
    add_elapsed_hours,
    add_hverdage,
    birthday,
    holidays_of,
    is_arbejdsdag,
    is_holiday,
    is_hverdag,
)

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
DAYS = st.dates(date(2015, 1, 1), date(2045, 12, 31))
SHORT = st.integers(0, 40)
ADDERS = (add_hverdage, add_arbejdsdage, add_calendar_days, add_calendar_months)


def easter(year: int) -> date:
    """The Gregorian computus of 1876, so that two independent calendars must agree."""
    century, golden = year // 100, year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (year % 100 // 4) - epact - year % 4) % 7
    shift = epact + weekday - 7 * ((golden + 11 * epact + 22 * weekday) // 451) + 114
    return date(year, shift // 31, shift % 31 + 1)


def reckoned(year: int) -> set[date]:
    movable = [-3, -2, 0, 1, 39, 49, 50] + ([26] if year <= 2023 else [])
    fixed = {date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)}
    return fixed | {easter(year) + timedelta(days=offset) for offset in movable}


@pytest.mark.parametrize("year", range(2015, 2050))
def test_two_independent_calendars_agree(year):
    assert holidays_of(year) == reckoned(year)


@pytest.mark.parametrize(
    ("day", "hverdag", "arbejdsdag"),
    [
        (date(2026, 4, 1), True, True),  # Wednesday before Easter
        (date(2026, 4, 2), False, False),  # skærtorsdag
        (date(2026, 4, 3), False, False),  # langfredag
        (date(2026, 4, 4), True, False),  # Saturday
        (date(2026, 4, 5), False, False),  # påskedag
        (date(2026, 4, 6), False, False),  # 2. påskedag
        (date(2026, 4, 7), True, True),
        (date(2026, 5, 14), False, False),  # Kristi himmelfartsdag
        (date(2026, 5, 15), True, True),  # the day after is no holiday
        (date(2023, 5, 5), False, False),  # the last Store bededag
        (date(2024, 4, 26), True, True),  # would have been the next
        (date(2026, 6, 5), True, True),  # Grundlovsdag is not a holiday by law
        (date(2026, 12, 24), True, True),
        (date(2026, 12, 26), False, False),  # a holiday on a Saturday
        (date(2026, 12, 31), True, True),
        (date(2027, 1, 1), False, False),
        (date(2026, 3, 8), False, False),  # an ordinary Sunday
    ],
)
def test_what_kind_of_day_it_is(day, hverdag, arbejdsdag):
    assert (is_hverdag(day), is_arbejdsdag(day)) == (hverdag, arbejdsdag)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 3, 2), 0, date(2026, 3, 2)),
        (date(2026, 3, 2), 6, date(2026, 3, 9)),
        (date(2026, 4, 1), 6, date(2026, 4, 11)),  # over Easter
        (date(2026, 4, 5), 6, date(2026, 4, 13)),  # received on Easter Sunday
        (date(2026, 5, 22), 6, date(2026, 5, 30)),  # over Pentecost
        (date(2023, 5, 4), 6, date(2023, 5, 12)),  # over the last Store bededag
        (date(2024, 4, 25), 6, date(2024, 5, 2)),  # and where it no longer is
        (date(2026, 12, 23), 6, date(2027, 1, 2)),  # Christmas and New Year
    ],
)
def test_hverdage_count_saturdays_and_skip_sundays_and_holidays(start, count, end):
    assert add_hverdage(start, count) == end


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 3, 2), 7, date(2026, 3, 11)),
        (date(2026, 4, 1), 7, date(2026, 4, 15)),
        (date(2026, 6, 4), 7, date(2026, 6, 15)),  # Grundlovsdag counts
        (date(2026, 12, 23), 7, date(2027, 1, 5)),
    ],
)
def test_arbejdsdage_skip_saturdays_too(start, count, end):
    assert add_arbejdsdage(start, count) == end


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 10, 31), 4, date(2027, 2, 28)),
        (date(2026, 5, 31), 1, date(2026, 6, 30)),
        (date(2026, 2, 28), 1, date(2026, 3, 28)),
        (date(2026, 9, 15), 4, date(2027, 1, 15)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 4, 5), 0, date(2026, 4, 5)),
        (date(2025, 12, 5), 4, date(2026, 4, 5)),  # ends on Easter Sunday and stays there
    ],
)
def test_months_keep_the_day_or_take_the_last_of_the_month(start, months, end):
    assert add_calendar_months(start, months) == end


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (datetime(2026, 3, 28, 12, tzinfo=COPENHAGEN), "2026-03-29 13:00"),  # summer time begins
        (datetime(2026, 10, 24, 12, tzinfo=COPENHAGEN), "2026-10-25 11:00"),  # summer time ends
        (datetime(2026, 10, 25, 2, 30, tzinfo=COPENHAGEN), "2026-10-26 01:30"),  # half past two, first time
        (datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=COPENHAGEN), "2026-10-26 02:30"),  # and once more
        (datetime(2026, 12, 31, 12, tzinfo=COPENHAGEN), "2027-01-01 12:00"),
    ],
)
def test_24_hours_are_24_hours_across_both_clock_changes(received, due):
    moment = add_elapsed_hours(received, 24)
    assert moment.tzinfo is UTC
    assert f"{moment.astimezone(COPENHAGEN):%Y-%m-%d %H:%M}" == due


def test_hours_cannot_be_counted_without_a_time_zone():
    with pytest.raises(ValueError, match="uden tidszone"):
        add_elapsed_hours(datetime(2026, 3, 28, 12), 24)  # noqa: DTZ001 -- the naive moment is what is refused


@pytest.mark.parametrize("add", ADDERS)
def test_nothing_counts_backwards(add):
    with pytest.raises(ValueError, match="kan ikke være negativ"):
        add(date(2026, 3, 2), -1)


def test_hours_do_not_count_backwards_either():
    with pytest.raises(ValueError, match="kan ikke være negativ"):
        add_elapsed_hours(datetime(2026, 3, 2, tzinfo=UTC), -1)


@pytest.mark.parametrize(
    ("born", "years", "day"),
    [
        (date(2016, 11, 21), 10, date(2026, 11, 21)),
        (date(2016, 2, 29), 10, date(2026, 3, 1)),
        (date(2016, 2, 29), 12, date(2028, 2, 29)),
        (date(2016, 2, 28), 10, date(2026, 2, 28)),
        (date(2016, 3, 1), 10, date(2026, 3, 1)),
        (date(2011, 12, 31), 15, date(2026, 12, 31)),
    ],
)
def test_birthdays(born, years, day):
    assert birthday(born, years) == day


def days_between(kind, start, end):
    return sum(kind(start + timedelta(days=step)) for step in range(1, (end - start).days + 1))


@given(DAYS, st.integers(1, 40))
def test_counting_back_gives_the_number_and_the_end_is_such_a_day(start, count):
    for add, kind in ((add_hverdage, is_hverdag), (add_arbejdsdage, is_arbejdsdag)):
        end = add(start, count)
        assert kind(end)
        assert not is_holiday(end)
        assert days_between(kind, start, end) == count


@given(DAYS, DAYS, SHORT)
def test_who_starts_later_never_ends_earlier(one, other, count):
    first, last = sorted((one, other))
    for add in ADDERS:
        assert add(first, count) <= add(last, count)


@given(DAYS, SHORT)
def test_one_more_is_never_sooner(start, count):
    for add in ADDERS:
        assert start <= add(start, count) < add(start, count + 1)


@given(DAYS, SHORT)
def test_arbejdsdage_are_never_sooner_than_hverdage(start, count):
    assert add_hverdage(start, count) <= add_arbejdsdage(start, count)


@given(DAYS, st.integers(0, 240))
def test_months_land_in_the_month_asked_for(start, months):
    end = add_calendar_months(start, months)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day == start.day or (end.day < start.day and (end + timedelta(days=1)).day == 1)


@given(st.datetimes(datetime(2015, 1, 1), datetime(2045, 1, 1), timezones=st.just(COPENHAGEN)), SHORT)  # noqa: DTZ001 -- hypothesis wants naive bounds and adds the zone
def test_hours_are_elapsed_hours(start, hours):
    assert add_elapsed_hours(start, hours) - start.astimezone(UTC) == timedelta(hours=hours)


@given(DAYS, st.integers(0, 18))
def test_a_birthday_is_the_first_day_of_a_full_age(born, years):
    day = birthday(born, years)
    assert day == born.replace(year=day.year) if (born.month, born.day) != (2, 29) else day.month in {2, 3}
    assert birthday(born, years + 1) > day
