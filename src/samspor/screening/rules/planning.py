"""Which units a round may be for, and that nobody changes a round somebody else has just changed."""

from collections.abc import Collection, Mapping
from datetime import date

from samspor.base.built_on import LOOK, check_built_on
from samspor.base.refused import Refused
from samspor.ui.danish import listing, long_date


def check_area(*, others: Collection[str]) -> None:
    """`others` are the names of the chosen units that belong to another area."""
    if others:
        raise Refused(f"{listing(sorted(others))} hører til et andet område. Lav en runde for sig.", "units")


def check_in_force(*, valid_from: date, valid_to: date | None, on: date) -> None:
    """An instrument, on the day it is to be looked with. `valid_to` is the first day it is no longer."""
    if on < valid_from:
        raise Refused(f"Redskabet gælder først fra {long_date(valid_from)}. Vælg den version, I har nu.", "instrument")
    if valid_to is not None and on >= valid_to:
        raise Refused(f"Redskabet er afløst {long_date(valid_to)}. Vælg den nye version.", "instrument")


def check_round_built_on(*, stands: Mapping[str, str], built_on: Mapping[str, str]) -> None:
    """`built_on` is what one had before one's eyes."""
    check_built_on(stands=dict(stands), built_on=dict(built_on), said="En kollega har rettet runden imens", do=LOOK)
