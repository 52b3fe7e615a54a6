"""An instrument as a file: read from TOML or XLSX with the lines to mend, and written as an XLSX to begin from."""

import re
import tomllib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter
from openpyxl import load_workbook

from samspor.base.refused import Refused
from samspor.screening.reading.sheets import LARGEST, check_packed
from samspor.screening.rules import Kind, Position
from samspor.screening.rules.instruments import DraftBand, DraftDimension, Drafted, DraftSign, sign_words

EMPTY = "Filen er tom. Hent skabelonen, og begynd med den."
BROKEN = "Filen kan ikke læses. Gem den som .xlsx eller .toml, eller hent skabelonen igen."
LARGE = "Filen er for stor til at være et redskab. Se efter, om det er den rigtige."
POSITIONS = {"Grøn": Position.GREEN, "Gul": Position.YELLOW, "Rød": Position.RED}
KINDS = {"Barnet": Kind.CHILD, "Familien": Kind.FAMILY, "Rammerne": Kind.ENVIRONMENT}
SHEETS = ("Redskab", "Dimensioner", "Aldersgrupper", "Tegn")
HEADINGS = {
    "Redskab": ("Hvad", "Svar"),
    "Dimensioner": ("Nøgle", "Navn"),
    "Aldersgrupper": ("Navn", "Fra måned", "Til måned (ikke med)"),
    "Tegn": ("Dimension", "Aldersgruppe", "Position", "Hvor", "Tegn", "Handl samme dag"),
}
SAYS_NOW = {"Ja": True, "": False, "Nej": False}
FACTS = ("Nøgle", "Navn", "Version", "Gælder fra")
MOST_ROWS = 6000
LONGEST_NUMBER = 9
_AT_LINE = re.compile(r"at line (\d+)")
_QUOTED = re.compile(r'"[^"]*"')
Places = dict[str, list[int]]


def drafted(data: bytes) -> Drafted:
    """By what is in it, not by what it is called. Refused says why it cannot be read at all."""
    if not data:
        raise Refused(EMPTY, "file")
    if len(data) > LARGEST:
        raise Refused(LARGE, "file")
    held = _from_sheets(data) if data.startswith(b"PK") else _from_toml(data)
    if any("\0" in word for word in _all_words(held)):  # which no database keeps
        raise Refused(BROKEN, "file")
    return held


def _all_words(held: Drafted) -> Iterator[str]:
    yield from (held.key, held.title, held.version)
    yield from (word for one in held.dimensions for word in (one.key, one.label))
    yield from (one.key for one in held.bands)
    yield from (word for one in held.signs for word in (one.dimension, one.band, one.text))


def _from_toml(data: bytes) -> Drafted:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(BROKEN, "file") from None
    try:
        held = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = _AT_LINE.search(str(error))
        where = line[1] if line else len(text.splitlines())  # else it is said of the end
        raise Refused(
            f"Linje {where}: Her er filen ikke skrevet rigtigt, eller noget står to gange. Ret den.", "file"
        ) from None
    except (RecursionError, ValueError):  # brackets in brackets without end, or a number of thousands of digits
        raise Refused(BROKEN, "file") from None
    try:
        return _from_table(held, _places(text.splitlines()))
    except (AttributeError, KeyError, TypeError) as error:
        raise Refused(f"Filen mangler noget, eller det står forkert: {error}. Se skabelonen.", "file") from None


def _from_table(held: dict[str, Any], lines: Places) -> Drafted:
    valid_from = held.get("valid_from")
    return Drafted(
        key=str(held.get("key", "")),
        title=str(held.get("title", "")),
        version=str(held.get("version", "")),
        valid_from=valid_from if type(valid_from) is date else None,
        dimensions=[
            DraftDimension(_line(lines, f'"{one["key"]}"'), str(one["key"]), str(one["label"]))
            for one in sorted(held.get("dimension", []), key=lambda one: one["order"])
        ],
        bands=[
            DraftBand(_line(lines, f'"{key}"'), key, _whole(one["min_months"]), _whole(one["max_months"]))
            for one in held.get("age_band", [])
            for key in [str(one["key"])]
        ],
        signs=[*_signs(held.get("signs", {}), lines)],
    )  # fmt: skip


def _signs(signs: dict[str, Any], lines: Places) -> Iterator[DraftSign]:
    for dimension, bands in signs.items():
        for band, positions in bands.items():
            for position, kinds in positions.items():
                begins = _line(lines, f'[signs.{dimension}."{band}".{position}]')
                for kind, texts in kinds.items():
                    yield from (
                        DraftSign(
                            _line(lines, f'"{text}"', begins), dimension, band, position, kind, text, acts_now=acts_now
                        )
                        for text, acts_now in map(sign_words, _listed(texts))
                    )


def _listed(texts: Any) -> list[Any]:
    """One text without brackets would else become a sign for each of its letters."""
    if not isinstance(texts, list):
        raise TypeError("tegnene skal stå i firkantede parenteser")
    return texts


def _places(lines: list[str]) -> Places:
    """On which lines each quoted text and each heading stands."""
    places: Places = defaultdict(list)
    for number, line in enumerate(lines, start=1):
        for words in {line.partition("#")[0].strip(), *_QUOTED.findall(line)}:
            places[words].append(number)
    return places


def _line(lines: Places, words: str, after: int = 0) -> int:
    """The first line with these words; where they are not found, where one began to look."""
    found = lines.get(words, [])
    at = bisect_right(found, after)
    return found[at] if at < len(found) else after


def _whole(value: Any) -> int | None:
    return value if type(value) is int else None


def _from_sheets(data: bytes) -> Drafted:
    check_packed(data, broken=BROKEN, large=LARGE)
    try:
        with closing(load_workbook(BytesIO(data), read_only=True, keep_links=False)) as book:
            rows = {name: list(_rows(book[name], len(HEADINGS[name]))) for name in SHEETS}
    except KeyError:
        raise Refused(f"Filen skal have arkene {', '.join(SHEETS)}. Hent skabelonen.", "file") from None
    except Refused:
        raise
    except Exception as error:  # what is wrong with a file, the library tells in its own many ways
        raise Refused(BROKEN, "file") from error
    facts = {cells[0].strip(): cells[1] for _, cells, _ in rows["Redskab"]}
    return Drafted(
        key=facts.get("Nøgle", "").strip(),
        title=facts.get("Navn", "").strip(),
        version=facts.get("Version", "").strip(),
        valid_from=_day(facts.get("Gælder fra", "")),
        dimensions=[DraftDimension(line, cells[0].strip(), cells[1].strip()) for line, cells, _ in rows["Dimensioner"]],
        bands=[
            DraftBand(line, cells[0].strip(), _number(cells[1]), _number(cells[2]))
            for line, cells, _ in rows["Aldersgrupper"]
        ],
        signs=[_sign(*row) for row in rows["Tegn"]],
    )


def _sign(line: int, cells: list[str], has_formula: bool) -> DraftSign:
    dimension, band, position, kind, text, now = (cell.strip() for cell in cells)
    said = POSITIONS.get(position.capitalize(), position)
    acts_now = SAYS_NOW.get(now.capitalize())
    return DraftSign(line, dimension, band, said, KINDS.get(kind.capitalize(), kind), text, has_formula, acts_now)


def _rows(sheet: Any, width: int) -> Iterator[tuple[int, list[str], bool]]:
    """Those that say anything, without the headings, each with its number as Excel counts."""
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(min_row=2, max_col=width), start=2):
        if number > MOST_ROWS:
            raise Refused(LARGE, "file")
        texts = [_text(cell.value) for cell in cells] + [""] * (width - len(cells))
        if any(one.strip() for one in texts):
            yield number, texts, any(cell.data_type == "f" for cell in cells)


def _text(value: Any) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return "" if value is None else str(value)


def _day(text: str) -> date | None:
    for form in ("%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y"):
        try:
            return datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 -- a day, at no time
        except ValueError:
            continue
    return None


def _number(text: str) -> int | None:
    return int(text) if text.strip().isdecimal() and len(text) <= LONGEST_NUMBER else None


def template(held: Drafted) -> bytes:
    """A workbook to begin from: an instrument as it is, with drop-downs and a line of help."""
    file = BytesIO()
    with closing(xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False})) as book:
        bold = book.add_format({"bold": True})
        values = (held.key, held.title, held.version, held.valid_from.isoformat() if held.valid_from else "")
        _written(book, "Redskab", zip(FACTS, values, strict=True), bold)
        _written(book, "Dimensioner", ((one.key, one.label) for one in held.dimensions), bold)
        bands = ((one.key, str(one.min_months), str(one.max_months)) for one in held.bands)
        _written(book, "Aldersgrupper", bands, bold)
        sheet = _written(book, "Tegn", (_words(one) for one in held.signs), bold)
        sheet.data_validation(1, 2, MOST_ROWS, 2, {"validate": "list", "source": list(POSITIONS)})
        sheet.data_validation(1, 3, MOST_ROWS, 3, {"validate": "list", "source": list(KINDS)})
        sheet.data_validation(1, 5, MOST_ROWS, 5, {"validate": "list", "source": ["Ja"]})
    return file.getvalue()


def _words(one: DraftSign) -> tuple[str, ...]:
    position = next(word for word, held in POSITIONS.items() if held == one.position)
    kind = next(word for word, held in KINDS.items() if held == one.kind)
    return one.dimension, one.band, position, kind, one.text, "Ja" if one.acts_now else ""


def _written(book: Any, name: str, rows: Iterable[tuple[str, ...]], bold: Any) -> Any:
    """Text is written as text: what somebody wrote is never a formula."""
    sheet = book.add_worksheet(name)
    for column, heading in enumerate(HEADINGS[name]):
        sheet.write_string(0, column, heading, bold)
    for place, row in enumerate(rows, start=1):
        for column, text in enumerate(row):
            sheet.write_string(place, column, text)
    sheet.set_column(0, len(HEADINGS[name]) - 1, 20)
    widest = HEADINGS[name].index("Tegn") if name == "Tegn" else len(HEADINGS[name]) - 1
    sheet.set_column(widest, widest, 80 if name == "Tegn" else 40)
    sheet.freeze_panes(1, 0)
    return sheet
