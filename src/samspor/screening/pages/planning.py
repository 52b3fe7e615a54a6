"""What is worth knowing of a round that has just been planned."""

from collections.abc import Sequence

from samspor.screening.models import RoundUnit
from samspor.ui.danish import listing, long_date

_MOST = 5  # named; a whole district is not


def already_in(same: Sequence[RoundUnit]) -> str:
    """`same`: the units that are in another round on the same days."""
    named = [f"{one.unit.name} er allerede med i {one.round.label}" for one in same[:_MOST]]
    more = f" Det samme gælder {len(same) - _MOST} flere." if len(same) > _MOST else ""
    last = long_date(max(one.round.closes_on for one in same))
    way_on = "Er det meningen, så sæt kryds."
    return f"{listing(named)}.{more} De er i gang samtidig, den sidste til og med {last}. {way_on}"
