"""Who is there: one condition for every list, count and clock of screening."""

from datetime import date

from django.db.models import Q


def staying(on: date, of: str = "child__") -> Q:
    """Has not left: a child that leaves later is still looked at. `of` is the path to it."""
    return Q(**{f"{of}left_on": None}) | Q(**{f"{of}left_on__gt": on})
