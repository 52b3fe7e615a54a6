"""CSV: comma, semicolon or tab; UTF-8 with or without its mark, or Windows-1252."""

import csv
from codecs import BOM_UTF8, getincrementaldecoder
from collections.abc import Callable, Generator
from contextlib import suppress
from itertools import islice
from pathlib import Path

from charset_normalizer import from_bytes

from samspor.base.refused import Refused
from samspor.roster.reading.kinds import Kind
from samspor.roster.reading.lists import LONGEST, MOST_COLUMNS, RosterFile, SheetRow

_CHUNK = 1024 * 1024
_SAMPLE = 64 * 1024
_DELIMITERS = (";", ",", "\t")
_NOT_TEXT = "Filen er ikke en liste, vi kan læse. Gem den som »CSV UTF-8« eller Excel (.xlsx), og vælg den igen."
_QUOTES = "Vi kan ikke læse videre fra række {0}. Se efter et anførselstegn, der mangler sin mage, og prøv igen."


def described(path: Path) -> RosterFile:
    encoding = _encoding(path)
    return RosterFile(path=path, kind=Kind.TEXT, encoding=encoding, delimiter=_delimiter(path, encoding))


def rows(file: RosterFile) -> Generator[SheetRow]:
    """A cell with line breaks is one row, as in a spreadsheet."""
    csv.field_size_limit(LONGEST)
    number = 0
    with file.path.open(encoding=file.encoding, newline="") as lines:
        try:
            for number, cells in enumerate(csv.reader(lines, delimiter=file.delimiter, strict=True), start=1):
                yield SheetRow(number, () if _is_hint(number, cells, file.delimiter) else tuple(cells[:MOST_COLUMNS]))
        except csv.Error:
            raise Refused(_QUOTES.format(number + 1), "file") from None


def _is_hint(number: int, cells: list[str], delimiter: str) -> bool:
    """A first line »sep=;« tells Excel the delimiter."""
    return number == 1 and delimiter.join(cells).lower().startswith("sep=")


def _encoding(path: Path) -> str:
    """UTF-8 is proven by reading all of it; the rest must look like Windows text, or it is refused."""
    with path.open("rb") as file:
        sample = file.read(_SAMPLE)
        if sample.count(0) * 5 > len(sample):
            raise Refused(_NOT_TEXT, "file")
        file.seek(0)
        if _decodes(file.read, "utf-8"):
            return "utf-8-sig" if sample.startswith(BOM_UTF8) else "utf-8"
        file.seek(0)
        if _decodes(file.read, "cp1252") and from_bytes(sample, cp_isolation=["cp1252"]).best():
            return "cp1252"
    raise Refused(_NOT_TEXT, "file")


def _decodes(read: Callable[[int], bytes], encoding: str) -> bool:
    decoder = getincrementaldecoder(encoding)()
    try:
        while chunk := read(_CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _delimiter(path: Path, encoding: str) -> str:
    """The one that makes the widest row near the top."""
    return max(_DELIMITERS, key=lambda delimiter: _width(path, encoding, delimiter))


def _width(path: Path, encoding: str, delimiter: str) -> int:
    file = RosterFile(path=path, kind=Kind.TEXT, encoding=encoding, delimiter=delimiter)
    widest = 0
    with suppress(Refused):  # quotation marks make sense only around the real delimiter
        for row in islice(rows(file), 20):
            widest = max(widest, len(row.cells))
    return widest
