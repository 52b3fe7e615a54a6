"""Who is asking, and who works with a child and so can be given its baton."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from samspor.access.actor import Actor
from samspor.access.among import Among, among
from samspor.access.check import may
from samspor.access.kept import Kept
from samspor.access.rules import POLICY, Permission, Reach, Role
from samspor.base.refused import NotHere
from samspor.pathways.models import Hold, Pathway
from samspor.pathways.models.pathway import led_unplaced
from samspor.pathways.rules.around import CARRIES
from samspor.people.api import Child, Employment, Enrolment, StaffMember, Unit, same_child, staff_of, units_above
from samspor.people.rules import UnitKind

# Whose work reaches the children of the places they are employed in, and of the whole district around.
_HERE = sorted(role for role, reach in POLICY[Permission.PATHWAY_WRITE].items() if reach is Reach.UNIT)
_NEAR = sorted(role for role, reach in POLICY[Permission.PATHWAY_WRITE].items() if reach is Reach.DISTRICT)


def me(by: Actor) -> StaffMember:
    """Who writes: NotHere for an account that is nobody's at work."""
    found = staff_of(by.id)
    if found is None:
        raise NotHere
    return found


def kept(child: Child) -> Child:
    return child.merged_into or child


def own_job(by: Actor, child: Child) -> Employment | None:
    """What one works as today, of what can hold a baton: where the child is, if one works there."""
    carries = {"staff": by.staff, "role__in": sorted(CARRIES), "period__contains": by.on}
    mine = Employment.objects.filter(**carries).select_related("unit")
    units = places_of(child, by)
    return min(mine, key=lambda one: (one.unit_id not in units, one.pk), default=None)


def leads(by: Actor, pathway: Pathway) -> bool:
    """Where the child is; or, of a child in no place, where the baton is held."""
    return may(by, Permission.PATHWAY_OVERSEE, pathway) or pathway.pk in leads_unplaced(by, [pathway])


def leads_unplaced(by: Actor, pathways: Iterable[Pathway]) -> frozenset[UUID]:
    if by.staff is None or by.scope(Permission.PATHWAY_HOLD).staff is None:
        return frozenset()
    return frozenset(_leads_unplaced(by.staff, by.on, frozenset(one.pk for one in pathways)))


@Kept
def _leads_unplaced(staff: UUID, on: date, pathways: frozenset[UUID]) -> QuerySet[Pathway, UUID]:
    held = Pathway.objects.filter(led_unplaced(staff, on), among("pk", pathways), closed_at=None)
    return held.values_list("pk", flat=True)


def around(by: Actor, pathway: Pathway) -> QuerySet[Employment]:
    """Those who reach the child by their work today, whoever asks: a baton may have to be passed on by somebody above.

    Who is related to the child by name is told to those who see it.
    """
    child = kept(pathway.child)
    places = places_of(child, by, otherwise=pathway)
    above = set(units_above(places))
    who = Q(Among("unit", places), role__in=_HERE) | Q(Among("unit", _near(above)), role__in=_NEAR)
    who |= Q(Among("unit", above), role=Role.UNIT_LEADER)
    if may(by, Permission.CHILD_READ, child):
        related = Q(staff__affiliations__child__in=same_child(child), staff__affiliations__period__contains=by.on)
        who |= related & Q(role__in=sorted(POLICY[Permission.PATHWAY_WRITE]))
    found = Employment.objects.filter(who, period__contains=by.on, staff__account__is_active=True)
    return found.select_related("staff", "unit").distinct().order_by("staff__name", "pk")


def has_left(child: Child, on: date) -> bool:
    """On this page or the one that was kept."""
    return any(page.left_on is not None and page.left_on <= on for page in (child, kept(child)))


def is_unplaced(child: Child, on: date) -> bool:
    """In no place and on the way to none: nobody reaches the child by where they work."""
    return not _lasting(child, on).exists()


def places_of(child: Child, by: Actor, *, otherwise: Pathway | None = None) -> set[UUID]:
    """Where the child is today. Between two places the coming one, and where the baton is held."""
    lasting = list(_lasting(child, by.on).order_by("period").values_list("group__unit", "period"))
    here = {unit for unit, period in lasting if period.lower <= by.on}
    return here or {unit for unit, _ in lasting[:1]} | _held_in(otherwise)


def _held_in(pathway: Pathway | None) -> set[UUID]:
    held = pathway.holds.filter(period__endswith=None) if pathway else Hold.objects.none()
    return set(held.values_list("unit", flat=True))


def _lasting(child: Child, on: date) -> QuerySet[Enrolment]:
    until = Q(period__endswith=None) | Q(period__endswith__gt=on)
    return Enrolment.objects.filter(until, child__in=same_child(child))


def _near(above: set[UUID]) -> set[UUID]:
    """Every unit of the districts among them."""
    districts = Unit.objects.filter(Among("pk", above), kind=UnitKind.DISTRICT).values_list("pk", flat=True)
    found, wave = set(districts), set(districts)
    while wave:
        wave = set(Unit.objects.filter(Among("parent", wave)).values_list("pk", flat=True)) - found
        found |= wave
    return found
