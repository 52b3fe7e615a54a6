"""Who is there: one condition for every list, count and clock of screening."""

from datetime import date

from django.db.models import Q


def staying(on: date, child: str = "child") -> Q:
    """Has not left: a child that leaves later is still looked at. `child` is the path to it."""
    return Q(**{f"{child}__left_on": None}) | Q(**{f"{child}__left_on__gt": on})
