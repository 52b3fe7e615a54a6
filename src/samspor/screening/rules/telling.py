"""Whose parents know of a round: of those who were there when it was told, and of those told since."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from samspor.base.refused import Refused


@dataclass(frozen=True, slots=True)
class Stay:
    """A child's time in the unit: `ends_on` is the first day it was gone. `entered_at`: when we came to know of it."""

    begins_on: date
    ends_on: date | None
    entered_at: datetime | None


@dataclass(frozen=True, slots=True)
class Announced:
    """When the parents of a unit were told of a round, and when that was written down."""

    on: date
    recorded_at: datetime | None


def was_there(stay: Stay, told: Announced) -> bool:
    """Somebody whose child we came to know of later is not told by what was said before: the list was without them."""
    there = stay.begins_on <= told.on and (stay.ends_on is None or told.on < stay.ends_on)
    return there and (stay.entered_at is None or (told.recorded_at is not None and stay.entered_at <= told.recorded_at))


def untold(stays: Mapping[UUID, Collection[Stay]], *, told: Announced, since: Collection[UUID]) -> frozenset[UUID]:
    """The children whose parents have not heard of the round. `since`: those whose parents were told afterwards."""
    return frozenset(
        child for child, held in stays.items() if child not in since and not any(was_there(one, told) for one in held)
    )


def untold_sentence(name: str) -> str:
    return f"Forældrene til {name} har ikke fået besked om runden endnu. Når de har, skal lederen registrere det."


def check_parents_told(name: str, *, is_told: bool) -> None:
    if not is_told:
        raise Refused(untold_sentence(name))


def check_latecomers(*, chosen: Collection[UUID], waiting: Collection[UUID]) -> None:
    if not chosen:
        raise Refused("Vælg mindst ét barn.", "children")
    if not set(chosen) <= set(waiting):
        raise Refused("Det er allerede registreret for et af børnene, eller runden er lukket. Hent siden igen.")
