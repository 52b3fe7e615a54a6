"""The ruler: which way it turns, and whose number may be seen when. Numbers are never added, only set side by side."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum
from typing import TypeVar

from samspor.base.refused import Refused

OPENS_AT = 2  # two of the staff, each for themselves, before either is seen: the first must not anchor the second
T = TypeVar("T")


class Polarity(StrEnum):
    """Which end of a scale is the good one."""

    LOW_IS_GOOD = "low_is_good"
    HIGH_IS_GOOD = "high_is_good"


def turned(value: int, *, lowest: int, highest: int, polarity: Polarity) -> int:
    """The same step, counted so that the good end is always the high one: what two scales need on one page."""
    if not lowest <= value <= highest:
        raise ValueError(f"{value} is not on a scale from {lowest} to {highest}")
    return value if polarity is Polarity.HIGH_IS_GOOD else lowest + highest - value


def is_sealed(*, staff_in: int, opened: bool) -> bool:
    """A professional's own mark is hidden from the others until two are in, or its author opens it."""
    return not opened and staff_in < OPENS_AT


def differ(values: Collection[int]) -> bool:
    """Whether people see it differently: a place to begin, and nothing more is made of it."""
    return len(set(values)) > 1


def check_step(steps: Collection[T], chosen: T | None, *, current: bool) -> None:
    if chosen is None or chosen not in steps:
        raise Refused("Det trin er ikke på linealen. Vælg et af dem, der vises.", "step")
    if not current:
        raise Refused("Linealen er afløst af en nyere. Hent siden igen, og brug den nye.", "step")


def check_said_on(said_on: date, *, today: date) -> None:
    if said_on > today:
        raise Refused("Datoen ligger i fremtiden. Skriv den dag, det blev sagt.", "said_on")
