"""Who is asking, as what, and from a place that is not too small to be told."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db.models import Count

from samspor.access.actor import Actor
from samspor.access.among import Among
from samspor.access.rules import Role
from samspor.base.refused import NotHere, Refused
from samspor.forums.rules.hearing import Whereabouts, Work, below, up_from
from samspor.people.api import Affiliation, Child, Employment, Enrolment, StaffMember, Unit, same_child, staff_of
from samspor.people.rules import UnitKind
from samspor.sharing.rules.sectors import sector_of


def me(by: Actor) -> StaffMember:
    """Who writes: NotHere for an account that is nobody's at work."""
    found = staff_of(by.id)
    if found is None:
        raise NotHere
    return found


def works(staff: UUID, on: date) -> bool:
    return Employment.objects.filter(staff=staff, period__contains=on).exists()


def own_job(by: Actor, child: Child | None) -> Employment:
    """What one asks as: where the child is, if one works there; else where one works for children."""
    mine = list(Employment.objects.filter(staff=by.staff, period__contains=by.on).select_related("unit"))
    there = _units_of([child], by.on).get(child.pk, set()) if child else set()
    serving = [one for one in mine if sector_of(UnitKind(one.unit.kind))]
    if not serving:
        raise Refused("Du er ikke ansat et sted, der arbejder med børn. Tal med din leder.")
    return min(serving, key=lambda one: (one.unit_id not in there, one.pk))


def place_for(job: Employment, on: date, *, smallest: int) -> UUID | None:
    """The nearest place, from the job's own and up, with so many children that none of them is meant."""
    above = tree()
    counted = Enrolment.objects.filter(period__contains=on).values_list("group__unit").annotate(Count("child"))
    held = dict(counted)
    found = (one for one in up_from(job.unit_id, above) if sum(held.get(u, 0) for u in below(one, above)) >= smallest)
    return next(found, None)


def tree() -> Mapping[UUID, UUID | None]:
    return dict(Unit.objects.values_list("pk", "parent"))


def where_they_are(children: list[Child], on: date) -> dict[UUID, Whereabouts]:
    """By the key of each child's page: in two statements, however many they are."""
    pages = {one.pk: same_keys(one) for one in children}
    keys = [key for held in pages.values() for key in held]
    units = _units_by_page(keys, on)
    related: dict[UUID, set[UUID]] = {}
    ties = Affiliation.objects.filter(Among("child", keys), period__contains=on)
    for child, staff in ties.values_list("child", "staff"):
        related.setdefault(child, set()).add(staff)
    return {
        key: Whereabouts(
            units={unit for one in held for unit in units.get(one, ())},
            related={staff for one in held for staff in related.get(one, ())},
        )
        for key, held in pages.items()
    }


def works_of(jobs: list[Employment]) -> dict[UUID, Work]:
    """By the key of each job: in one statement, however many they are."""
    rows = list(Unit.objects.values_list("pk", "parent", "kind"))
    above = {key: parent for key, parent, _ in rows}
    districts = {key for key, _, kind in rows if kind == UnitKind.DISTRICT}
    found = {}
    for one in jobs:
        district = next((up for up in up_from(one.unit_id, above) if up in districts), None)
        near = below(district, above) if district else frozenset[UUID]()
        found[one.pk] = Work(Role(one.role), one.staff_id, below(one.unit_id, above), near)
    return found


def same_keys(child: Child) -> list[UUID]:
    """The page and the one that was kept: enough to find where the child is."""
    return list({child.pk, child.merged_into_id or child.pk})


def _units_of(children: list[Child], on: date) -> dict[UUID, set[UUID]]:
    return {one.pk: set().union(*_units_by_page(same_child(one), on).values()) for one in children}


def _units_by_page(keys: list[UUID], on: date) -> dict[UUID, set[UUID]]:
    held: dict[UUID, set[UUID]] = {}
    rows = Enrolment.objects.filter(Among("child", keys), period__contains=on)
    for child, unit in rows.values_list("child", "group__unit"):
        held.setdefault(child, set()).add(unit)
    return held
