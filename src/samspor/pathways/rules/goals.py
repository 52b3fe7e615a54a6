"""A goal in the family's words, and the numbers people say about it: set side by side by person, and never added up."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from samspor.base.refused import Refused

MOST_OPEN = 5  # more than a family can carry at once


class Words(StrEnum):
    """Whose words a goal is said in."""

    CHILD = "child"
    FAMILY = "family"
    TOGETHER = "together"


class Sayer(StrEnum):
    """Whose number it is. A colleague's own is put by the colleague."""

    STAFF = "staff"
    CHILD = "child"
    GUARDIAN = "guardian"
    PARTICIPANT = "participant"


class GoalState(StrEnum):
    OPEN = "open"
    REACHED = "reached"
    LET_GO = "let_go"


GOAL_TRANSITIONS: Mapping[GoalState, frozenset[GoalState]] = MappingProxyType(
    {
        GoalState.OPEN: frozenset({GoalState.REACHED, GoalState.LET_GO}),
        GoalState.REACHED: frozenset({GoalState.OPEN}),
        GoalState.LET_GO: frozenset({GoalState.OPEN}),
    }
)


@dataclass(frozen=True, slots=True)
class Said:
    """One person's number on a day, counted so that the good end is high."""

    who: str
    on: date
    height: int


def check_goal_change(now: GoalState, to: GoalState) -> None:
    if to not in GOAL_TRANSITIONS[now]:
        raise Refused("Målet er ændret imens. Hent siden igen, og se, hvordan det står.")


def check_room(number_open: int) -> None:
    if number_open >= MOST_OPEN:
        raise Refused(f"Der er {MOST_OPEN} mål i gang. Afslut et af dem, før I sætter et nyt.", "words")


def check_goal_open(*, is_open: bool) -> None:
    if not is_open:
        raise Refused("Målet er ikke i gang længere. Åbn det igen, hvis I vil skrive tal.")


def check_not_theirs(*, own: bool) -> None:
    """What a guardian has put themselves stands: nobody's account of it comes in its place."""
    if own:
        raise Refused(
            "Forælderen har selv skrevet et tal for den dag. Det bliver stående. Vælg en anden dag.",
            "said_on",
        )


def check_known(*, found: bool, field: str) -> None:
    """Whoever is named stands on the pathway or on the child's page today."""
    if not found:
        raise Refused("Vælg en af dem, der står på listen. Hent siden igen, hvis der mangler en.", field)


def by_person(said: Iterable[Said]) -> dict[str, Sequence[Said]]:
    """The latest number of a day stands, and people stand in the order they first said one."""
    found: dict[str, dict[date, Said]] = {}
    for one in said:
        found.setdefault(one.who, {})[one.on] = one
    return {who: sorted(held.values(), key=lambda one: one.on) for who, held in found.items()}
