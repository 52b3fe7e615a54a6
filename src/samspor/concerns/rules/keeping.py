"""How long a concern is kept."""

from datetime import date

from samspor.screening.rules import has_had_its_time

OF_AGE = 18


def is_past(*, closed_on: date | None, born_on: date | None, years: int, today: date) -> bool:
    """So long after it was closed; and closed or not, so long after the child became of age."""
    if closed_on and has_had_its_time(closed_on, years=years, today=today):
        return True
    return born_on is not None and has_had_its_time(born_on, years=OF_AGE + years, today=today)
