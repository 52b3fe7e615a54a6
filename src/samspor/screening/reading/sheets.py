"""A round sheet as XLSX: one row a child, drop-downs for the position, and a sealed key out of sight."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

import xlsxwriter
from openpyxl import load_workbook

from samspor.base.refused import Refused

LARGEST, LARGEST_UNPACKED, MOST_ROWS = 2 * 1024 * 1024, 5 * 1024 * 1024, 500
FIRST_ROW = 5  # as Excel counts; above it stand the round, the group, what to do, and the headings
HEADINGS = ("Barn", "Født", "Position", "Hvad ser du?", "Nøgle")
CHOICES = ["Grøn", "Gul", "Rød"]
_HELP = "Vælg en position, og skriv, hvad du ser. Ret ikke andet. Arket er kun dit: slet det, når du har lagt det op."
_BROKEN = "Filen kan ikke læses som et rundeark. Hent arket igen, og gem det som .xlsx."
_LARGE = "Filen er for stor til at være et rundeark. Hent arket igen."


@dataclass(frozen=True, slots=True)
class SheetRow:
    """`key` is sealed elsewhere; here it is only text."""

    number: int
    name: str
    born: str
    position: str
    comment: str
    key: str
    has_formula: bool = False


def made(title: str, rows: Iterable[SheetRow]) -> bytes:
    """Text is written as text: what somebody wrote is never a formula."""
    held = list(rows)
    file = BytesIO()
    with closing(xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False})) as book:
        sheet, bold, open_ = book.add_worksheet("Rundeark"), book.add_format({"bold": True}), _open(book)
        sheet.write_string(0, 0, title, bold)
        sheet.write_string(1, 0, _HELP)
        for column, heading in enumerate(HEADINGS):
            sheet.write_string(FIRST_ROW - 2, column, heading, bold)
        for place, row in enumerate(held, start=FIRST_ROW - 1):
            for column, text in enumerate((row.name, row.born, row.position, row.comment, row.key)):
                sheet.write_string(place, column, text, open_ if column in {2, 3} else None)
        last = FIRST_ROW - 2 + max(1, len(held))
        sheet.data_validation(FIRST_ROW - 1, 2, last, 2, {"validate": "list", "source": CHOICES})
        _laid_out(sheet)
    return file.getvalue()


def _open(book: Any) -> Any:
    return book.add_format({"locked": False, "text_wrap": True, "valign": "top", "border": 1})


def _laid_out(sheet: Any) -> None:
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 2, 12)
    sheet.set_column(3, 3, 70)
    sheet.set_column(4, 4, 10, None, {"hidden": True})
    sheet.freeze_panes(FIRST_ROW - 1, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.protect("", {"format_columns": True, "format_rows": True})


def read(data: bytes) -> list[SheetRow]:
    """The rows that say anything. A formula is marked, and never reckoned."""
    check_packed(data, broken=_BROKEN, large=_LARGE)
    try:
        with closing(load_workbook(BytesIO(data), read_only=True, keep_links=False)) as book:
            return list(_rows(book.worksheets[0]))
    except Refused:
        raise
    except Exception as error:  # what is wrong with a file, the library tells in its own many ways
        raise Refused(_BROKEN, "file") from error


def check_packed(data: bytes, *, broken: str, large: str) -> None:
    """Before a library unpacks it: what is small here may be enormous inside."""
    if len(data) > LARGEST:
        raise Refused(large, "file")
    try:
        with ZipFile(BytesIO(data)) as packed:
            unpacked = sum(one.file_size for one in packed.infolist())
    except BadZipFile:
        raise Refused(broken, "file") from None
    if unpacked > LARGEST_UNPACKED:
        raise Refused(large, "file")


def _rows(sheet: Any) -> Iterator[SheetRow]:
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(min_row=FIRST_ROW, max_col=len(HEADINGS)), start=FIRST_ROW):
        if number >= FIRST_ROW + MOST_ROWS:
            raise Refused(_LARGE, "file")
        texts = [_text(cell) for cell in cells] + [""] * (len(HEADINGS) - len(cells))
        if any(texts):
            name, born, position, comment, key = texts
            has_formula = any(cell.data_type == "f" for cell in cells)
            yield SheetRow(number, name, born, position, comment, key, has_formula)


def _text(cell: Any) -> str:
    return "" if cell.value is None else str(cell.value)
