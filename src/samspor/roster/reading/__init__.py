"""A file becomes rows of text, one at a time, whatever its size: `inspect` looks at it, `rows` reads it."""

from collections.abc import Generator, Iterator, Mapping
from contextlib import closing
from itertools import islice
from pathlib import Path

from samspor.base.refused import Refused
from samspor.roster.reading import sheets, text
from samspor.roster.reading.kinds import MOST_BYTES, Kind, check_size, kind_of
from samspor.roster.reading.lists import LONGEST_HEADER, MOST_HEADERS, MOST_ROWS, RosterFile, SheetRow
from samspor.roster.rules.columns import header_row
from samspor.roster.rules.rows import RosterField

__all__ = ["MOST_BYTES", "MOST_ROWS", "Kind", "RosterFile", "SheetRow", "check_size", "inspect", "rows"]

_LOOKED_AT = 20
_EMPTY = "Listen er tom. Gem den igen med en række overskrifter og en række for hvert barn, og vælg den så."
_NO_HEADERS = "Vi kan ikke finde overskrifterne. Skriv dem i den øverste række, for eksempel Navn, CPR-nr. og Stue."
_TOO_WIDE = f"Listen har mere end {MOST_HEADERS} kolonner. Slet dem, der ikke skal bruges, og vælg den igen."
_NO_ROWS = "Der er kun overskrifter i listen. Der skal være en række for hvert barn. Hent den igen fra jeres system."


def inspect(path: Path, known: Mapping[str, RosterField] | None = None) -> RosterFile:
    """What kind of file it is and where its headers are; refuses what cannot be a list of children."""
    kind = kind_of(path)
    found = text.described(path) if kind is Kind.TEXT else RosterFile(path=path, kind=kind)
    with closing(_all_rows(found)) as every:
        first = list(islice(every, _LOOKED_AT))
    if not any(any(cell.strip() for cell in row.cells) for row in first):
        raise Refused(_EMPTY, "file")
    at = header_row([row.cells for row in first], known)
    if at is None:
        raise Refused(_NO_HEADERS, "file")
    header = first[at]
    if any(cell.strip() for cell in header.cells[MOST_HEADERS:]):
        raise Refused(_TOO_WIDE, "file")
    headers = tuple(_printable(cell)[:LONGEST_HEADER] for cell in header.cells[:MOST_HEADERS])
    described = found.with_headers(headers, header.number)
    if next(rows(described), None) is None:
        raise Refused(_NO_ROWS, "file")
    return described


def _printable(header: str) -> str:
    return "".join(sign for sign in " ".join(header.split()) if sign.isprintable())


def rows(file: RosterFile) -> Iterator[SheetRow]:
    """Every row below the headers that holds something, with the number it has in the file."""
    with closing(_all_rows(file)) as every:
        for row in every:
            if row.number > MOST_ROWS:
                raise Refused(
                    f"Listen har mere end {MOST_ROWS:,} rækker. Del den i flere filer.".replace(",", "."),
                    "file",
                )
            if row.number > file.header_number and any(cell.strip() for cell in row.cells):
                yield row


def _all_rows(file: RosterFile) -> Generator[SheetRow]:
    return text.rows(file) if file.kind is Kind.TEXT else sheets.rows(file.path)
