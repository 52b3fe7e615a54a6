"""Small arithmetic on dates that the demo's lives are made with."""

from datetime import date

SCHOOL_STARTS = 8  # August


def month_later(day: date, months: int) -> date:
    """The first of the month, `months` after the month of `day`."""
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def years_before(day: date, years: int) -> date:
    return day.replace(year=day.year - years, day=min(day.day, 28))


def school_start(birth: date) -> date:
    """Grade 0 begins in August of the year the child becomes six."""
    return date(birth.year + 6, SCHOOL_STARTS, 1)


def school_year(day: date) -> int:
    """The year in which the school year of that day began."""
    return day.year if day.month >= SCHOOL_STARTS else day.year - 1
