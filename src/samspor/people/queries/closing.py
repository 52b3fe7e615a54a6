"""What keeps a unit from closing: said in sentences, each with who can do something about it. No child is named."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from samspor.people.models import ChildGroup, Employment, Enrolment, Unit
from samspor.ui import slots
from samspor.ui.danish import listing, plural

_BELOW = "{0} hører under {1}. Luk dem, eller flyt dem først."
_CHILDREN = "Børn har en plads efter den dag: {0}. Lederen flytter dem eller afslutter indmeldelserne først."
_STAFF = "Ansat efter den dag: {0}. Sæt slutdato på ansættelserne først."
_NAMED = 5


def still_there(unit: Unit, closes_on: date) -> list[str]:
    """What people know of, and then what the rooms above do."""
    return [*_of_people(unit, closes_on), *slots.gather("unit.still_there", unit=unit, closes_on=closes_on)]


def _of_people(unit: Unit, closes_on: date) -> Iterator[str]:
    below = unit.children.filter(Unit.open_on(closes_on)).order_by("name", "pk")
    if names := [one.name for one in below]:
        yield _BELOW.format(_some(names), unit.name)
    enrolled = _lasting(Enrolment.objects.filter(group__unit=unit), closes_on)
    groups = ChildGroup.objects.filter(pk__in=enrolled.values("group")).order_by("name", "pk")
    if names := [one.name for one in groups]:
        yield _CHILDREN.format(_some(names))
    employed = _lasting(Employment.objects.filter(unit=unit), closes_on).select_related("staff").order_by("staff__name")
    if names := list(dict.fromkeys(one.staff.name for one in employed)):
        yield _STAFF.format(_some(names))


def _lasting(rows: QuerySet[Any], closes_on: date) -> QuerySet[Any]:
    """On that day or later, also those that have not begun."""
    return rows.filter(Q(period__endswith=None) | Q(period__endswith__gt=closes_on))


def _some(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    return listing([*names[:_NAMED], plural(more, "anden", "andre")] if more > 0 else names)
