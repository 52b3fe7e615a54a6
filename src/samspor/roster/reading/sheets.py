"""XLSX, streamed. Formulas are read as the text they are and never as what they come to."""

from collections.abc import Generator, Iterator
from contextlib import closing
from datetime import datetime, time
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from samspor.base.refused import Refused
from samspor.roster.reading.lists import LONGEST, MOST_COLUMNS, SheetRow

_BROKEN = "Regnearket kan ikke læses. Åbn det i Excel, gem det som en ny fil (.xlsx), og vælg den."
_NO_SHEET = "Der er intet ark med rækker i regnearket. Læg listen i det første ark."
_TOO_LONG = "I række {0} er der mere tekst i en celle, end en liste kan have. Ret den i regnearket, og prøv igen."


def rows(path: Path) -> Generator[SheetRow]:
    """The first sheet that is shown. Formulas are asked for, not their values, so as to be refused."""
    try:
        with path.open("rb") as file, closing(load_workbook(file, read_only=True, keep_links=False)) as book:
            yield from _rows(book)
    except Refused:
        raise
    except Exception as error:  # what is wrong with a file, the library tells in its own many ways
        raise Refused(_BROKEN, "file") from error


def _rows(book: Any) -> Iterator[SheetRow]:
    sheet = next((sheet for sheet in book.worksheets if sheet.sheet_state == "visible"), None)
    if sheet is None:
        raise Refused(_NO_SHEET, "file")
    sheet.reset_dimensions()  # systems write a size that is not true
    blank: Any = None  # rows left out of the file are one and the same to the library: a million of them is no work
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
        texts = [] if cells is blank else [_checked(_text(cell), number) for cell in cells]
        while texts and not texts[-1]:
            texts.pop()
        blank = blank if texts else cells
        yield SheetRow(number, tuple(texts))


def _checked(text: str, number: int) -> str:
    if len(text) > LONGEST:
        raise Refused(_TOO_LONG.format(number), "file")
    return text


def _text(cell: Any) -> str:
    """As a person sees it, as far as a value can tell."""
    if cell.data_type == "f":
        return f"={getattr(cell.value, 'text', cell.value)}"
    value = cell.value
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    return "" if value is None else str(value)
