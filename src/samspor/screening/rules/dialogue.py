"""The order of a dialogue, what is said of a whole group, and whom nobody wrote about."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from samspor.base.refused import Refused
from samspor.screening.rules.assessments import Position

Words = tuple[Position, frozenset[str]]  # what was agreed on, and all that was written with it
FEW = 3  # a pattern of a room is several children's; fewer would be somebody


class Difference(StrEnum):
    """How differently the grown-ups saw it: about their assessments, never about the child."""

    FAR = "far"
    NEAR = "near"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Talk:
    """A child to talk about, with what each assessor handed in."""

    child: UUID
    name: str
    said: Collection[Position]


def difference(said: Collection[Position]) -> Difference:
    if {Position.GREEN, Position.RED} <= set(said):
        return Difference.FAR
    return Difference.NEAR if len(set(said)) > 1 else Difference.NONE


def running_order(talks: Iterable[Talk]) -> list[UUID]:
    """Where we see most differently we begin, while the heads are fresh; where we see alike, by name."""
    waiting = sorted(talks, key=lambda talk: (talk.name, talk.child))
    return [talk.child for kind in Difference for talk in waiting if difference(talk.said) is kind]


def room_is_open(handed_in_and_sealed: Iterable[bool]) -> bool:
    """What a group shows is told when nobody who handed in still waits for the second."""
    return not any(handed_in_and_sealed)


def few_or(children: int) -> int | None:
    """How many children show a sign; None when they are so few that it would be somebody."""
    return children if children >= FEW else None


def nobody_wrote(*, comments: Iterable[str], justification: str, dissent: str) -> bool:
    return not any(words.strip() for words in (*comments, justification, dissent))


def words_of(*written: str) -> frozenset[str]:
    """What somebody wrote, whoever it was: a blank field is no words."""
    return frozenset(words.strip() for words in written) - {""}


def same_again(*, before: Words | None, now: Words) -> bool:
    """Green twice running, and not one word is new. Words last time and none now is nobody having written."""
    if before is None or {before[0], now[0]} != {Position.GREEN}:
        return False
    return now[1] <= before[1] and bool(now[1]) is bool(before[1])


def may_take_back_look(*, mine: bool, looked_on: date, today: date) -> bool:
    """A slip of the hand is undone by whose it was, the same day."""
    return mine and looked_on == today


def check_look_taken_back(*, may: bool) -> None:
    if not may:
        raise Refused(
            "Det kan kun fortrydes samme dag, og kun af den, der skrev det. Er det forkert, så tal med den, "
            "der skrev det."
        )


def check_looked(*, concluded: bool, looked: bool) -> None:
    if not concluded:
        raise Refused("Skriv den fælles vurdering først.")
    if looked:
        raise Refused(
            "Det er allerede skrevet, at I har set på barnet sammen. Hent siden igen, og se, hvad der står nu."
        )
