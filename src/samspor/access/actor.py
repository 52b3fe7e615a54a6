"""The person who is doing something, with everything that decides what they may: built once a request."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from samspor.access.rules import EMERGENCY_OPENS, POLICY, Permission, Reach, Role


@dataclass(frozen=True, slots=True)
class Grant:
    """One employment of today. `units` holds the unit and those below it, `district` every unit of its district."""

    role: Role
    units: frozenset[UUID]
    district: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Scope:
    """What a permission reaches: everything, or these units and these children, or what `staff` is asked to do."""

    everything: bool = False
    units: frozenset[UUID] = frozenset()
    children: frozenset[UUID] = frozenset()
    staff: UUID | None = None

    def __bool__(self) -> bool:
        return self.everything or bool(self.units) or bool(self.children) or self.staff is not None


@dataclass(frozen=True, slots=True)
class Actor:
    """`children` are those one is related to by name; `emergency` those opened by breaking the glass, still valid.

    `staff` is who they are among the employed: nobody for an account that works nowhere.
    `entrusted` are those a list puts in one's care while it is written: one may do with them what one's roles may.
    """

    id: UUID
    name: str
    on: date
    staff: UUID | None = None
    grants: tuple[Grant, ...] = ()
    children: frozenset[UUID] = frozenset()
    emergency: frozenset[UUID] = frozenset()
    entrusted: frozenset[UUID] = frozenset()

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(grant.role for grant in self.grants)

    @property
    def own_units(self) -> frozenset[UUID]:
        """Those one works in, and not the whole district one may see."""
        return _union(grant.units for grant in self.grants)

    def scope(self, permission: Permission) -> Scope:
        reaches = [(grant, POLICY[permission].get(grant.role)) for grant in self.grants]
        held = [(grant, reach) for grant, reach in reaches if reach is not None]
        return Scope(
            everything=any(reach is Reach.MUNICIPALITY for _, reach in held),
            units=_union(_units(grant, reach) for grant, reach in held),
            children=self._children(permission, [reach for _, reach in held]),
            staff=self.staff if any(reach is Reach.SELF for _, reach in held) else None,
        )

    def _children(self, permission: Permission, reaches: list[Reach]) -> frozenset[UUID]:
        """A relation counts for what one may do by relation, and not for what another of one's roles may do."""
        related = self.children if Reach.CHILD in reaches else frozenset()
        opened = self.emergency if reaches and permission in EMERGENCY_OPENS else frozenset()
        return related | opened | (self.entrusted if reaches else frozenset())


def _units(grant: Grant, reach: Reach) -> frozenset[UUID]:
    return {Reach.UNIT: grant.units, Reach.DISTRICT: grant.units | grant.district}.get(reach, frozenset())


def _union(sets: Iterable[frozenset[UUID]]) -> frozenset[UUID]:
    return frozenset().union(*sets)
