"""The children whose last place ends, and who have none after it."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from samspor.access.actor import Actor
from samspor.access.among import among
from samspor.access.kept import Kept
from samspor.access.rules import Permission
from samspor.people.models import Child, Enrolment
from samspor.people.queries.finding import guarded
from samspor.people.rules import NOWHERE_SOON

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Nowhere:
    """A child who has no place from that day on, as the unit of its last place is told."""

    child: UUID
    href: str
    from_on: date
    is_guarded: bool


def nowhere_from(actor: Actor) -> list[Nowhere]:
    """Of the units whose lists one keeps: also after the day has come, until somebody has acted.

    The longest ago first, and one more than is shown: a list can hold a school's whole year.
    """
    units = actor.scope(Permission.ROSTER_IMPORT).units
    if not units:
        return []
    found: list[Any] = _last_here(units, on=actor.on, day=actor.on + NOWHERE_SOON)
    return [Nowhere(one.pk, one.href, one.from_on, is_guarded=one.is_guarded) for one in found]


@Kept
def _last_here(units: frozenset[UUID], *, on: date, day: date) -> QuerySet[Child]:
    ever_here = Enrolment.objects.filter(among("group__unit", units)).values("child")
    found = _without_place_after(day).filter(among("last_unit", units), pk__in=ever_here)
    shown: QuerySet[Child] = found.annotate(is_guarded=guarded(on)).order_by("from_on", "search_name", "pk")
    return shown[: SHOWN + 1]


def _without_place_after(day: date) -> Any:  # a child with what is annotated
    held = Enrolment.objects.filter(child=OuterRef("pk"))
    lasting = held.filter(Q(period__endswith=None) | Q(period__endswith__gt=day))
    last = held.order_by("-period__endswith", "-is_main", "pk")
    return Child.objects.filter(~Exists(lasting), left_on=None, merged_into=None).annotate(
        from_on=Subquery(last.values("period__endswith")[:1]), last_unit=Subquery(last.values("group__unit")[:1])
    )
