"""The child's own words: who may see a piece is the child's decision, and it is kept.

The rule, chosen to be the kind and the safe one:

- Whoever wrote the piece down with the child can read it. They heard it, and carry the duty that follows.
- Everybody else needs reach **and** the child's yes to them. Without it the piece is not there for them.
- The leader of the unit knows that a piece exists, so that nobody is alone with what a child has said; its words only
  with the child's yes.
- Before the child has approved it, a piece is its writer's alone.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from samspor.base.clock import local_date
from samspor.base.refused import Refused
from samspor.concerns.rules.words import Audience


class Sight(StrEnum):
    """What somebody sees of a piece."""

    NOTHING = "nothing"
    EXISTS = "exists"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who is looking, as the child would say it. The leader is the leader, also when in the room every day."""

    is_author: bool = False
    is_leader: bool = False
    is_in_room: bool = False

    @property
    def audience(self) -> Audience:
        if self.is_leader:
            return Audience.LEADER
        return Audience.MY_ROOM if self.is_in_room else Audience.HELPERS


def sight(viewer: Viewer, allowed: Collection[Audience], *, approved: bool) -> Sight:
    if viewer.is_author or (approved and viewer.audience in allowed):
        return Sight.WORDS
    return Sight.EXISTS if viewer.is_leader else Sight.NOTHING


def may_be_shown_to_parents(allowed: Collection[Audience], *, approved: bool) -> bool:
    return approved and Audience.PARENTS in allowed


def check_voice(*, text: str, drawing: bool) -> None:
    if not text.strip() and not drawing:
        raise Refused("Skriv barnets ord, eller vælg et billede af tegningen.", "text")


def check_unlocked(*, approved: bool) -> None:
    if approved:
        raise Refused("Barnet har godkendt det, og så er det låst. Skriv det nye som et stykke for sig.")


def day_of(shared_at: datetime | None) -> date | None:
    """The day it was pressed that the parents have seen it, whichever day that was."""
    return local_date(shared_at) if shared_at else None


def check_sharing_taken_back(pressed_on: date | None, *, today: date) -> None:
    """A slip of the hand is undone the same day; after that it is what happened."""
    if pressed_on != today:
        raise Refused("Det kan kun fortrydes samme dag. Er det skrevet ved en fejl, så skriv det i bekymringen.")


def check_share(allowed: Collection[Audience], *, approved: bool) -> None:
    if not may_be_shown_to_parents(allowed, approved=approved):
        raise Refused("Barnet har ikke sagt ja til, at forældrene ser det. Spørg barnet igen, før du gør noget.")
