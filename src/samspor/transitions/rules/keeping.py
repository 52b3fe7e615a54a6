"""How long a handover is kept."""

from datetime import date

from samspor.screening.rules import has_had_its_time


def is_past(*, done_on: date, left_on: date | None, years: int, today: date) -> bool:
    """So long after it was handed over or closed, and at most until the child has left the place it went to.

    `left_on` is the first day the child was no longer there; None while it is, has not begun, or went out of our sight.
    """
    return has_had_its_time(done_on, years=years, today=today) or (left_on is not None and left_on <= today)
