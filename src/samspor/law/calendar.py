"""Danish days and hours as the law counts them: pure functions, the day of the trigger never counted."""

from calendar import monthrange
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import cache

import holidays

SATURDAY = 5
SUNDAY = 6


@cache
def holidays_of(year: int) -> frozenset[date]:
    """Public holidays by law. 5 June, 24 and 31 December are not among them; Store bededag ended with 2023.

    A municipality's own closed days may serve its internal targets; they never lengthen a deadline in law.
    """
    return frozenset(holidays.country_holidays("DK", years=year, expand=False))


def is_holiday(day: date) -> bool:
    return day in holidays_of(day.year)


def is_hverdag(day: date) -> bool:
    """Monday to Saturday less holidays: counting Saturdays gives the earlier, safe date."""
    return day.weekday() != SUNDAY and not is_holiday(day)


def is_arbejdsdag(day: date) -> bool:
    """Monday to Friday less holidays."""
    return day.weekday() < SATURDAY and not is_holiday(day)


def add_hverdage(start: date, count: int) -> date:
    return _add_days_that(is_hverdag, start, count)


def add_arbejdsdage(start: date, count: int) -> date:
    return _add_days_that(is_arbejdsdag, start, count)


def add_calendar_days(start: date, count: int) -> date:
    return start + timedelta(days=_not_negative(count))


def add_calendar_months(start: date, count: int) -> date:
    """The same day of a later month, or that month's last day: 30 November + 3 months is 28 or 29 February.

    A deadline that ends on a Sunday or a holiday is not moved: the earlier date is the safe one.
    """
    years, month = divmod(start.month - 1 + _not_negative(count), 12)
    year = start.year + years
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def add_elapsed_hours(start: datetime, count: int) -> datetime:
    """Hours of the clock that never jumps, in UTC: 24 hours are 24 hours when summer time begins and ends."""
    if start.utcoffset() is None:
        raise ValueError("Et tidspunkt uden tidszone kan ikke tælles i timer.")
    return start.astimezone(UTC) + timedelta(hours=_not_negative(count))


def birthday(birth_date: date, years: int) -> date:
    """The first day of having lived so many whole years.

    Born on 29 February and no such day that year: 1 March, for on 28 February the year is not yet full.
    No Danish text was found that says it outright, so the choice awaits a lawyer.
    """
    same_month = add_calendar_months(birth_date, 12 * years)
    return same_month if same_month.day == birth_date.day else same_month + timedelta(days=1)


def _add_days_that(counts: Callable[[date], bool], start: date, count: int) -> date:
    day, left = start, _not_negative(count)
    while left:
        day += timedelta(days=1)
        left -= counts(day)
    return day


def _not_negative(count: int) -> int:
    if count < 0:
        raise ValueError("En frist tæller fremad: længden kan ikke være negativ.")
    return count
