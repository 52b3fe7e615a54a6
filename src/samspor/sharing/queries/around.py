"""Who is asking and for whom: the child's adults, one's own place, and what service a place is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from samspor.access.actor import Actor
from samspor.base.refused import NotHere, Refused
from samspor.people.api import (
    Child,
    Guardianship,
    StaffMember,
    Unit,
    covered_addresses,
    guardianships_of,
    staff_of,
)
from samspor.people.rules import UnitKind, has_custody_on
from samspor.sharing.rules.consent import Voice, decides_from, voices
from samspor.sharing.rules.sectors import sector_of
from samspor.sharing.rules.words import Sector


def me(by: Actor) -> StaffMember:
    """Who writes: NotHere for an account that is nobody's at work."""
    found = staff_of(by.id)
    if found is None:
        raise NotHere
    return found


def kept(child: Child) -> Child:
    """Of a page merged away, the one that was kept: there stand the adults."""
    return child.merged_into or child


def own_unit(actor: Actor, child: Child) -> Unit:
    """Where the child is in a unit of one's own, else the unit one works in."""
    mine = [unit for grant in actor.grants for unit in grant.units]
    here = kept(child).enrolments.filter(period__contains=actor.on, group__unit__in=mine)
    place = here.select_related("group__unit").order_by("-is_main", "pk").first()
    if place:
        return place.group.unit
    work = me(actor).employments.filter(period__contains=actor.on).select_related("unit").order_by("pk").first()
    if work is None:
        raise Refused("Du er ikke ansat nogen steder i dag. Tal med din leder.")
    return work.unit


def own_sector(actor: Actor, child: Child) -> Sector | None:
    """None for a place that is no service to a child, such as the administration."""
    return sector_of(UnitKind(own_unit(actor, child).kind))


@dataclass(frozen=True, slots=True)
class Family:
    """Who has custody of a child on a day, whose yes it takes, and from when the child's own is one that decides."""

    holders: tuple[Guardianship, ...]
    voices: tuple[Voice, ...]
    own_from: date | None = None


def families(children: Iterable[Child], on: date) -> Mapping[UUID, Family]:
    """By the key of each page of a child; in one statement, however many they are."""
    held = {one.pk: kept(one) for one in children}
    ties: dict[UUID, list[Guardianship]] = {}
    found = Guardianship.objects.filter(child__in={one.pk for one in held.values()}, has_custody=True)
    for tie in found.select_related("guardian").order_by("relation", "guardian__name", "pk"):
        if has_custody_on(has_custody=tie.has_custody, from_on=tie.from_on, to_on=tie.to_on, on=on):
            ties.setdefault(tie.child_id, []).append(tie)
    return {key: _family(one, ties.get(one.pk, []), on) for key, one in held.items()}


def _family(child: Child, ties: list[Guardianship], on: date) -> Family:
    needed = voices((tie.guardian_id for tie in ties), child.birth_date, on=on)
    return Family(tuple(ties), needed, decides_from(child.birth_date, on=on))


def family(child: Child, on: date) -> Family:
    return families([child], on)[child.pk]


def hidden_from(child: Child, on: date) -> frozenset[UUID]:
    """The adults who may not read where the child is: its home is covered, and they do not live there."""
    child = kept(child)
    ties = list(guardianships_of(child))
    covered = covered_addresses(child, ties, on)
    home = {child.pk, *(tie.guardian_id for tie in ties if tie.lives_with)}
    if covered.isdisjoint(home):
        return frozenset()
    return frozenset(tie.guardian_id for tie in ties if not tie.lives_with)
