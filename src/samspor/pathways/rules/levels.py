"""How many are together about a pathway: rows of levels.toml. Of the effort, never of a child; it bars nothing."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from samspor.base.refused import Refused


class Need(StrEnum):
    """What belongs to a level: somebody who is with it, or something that is there."""

    FAMILY = "family"
    GOAL = "goal"
    REVIEW = "review"  # a day somebody looks at how it goes
    ELSEWHERE = "elsewhere"
    CONSENT = "consent"
    CONTACT = "contact"
    COORDINATOR = "coordinator"
    MEETING = "meeting"


@dataclass(frozen=True, slots=True)
class Level:
    id: str
    called: str
    title: str
    who: str
    family: str
    needs: tuple[Need, ...]
    days: int
    valid_from: date
    valid_to: date | None = None
    default: bool = False

    @property
    def in_full(self) -> str:
        return f"{self.title}. {self.who}"

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    def lacks(self, found: Iterable[Need]) -> tuple[Need, ...]:
        there = set(found)
        return tuple(one for one in self.needs if one not in there)

    def due_on(self, chosen_on: date) -> date:
        """The last day before what is missing is a task as well."""
        return chosen_on + timedelta(days=self.days)


@cache
def every_level() -> Mapping[str, Level]:
    """Those of the past too: an old pathway still names them."""
    rows = tomllib.loads((files("samspor.pathways") / "levels.toml").read_text(encoding="utf-8"))["level"]
    return {row["id"]: _read(row) for row in rows}


def _read(row: dict[str, Any]) -> Level:
    return Level(**row | {"needs": tuple(Need(one) for one in row["needs"])})


def levels(on: date) -> list[Level]:
    """Those that can be chosen that day."""
    return [one for one in every_level().values() if one.holds_on(on)]


def default_level(on: date) -> str:
    return next(one.id for one in levels(on) if one.default)


def check_level(chosen: str, *, on: date) -> None:
    if chosen not in {one.id for one in levels(on)}:
        raise Refused("Vælg et af trinene på listen.", "level")


def check_other_level(chosen: str, *, stands: str) -> None:
    if chosen == stands:
        raise Refused("Det står der i forvejen. Vælg et andet, eller lad det stå.", "level")
