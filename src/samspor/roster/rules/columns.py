"""Which column is what: built-in sources as data, what a person has pointed at, and what is still missing."""

import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType

from samspor.people.rules import Setting
from samspor.roster.rules.rows import RosterField
from samspor.roster.rules.values import fold

_FILE = Path(__file__).with_name("sources.toml")
_LISTED_AT_MOST = 20  # rows above the table itself: a title, a date, an empty line


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltInSource:
    """A kind of list, named by what it is and never by who sells the system it comes from."""

    key: str
    name_da: str
    help_da: str
    setting: Setting | None
    headers: Mapping[str, RosterField]


@dataclass(frozen=True, slots=True)
class Columns:
    """`fields` follows the columns of the file; None is a column nobody has pointed at yet."""

    headers: tuple[str, ...]
    fields: tuple[RosterField | None, ...]

    @property
    def unknown(self) -> tuple[str, ...]:
        return tuple(header for header, named in zip(self.headers, self.fields, strict=True) if header and not named)

    @property
    def twice(self) -> frozenset[RosterField]:
        """Fields that two columns claim: a person says which."""
        counted = Counter(named for named in self.fields if named and named is not RosterField.IGNORED)
        return frozenset(named for named, times in counted.items() if times > 1)

    @property
    def missing(self) -> tuple[str, ...]:
        """In Danish, what must be pointed at before the list can be read."""
        has = set(self.fields)
        named = RosterField.FULL_NAME in has or {RosterField.GIVEN_NAMES, RosterField.FAMILY_NAME} <= has
        known = has & {RosterField.CPR, RosterField.REPLACEMENT_NUMBER, RosterField.BIRTH_DATE}
        return tuple(
            what for what, there in (("barnets navn", named), ("CPR-nummer eller fødselsdato", known)) if not there
        )

    @property
    def ready(self) -> bool:
        return not self.missing and not self.twice

    def of(self, cells: Sequence[str]) -> dict[RosterField, str]:
        """The cells of one row by what they are about; a row may be shorter than the header."""
        return {
            named: cell
            for named, cell in zip(self.fields, cells, strict=False)
            if named and named is not RosterField.IGNORED
        }


@dataclass(frozen=True, slots=True)
class _Data:
    headers: Mapping[str, RosterField]
    sources: Mapping[str, BuiltInSource] = field(default_factory=dict)


def header_key(header: str) -> str:
    """CPR-nr., Cpr nr and CPR-NR: are one header."""
    return fold("".join(" " if sign in ".:_*,;()/" else sign for sign in header))


def sources() -> Mapping[str, BuiltInSource]:
    return _data().sources


def columns(headers: Sequence[str], *, source: str, saved: Mapping[str, RosterField] | None = None) -> Columns:
    """What a person saved goes before the source, the source before what everybody calls things."""
    known = {**_data().headers, **sources()[source].headers, **(saved or {})}
    return Columns(tuple(headers), tuple(known.get(header_key(header)) for header in headers))


def saved_mapping(found: Columns) -> dict[str, RosterField]:
    """What to keep with a source: every header of this file as it is understood now."""
    return {header_key(h): named for h, named in zip(found.headers, found.fields, strict=True) if h and named}


def header_row(rows: Sequence[Sequence[str]], known: Mapping[str, RosterField] | None = None) -> int | None:
    """Which row holds the headers: the one with most known words, else the first with two cells."""
    words = {**_data().headers, **(known or {})}
    for source in sources().values():
        words.update(source.headers)
    first = rows[:_LISTED_AT_MOST]
    counts = [sum(header_key(cell) in words for cell in row) for row in first]
    if counts and max(counts) > 1:
        return counts.index(max(counts))
    return next((number for number, row in enumerate(first) if sum(bool(cell.strip()) for cell in row) > 1), None)


@cache
def _data() -> _Data:
    raw = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    built = (
        BuiltInSource(
            key=entry["key"],
            name_da=entry["name_da"],
            help_da=entry["help_da"],
            setting=Setting(entry["setting"]) if "setting" in entry else None,
            headers=_by_header(entry.get("headers", {})),
        )
        for entry in raw["source"]
    )
    return _Data(_by_header(raw["headers"]), MappingProxyType({source.key: source for source in built}))


def _by_header(lists: Mapping[str, Sequence[str]]) -> Mapping[str, RosterField]:
    return MappingProxyType({header_key(word): RosterField(named) for named, words in lists.items() for word in words})
