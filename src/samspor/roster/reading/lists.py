"""A list of children as a file: how it is written, and one row of it."""

from dataclasses import dataclass, replace
from pathlib import Path

from samspor.roster.reading.kinds import Kind

MOST_ROWS = 200_000
MOST_COLUMNS = 200
LONGEST = 20_000  # characters in a cell; more is a quotation mark that never ends, or something pasted by mistake
MOST_HEADERS = 100
LONGEST_HEADER = 200


@dataclass(frozen=True, slots=True)
class SheetRow:
    """`number` is the row as a spreadsheet counts it, from 1, headers and empty rows included."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterFile:
    """`encoding` and `delimiter` are empty for a spreadsheet."""

    path: Path
    kind: Kind
    encoding: str = ""
    delimiter: str = ""
    headers: tuple[str, ...] = ()
    header_number: int = 0

    def with_headers(self, headers: tuple[str, ...], number: int) -> "RosterFile":
        return replace(self, headers=headers, header_number=number)
