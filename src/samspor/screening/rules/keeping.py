"""How long assessments are kept."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date


def kept_through(closed_on: date, *, years: int) -> date:
    """The last day. What ended on 29 February is kept through the 28th where there is no 29th."""
    try:
        return closed_on.replace(year=closed_on.year + years)
    except ValueError:
        return closed_on.replace(year=closed_on.year + years, day=28)


def has_had_its_time(closed_on: date, *, years: int, today: date) -> bool:
    return today > kept_through(closed_on, years=years)


def stage_ended_on(ends: Iterable[date | None], *, begins_next_on: date | None, is_last: bool) -> date | None:
    """When a child's time in day-care, or in school, was over: None while it is not.

    `ends` are the first days it was no longer in each of its groups there (None: still open). Day-care ends with
    the first day in school: a child who is at home for a while, or between two houses, is still in its day-care
    years. School is the last stage.
    """
    held = list(ends)
    days = [day for day in held if day]
    if len(days) < len(held):
        return None
    if is_last:
        return max(days, default=None)
    return max([*days, begins_next_on]) if begins_next_on else None


def months_after(day: date, months: int) -> date:
    """The same day of the month, or the month's last."""
    years, month = divmod(day.month - 1 + months, 12)
    last = monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last))


def is_kept_after_stage(ended_on: date | None, *, months: int, today: date) -> bool:
    return ended_on is None or today <= months_after(ended_on, months)
