"""Whose a consent or a notice is: what another service wrote in its own words is not for everybody at the child."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from samspor.access.actor import Actor
from samspor.people.api import Unit
from samspor.people.rules import UnitKind
from samspor.sharing.models import ExchangeConsent, Notice
from samspor.sharing.queries.now import AnyConsent, Now
from samspor.sharing.rules.sectors import sector_of
from samspor.sharing.rules.words import Sector


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, and the service of each unit they work in."""

    staff: UUID | None
    services: Mapping[UUID, Sector | None]

    def is_ours(self, held: AnyConsent | Notice) -> bool:
        """It was asked or told by a unit one works in, or by oneself."""
        by = held.given_by_id if isinstance(held, Notice) else held.asked_by_id
        return held.unit_id in self.services or by == self.staff

    def may_read(self, found: Now) -> bool:
        """Those who asked; and while an exchange is in force those who give and those who get: it binds them."""
        held = found.consent
        if self.is_ours(held):
            return True
        return isinstance(held, ExchangeConsent) and found.is_in_force and self._takes_part(held)

    def _takes_part(self, held: ExchangeConsent) -> bool:
        mine = set(self.services.values())
        if held.sender in mine:
            return True
        return held.to_unit_id in self.services if held.to_unit_id else held.recipient in mine


def reader(actor: Actor) -> Reader:
    units = Unit.objects.filter(pk__in=actor.own_units).values_list("pk", "kind")
    return Reader(actor.staff, {key: sector_of(UnitKind(kind)) for key, kind in units})
