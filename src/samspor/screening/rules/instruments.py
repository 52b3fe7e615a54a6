"""An instrument that somebody brings in a file: everything in it is checked before anything is written."""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, TypeVar

from samspor.screening.rules.assessments import Kind, Position

LONGEST_SIGN, LONGEST_LABEL, LONGEST_TITLE, LONGEST_KEY, LONGEST_VERSION = 300, 120, 200, 60, 20
OLDEST, MOST_SIGNS, MOST_PLACES = 18 * 12, 3000, 50
T = TypeVar("T")
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_VERSION = re.compile(r"\d{1,5}(\.\d{1,5}){0,2}")


@dataclass(frozen=True, slots=True)
class DraftDimension:
    line: int
    key: str
    label: str


@dataclass(frozen=True, slots=True)
class DraftBand:
    """From the first month, to the first it no longer holds. None is what could not be read as a number."""

    line: int
    key: str
    min_months: int | None
    max_months: int | None


@dataclass(frozen=True, slots=True)
class DraftSign:
    """Words as they stood in the file. `is_formula`: a cell that reckons, and holds no words of its own.

    `acts_now`: whoever sees it does something that day; None is what could not be read as a yes or a no.
    """

    line: int
    dimension: str
    band: str
    position: str
    kind: str
    text: str
    is_formula: bool = False
    acts_now: bool | None = False


def sign_words(one: Any) -> tuple[str, bool | None]:
    """A sign as it stands in a text file: its words alone, or a table that also says whether it acts now."""
    if not isinstance(one, dict):
        return str(one), False
    acts_now = one.get("acts_now", False)
    return str(one["text"]), acts_now if isinstance(acts_now, bool) else None


@dataclass(frozen=True, slots=True)
class Drafted:
    """What a file holds, whatever it was written in."""

    key: str
    title: str
    version: str
    valid_from: date | None
    dimensions: Sequence[DraftDimension]
    bands: Sequence[DraftBand]
    signs: Sequence[DraftSign]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where: the line of a text file or the row of a sheet; 0 when it is about the whole."""

    line: int
    sentence: str


def faults(drafted: Drafted) -> list[Fault]:
    """All of them, in the order of the file."""
    found = [*_about_itself(drafted), *_of_dimensions(drafted.dimensions), *_of_bands(drafted.bands)]
    found += [*_of_signs(drafted), *_empty_places(drafted)]
    return sorted(found, key=lambda one: one.line)


def of_succession(drafted: Drafted, held: Iterable[tuple[str, date]]) -> list[Fault]:
    """Of a file without faults, against the versions of the same key: what is in use is succeeded, never edited."""
    versions = list(held)
    found = []
    if not is_newer(drafted.version, [version for version, _ in versions]):
        found.append(Fault(0, f"I har redskabet i version {drafted.version} eller højere. Giv filen et højere nummer."))
    if drafted.valid_from and any(drafted.valid_from <= valid_from for _, valid_from in versions):
        found.append(Fault(0, "Den nye version skal gælde fra en senere dag end den, I har."))
    return found


def is_newer(version: str, than: Iterable[str]) -> bool:
    return all(_number(version) > _number(one) for one in than)


def _number(version: str) -> tuple[int, ...]:
    """2 and 2.0 are one number."""
    parts = [int(part) for part in version.split(".")]
    while parts[-1:] == [0]:
        parts.pop()
    return tuple(parts)


def _about_itself(drafted: Drafted) -> Iterator[Fault]:
    if len(drafted.key) > LONGEST_KEY or not _KEY.fullmatch(drafted.key):
        yield Fault(0, "Nøglen skal være små bogstaver uden æ, ø og å, tal og bindestreger, for eksempel »vores-tegn«.")
    if not drafted.title.strip() or len(drafted.title) > LONGEST_TITLE:
        yield Fault(0, f"Redskabet skal have et navn på højst {LONGEST_TITLE} tegn.")
    if not _VERSION.fullmatch(drafted.version):
        yield Fault(0, "Versionen skal være et tal, for eksempel 2 eller 2.1.")
    if drafted.valid_from is None:
        yield Fault(0, "Skriv, hvilken dag redskabet gælder fra, for eksempel 2027-01-01.")


def _of_dimensions(dimensions: Sequence[DraftDimension]) -> Iterator[Fault]:
    if not dimensions:
        yield Fault(0, "Der er ingen dimensioner.")
    if len(dimensions) > MOST_PLACES:
        yield Fault(0, f"Der er mere end {MOST_PLACES} dimensioner. Ingen kan se efter så meget på én gang.")
    for one in _again(dimensions, lambda one: one.key):
        yield Fault(one.line, f"Dimensionen »{one.key}« står to gange.")
    for one in dimensions:
        if not one.key.strip() or len(one.key) > LONGEST_KEY:
            yield Fault(one.line, f"Dimensionen skal have en nøgle på højst {LONGEST_KEY} tegn.")
        if not one.label.strip() or len(one.label) > LONGEST_LABEL:
            yield Fault(one.line, f"Dimensionen skal have et navn på højst {LONGEST_LABEL} tegn.")


def _of_bands(bands: Sequence[DraftBand]) -> Iterator[Fault]:
    if not bands:
        yield Fault(0, "Der er ingen aldersgrupper.")
    if len(bands) > MOST_PLACES:
        yield Fault(0, f"Der er mere end {MOST_PLACES} aldersgrupper. Læg nogle af dem sammen.")
    for again in _again(bands, lambda one: one.key):
        yield Fault(again.line, f"Aldersgruppen »{again.key}« står to gange.")
    read = []
    for one in bands:
        if one.min_months is None or one.max_months is None or not 0 <= one.min_months < one.max_months <= OLDEST:
            yield Fault(one.line, f"Aldersgruppen »{one.key}« skal gå fra en måned til en senere, højst {OLDEST}.")
        else:
            read.append((one.min_months, one.max_months, one))
    yield from _side_by_side(sorted(read, key=lambda held: held[:2]))


def _side_by_side(read: Sequence[tuple[int, int, DraftBand]]) -> Iterator[Fault]:
    for (_, ends, before), (begins, _, one) in pairwise(read):
        if begins < ends:
            yield Fault(one.line, f"Aldersgrupperne »{before.key}« og »{one.key}« overlapper hinanden.")
        if begins > ends:
            yield Fault(one.line, f"Der mangler en aldersgruppe mellem »{before.key}« og »{one.key}«.")


def _of_signs(drafted: Drafted) -> Iterator[Fault]:
    if len(drafted.signs) > MOST_SIGNS:
        yield Fault(0, f"Der er mere end {MOST_SIGNS} tegn. Ingen kan huske så mange; del redskabet.")
    dimensions, bands = {one.key for one in drafted.dimensions}, {one.key for one in drafted.bands}
    for one in drafted.signs:
        for wrong in _of_sign(one, dimensions, bands):
            yield Fault(one.line, wrong)
        if one.acts_now is None:
            yield Fault(one.line, "Skriv ja, hvis en voksen skal handle samme dag. Ellers skal feltet være tomt.")
    same = _again(drafted.signs, lambda one: (one.dimension, one.band, one.position, one.text.strip().lower()))
    for one in same:
        if one.text.strip():
            yield Fault(one.line, f"Tegnet »{_short(one.text)}« står to gange samme sted.")


def _of_sign(one: DraftSign, dimensions: set[str], bands: set[str]) -> Iterator[str]:
    if one.is_formula:
        yield "Der står en formel. Skriv teksten selv."
        return
    if one.dimension not in dimensions:
        yield f"Dimensionen »{_short(one.dimension)}« findes ikke i redskabet."
    if one.band not in bands:
        yield f"Aldersgruppen »{_short(one.band)}« findes ikke i redskabet."
    if one.position not in set(Position):
        yield f"Positionen »{_short(one.position)}« findes ikke. Brug grøn, gul eller rød."
    if one.kind not in set(Kind):
        yield f"»{_short(one.kind)}« er ikke et sted at se. Brug barnet, familien eller rammerne."
    if not one.text.strip():
        yield "Tegnet er tomt."
    if len(one.text) > LONGEST_SIGN:
        yield f"Tegnet er {len(one.text)} tegn langt. Der er plads til {LONGEST_SIGN}."


def _empty_places(drafted: Drafted) -> Iterator[Fault]:
    """Where there is nothing to look for, somebody would think there was nothing to see."""
    if max(len(drafted.dimensions), len(drafted.bands)) > MOST_PLACES:
        return  # that is said, and every place in them would be a sentence of its own
    there = {(one.dimension, one.band, one.position) for one in drafted.signs if one.text.strip()}
    for dimension in drafted.dimensions:
        for band in drafted.bands:
            lacking = [_WORD[position] for position in Position if (dimension.key, band.key, position) not in there]
            if lacking:
                words = " og ".join(filter(None, [", ".join(lacking[:-1]), lacking[-1]]))
                yield Fault(band.line, f"{dimension.label}, {band.key}: der mangler tegn for {words}.")


_WORD = {Position.GREEN: "grøn", Position.YELLOW: "gul", Position.RED: "rød"}


def _again(rows: Sequence[T], key: Callable[[T], Hashable]) -> Iterator[T]:
    seen: Counter[Hashable] = Counter()
    for row in rows:
        seen[key(row)] += 1
        if seen[key(row)] > 1:
            yield row


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"
