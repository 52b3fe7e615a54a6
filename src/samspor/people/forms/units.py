"""The file a municipality's organisation comes in by: a line for each unit, in words people use."""

import csv
from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from samspor.base.refused import Refused
from samspor.people import texts
from samspor.people.rules import AREA_OF, Area, UnitKind, UnitRow

W = TypeVar("W", UnitKind, Area)
COLUMNS = ("navn", "slags", "område", "hører under", "stil-nummer", "uuid", "telefon")
_NEEDED = COLUMNS[:2]
_HEADER = (
    f"Den første linje skal være navnene på kolonnerne: {', '.join(COLUMNS)}. Navn og slags skal være der. Ret den "
    "linje, og prøv igen."
)
_NOT_TEXT = "Filen er ikke en liste, vi kan læse. Gem den som »CSV UTF-8«, og prøv igen."
_LONGEST = {"navn": 200, "stil-nummer": 12, "telefon": 20}


def read_units(path: Path) -> list[UnitRow]:
    return [_row(number, cells) for number, cells in _lines(_text(path)) if any(cells.values())]


def _text(path: Path) -> str:
    """UTF-8, or as Windows wrote it."""
    raw = path.read_bytes()
    if b"\0" in raw:
        raise Refused(_NOT_TEXT)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _lines(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    first = text.partition("\n")[0]
    lines = csv.reader(StringIO(text), delimiter=max(";,\t", key=first.count))
    header = [one.strip().casefold() for one in next(lines, [])]
    if not set(_NEEDED) <= set(header) or not set(header) <= set(COLUMNS):
        raise Refused(_HEADER)
    for number, line in enumerate(lines, start=2):
        cells = dict.fromkeys(COLUMNS, "") | dict(zip(header, map(str.strip, line), strict=False))
        yield number, cells


def _row(number: int, cells: dict[str, str]) -> UnitRow:
    for name, most in _LONGEST.items():
        if len(cells[name]) > most:
            raise Refused(f"Række {number}: {name} er for langt. Der er plads til {most} tegn. Ret det.")
    if not cells["navn"]:
        raise Refused(f"Række {number}: Enheden har ikke noget navn. Skriv et.")
    kind = _word(number, "slags", cells["slags"], texts.UNIT_KIND)
    area = _word(number, "område", cells["område"], texts.AREA) if cells["område"] else AREA_OF[kind]
    return UnitRow(
        number=number, name=cells["navn"], kind=kind, area=area, under=cells["hører under"],
        stil_number=cells["stil-nummer"], organisation_uuid=_uuid(number, cells["uuid"]), phone=cells["telefon"],
    )  # fmt: skip


def _word(number: int, column: str, said: str, words: Mapping[W, str]) -> W:
    found = [value for value, word in words.items() if word.casefold() == said.casefold()]
    if not found:
        raise Refused(f"Række {number}: {column} er »{said}«. Skriv et af disse ord: {', '.join(words.values())}.")
    return found[0]


def _uuid(number: int, said: str) -> UUID | None:
    try:
        return UUID(said) if said else None
    except ValueError:
        raise Refused(f"Række {number}: »{said}« er ikke et UUID. Lad feltet stå tomt, hvis I ikke har det.") from None
