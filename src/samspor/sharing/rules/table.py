"""The table of lanes: read from lanes.toml, checked, and the rows that hold on a day. The first that fits decides."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from samspor.sharing.rules.words import Act, Ages, Lane, Purpose, Sector

MEETINGS = ("first", "follow_up", "no_reason", "used_up")


class BrokenTableError(ValueError):
    """The table cannot be used; the text says which row and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row. An empty list, and None, mean: whatever it is."""

    id: str
    title: str
    lane: Lane
    basis: str
    sentence: str
    next_step: str
    valid_from: date
    valid_to: date | None = None
    acts: tuple[Act, ...] = ()
    askers: tuple[Sector, ...] = ()
    recipients: tuple[Sector, ...] = ()
    purposes: tuple[Purpose, ...] = ()
    ages: tuple[Ages, ...] = ()
    ssd: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    named: bool | None = None
    consent: bool | None = None
    stop: bool | None = None
    notification: bool | None = None
    own_school: bool | None = None
    custody: bool | None = None
    refused: bool | None = None

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


_WORDS: Mapping[str, Any] = {
    "acts": Act,
    "askers": Sector,
    "recipients": Sector,
    "purposes": Purpose,
    "ages": Ages,
    "ssd": str,
    "topics": str,
}


def parse(text: str) -> tuple[Line, ...]:
    found = tuple(_line(raw) for raw in tomllib.loads(text)["row"])
    names = [one.id for one in found]
    if double := sorted({name for name in names if names.count(name) > 1}):
        raise BrokenTableError(f"To rækker hedder det samme: {', '.join(double)}")
    return found


def _line(raw: Mapping[str, Any]) -> Line:
    try:
        lists = {name: tuple(word(one) for one in raw[name]) for name, word in _WORDS.items() if name in raw}
        row = Line(**{**raw, **lists, "lane": Lane(raw["lane"])})
    except (KeyError, TypeError, ValueError) as error:
        raise BrokenTableError(f"Rækken »{raw.get('id', 'uden id')}« kan ikke bruges: {error}") from error
    if unknown := set(row.ssd) - set(MEETINGS):
        raise BrokenTableError(f"Rækken »{row.id}« bruger et ord om SSD, der ikke kendes: {', '.join(unknown)}")
    return row


@cache
def table() -> tuple[Line, ...]:
    """The table that ships with Samspor."""
    return parse((files("samspor.sharing") / "lanes.toml").read_text(encoding="utf-8"))


def lines(on: date) -> tuple[Line, ...]:
    return tuple(one for one in table() if one.holds_on(on))
