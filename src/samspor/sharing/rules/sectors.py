"""Which sector a kind of place is of."""

from collections.abc import Mapping
from types import MappingProxyType

from samspor.people.rules import UnitKind
from samspor.sharing.rules.words import Sector

_OF: Mapping[UnitKind, Sector] = MappingProxyType(
    {
        UnitKind.DAYCARE: Sector.DAYCARE,
        UnitKind.CHILDMINDING: Sector.DAYCARE,
        UnitKind.CLUB: Sector.DAYCARE,
        UnitKind.SCHOOL: Sector.SCHOOL,
        UnitKind.AFTER_SCHOOL: Sector.SCHOOL,  # the SFO is the school's
        UnitKind.HEALTH: Sector.HEALTH_VISITING,
        UnitKind.PPR: Sector.PPR,
        UnitKind.SOCIAL: Sector.FAMILY_CASEWORK,
    }
)


def sector_of(kind: UnitKind) -> Sector | None:
    """None of the municipality, a district or an office: they have no child."""
    return _OF.get(kind)


def kinds_of(service: Sector) -> frozenset[UnitKind]:
    return frozenset(kind for kind, one in _OF.items() if one is service)
