"""How long assessments are kept."""

from datetime import date


def kept_through(closed_on: date, *, years: int) -> date:
    """The last day. What ended on 29 February is kept through the 28th where there is no 29th."""
    try:
        return closed_on.replace(year=closed_on.year + years)
    except ValueError:
        return closed_on.replace(year=closed_on.year + years, day=28)


def has_had_its_time(closed_on: date, *, years: int, today: date) -> bool:
    return today > kept_through(closed_on, years=years)
