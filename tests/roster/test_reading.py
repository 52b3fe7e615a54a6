"""Files as people send them, and as nobody should."""

import tracemalloc
import zipfile
from datetime import datetime

import pytest
import xlsxwriter

from samspor.base.refused import Refused
from samspor.roster import reading
from samspor.roster.reading import kinds, sheets

HEAD = "Navn;CPR-nr.;Stue"
ROW = "Søren Å;710322-4001;Blå"


@pytest.fixture
def written(tmp_path):
    def write(content, encoding="utf-8"):
        path = tmp_path / "list"
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return write


def sheet(path, rows, **options):
    book = xlsxwriter.Workbook(path, options)
    page = book.add_worksheet()
    for number, cells in enumerate(rows):
        page.write_row(number, 0, cells)
    book.close()
    return path


def read(path):
    file = reading.inspect(path)
    return file, [(row.number, row.cells) for row in reading.rows(file)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_csv_in_every_form(written, encoding, delimiter):
    file, rows = read(written(f"{HEAD}\n{ROW}\n".replace(";", delimiter), encoding))
    assert (file.encoding, file.delimiter, file.headers) == (encoding, delimiter, ("Navn", "CPR-nr.", "Stue"))
    assert rows == [(2, ("Søren Å", "710322-4001", "Blå"))]


def test_rows_have_the_number_a_person_sees(written):
    file, rows = read(written(f'sep=;\nBørneliste\n\n{HEAD}\n"to\nlinjer";1;2\n;;\n{ROW}\n'))
    assert file.header_number == 4
    assert [number for number, _ in rows] == [5, 7]


def test_quotes_around_the_delimiter(written):
    _, rows = read(written('Navn,CPR\n"Holm, Anna; lille",1\n'))
    assert rows == [(2, ("Holm, Anna; lille", "1"))]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "Filen er tom"),
        (b"\xef\xbb\xbf", "Listen er tom"),
        (b" \n\n;;;\n", "Listen er tom"),
        (b"hej\nmed\ndig\n", "overskrifterne"),
        (f"{HEAD}\n\n;;\n", "kun overskrifter"),
        (f'{HEAD}\nAnna;1;"Blå\nBo;2;Blå\n', "fra række 2"),
        (f'{HEAD}\n{ROW}\nAnna;1;"{"x" * 30_000}"\n', "fra række 3"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "gammel eller låst"),
        (b"\x89PNG\r\n", "billede"),
        (b"\xff\xd8\xff\xe0", "billede"),
        (HEAD.encode("utf-16"), "Unicode-tekst"),
        (HEAD.encode("utf-16-le"), "ikke en liste"),
        (b"\r\n <html><table>", "webside"),
        (b"\xef\xbb\xbf<?xml version", "webside"),
        (b"PK\x03\x04 not an archive", "beskadiget"),
        (b"Navn;CPR\n\x81\x8d\x8f;1\n", "ikke en liste"),
        (bytes(range(128, 256)) * 40, "ikke en liste"),
    ],
)
def test_what_is_no_list_is_refused_in_a_sentence_that_says_what_to_do(written, content, says):
    with pytest.raises(Refused, match=says) as refused:
        reading.inspect(written(content))
    assert refused.value.field == "file"
    assert refused.value.sentence.endswith(".")


def test_a_file_of_200_mb_is_refused_without_being_read(tmp_path):
    path = tmp_path / "list"
    with path.open("wb") as file:
        file.truncate(200 * 2**20)
    tracemalloc.start()
    with pytest.raises(Refused, match="fylder 200 MB"):
        reading.inspect(path)
    assert tracemalloc.get_traced_memory()[1] < 2**20
    tracemalloc.stop()


def test_reading_holds_one_row_at_a_time(written):
    path = written(f"{HEAD}\n" + f"{ROW}\n" * 60_000)
    file = reading.inspect(path)
    tracemalloc.start()
    assert sum(1 for _ in reading.rows(file)) == 60_000
    assert tracemalloc.get_traced_memory()[1] < path.stat().st_size / 2
    tracemalloc.stop()


def test_headers_hold_nothing_that_cannot_be_shown(written):
    file, _ = read(written("Na\x00vn;CPR\u200f-nr.;  Stue  2\nA;1;2\n"))
    assert file.headers == ("Navn", "CPR-nr.", "Stue 2")


def test_too_many_rows_are_refused(written, monkeypatch):
    monkeypatch.setattr(reading, "MOST_ROWS", 1000)
    file = reading.inspect(written(f"{HEAD}\n" + f"{ROW}\n" * 1000))
    with pytest.raises(Refused, match=r"mere end 1\.000 rækker"):
        list(reading.rows(file))


def test_null_bytes_emoji_and_right_to_left_text_are_read_as_they_are(written):
    _, rows = read(written(f"{HEAD}\nPil\x00;1;👩‍👧\nليلى;2;\n"))
    assert rows == [(2, ("Pil\x00", "1", "👩‍👧")), (3, ("ليلى", "2", ""))]


# Spreadsheets


def test_a_spreadsheet_is_read_as_a_person_sees_it(tmp_path):
    path = tmp_path / "list"
    book = xlsxwriter.Workbook(path)
    hidden, page = book.add_worksheet("Skjult"), book.add_worksheet("Børn")
    page.activate()
    page.set_first_sheet()
    hidden.hide()
    date_form = book.add_format({"num_format": "dd-mm-yyyy"})
    time_form = book.add_format({"num_format": "dd-mm-yyyy hh:mm"})
    page.write_row(0, 0, ["Navn", "CPR"])
    page.write_row(2, 0, ["Anna", 7103224001, 1.5, True, False])
    page.write_datetime(3, 0, datetime(2020, 12, 31), date_form)  # noqa: DTZ001 -- a spreadsheet has no time zone
    page.write_datetime(3, 1, datetime(2020, 12, 31, 13, 30), time_form)  # noqa: DTZ001 -- a spreadsheet has no time zone
    page.write_formula(3, 2, "=A1&B1", value="Anna")
    page.write_array_formula("D4:E4", "{=A1:B1}", value="Anna")
    book.close()
    _, rows = read(path)
    assert rows == [
        (3, ("Anna", "7103224001", "1.5", "ja", "nej")),
        (4, ("2020-12-31", "2020-12-31 13:30:00", "==A1&B1", "==A1:B1", "0")),
    ]


def test_a_number_written_with_an_exponent_is_the_same_number(tmp_path):
    path = sheet(tmp_path / "list", [["Navn", "CPR"], ["Anna", 7103224001]])
    with zipfile.ZipFile(path) as archive:
        page = archive.read("xl/worksheets/sheet1.xml").replace(b"<v>7103224001</v>", b"<v>7.103224001E9</v>")
    _, rows = read(rezipped(path, {"xl/worksheets/sheet1.xml": page}))
    assert rows == [(2, ("Anna", "7103224001"))]


def test_a_spreadsheet_with_nothing_to_show_is_refused(tmp_path):
    path = tmp_path / "list"
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("a")
    book.close()
    with pytest.raises(Refused, match="Listen er tom"):
        reading.inspect(path)


def rezipped(path, changes):
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (parts | changes).items():
            archive.writestr(name, content)
    return path


def test_a_spreadsheet_where_all_is_hidden_is_refused(tmp_path):
    path = sheet(tmp_path / "list", [["Navn", "CPR"]])
    with zipfile.ZipFile(path) as archive:
        book = archive.read("xl/workbook.xml").replace(b'name="Sheet1"', b'name="Sheet1" state="hidden"')
    with pytest.raises(Refused, match="intet ark"):
        reading.inspect(rezipped(path, {"xl/workbook.xml": book}))


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_a_broken_spreadsheet_is_refused(tmp_path, part):
    with pytest.raises(Refused, match="Regnearket kan ikke læses"):
        reading.inspect(rezipped(sheet(tmp_path / "list", [["Navn", "CPR"]]), {part: b"<broken"}))


def test_a_document_is_no_spreadsheet(written, tmp_path):
    with zipfile.ZipFile(tmp_path / "list", "w") as archive:
        archive.writestr("word/document.xml", "hej")
    with pytest.raises(Refused, match="ikke en liste"):
        reading.inspect(tmp_path / "list")


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "parts"])
def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path, monkeypatch, part):
    monkeypatch.setattr(kinds, "_MOST_UNPACKED", 2_000_000)
    monkeypatch.setattr(kinds, "_MOST_WORDS", 1_000_000)
    path = sheet(tmp_path / "list", [["Navn", "CPR"]])
    bomb = {f"xl/x{n}": b"" for n in range(1001)} if part == "parts" else {part: b"0" * 2_000_001}
    with pytest.raises(Refused, match="pakkes ud"):
        reading.inspect(rezipped(path, bomb))


def test_words_that_multiply_are_refused(tmp_path):
    """A billion laughs: entities that stand for ten of the next."""
    layers = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    laughs = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{layers}]><sst><si><t>&a9;</t></si></sst>'
    path = rezipped(sheet(tmp_path / "list", [["Navn", "CPR"]]), {"xl/sharedStrings.xml": laughs})
    with pytest.raises(Refused, match="Regnearket kan ikke læses"):
        reading.inspect(path)


BIG = b"<x>" + b"<x/>" * 800_000 + b"</x>"
SAID = b'<Override PartName="/%s" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.%s+xml"/>'


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml", "xl/worksheets/_rels/x.rels", "xl/other.xml"]
)
def test_a_part_that_is_no_list_may_not_be_large(tmp_path, part):
    with pytest.raises(Refused, match="pakkes ud"):
        reading.inspect(rezipped(sheet(tmp_path / "list", [["Navn", "CPR"], ["Bo", "1"]]), {part: BIG}))


@pytest.mark.parametrize("kind", ["sheet.main", "styles"])
@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
def test_a_large_part_is_only_what_its_name_says(tmp_path, part, kind):
    path = sheet(tmp_path / "list", [["Navn", "CPR"], ["Bo", "1"]])
    with zipfile.ZipFile(path) as archive:
        types = archive.read("[Content_Types].xml")
    more = types.replace(b"</Types>", SAID % (part.encode(), kind.encode()) + b"</Types>")
    with pytest.raises(Refused, match="pakkes ud"):
        reading.inspect(rezipped(path, {"[Content_Types].xml": more, part: BIG}))


def test_words_are_found_by_what_they_are_said_to_be(tmp_path, monkeypatch):
    monkeypatch.setattr(kinds, "_MOST_WORDS", 1_000_000)
    path = sheet(tmp_path / "list", [["Navn", "CPR"], ["Bo", "1"]])
    with zipfile.ZipFile(path) as archive:
        types = archive.read("[Content_Types].xml").replace(b"/xl/sharedStrings.xml", b"/xl/ord.xml")
    with pytest.raises(Refused, match="pakkes ud"):
        reading.inspect(rezipped(path, {"[Content_Types].xml": types, "xl/ord.xml": b"0" * 1_000_001}))


def test_a_list_of_parts_that_cannot_be_read_is_damaged(tmp_path):
    path = sheet(tmp_path / "list", [["Navn", "CPR"], ["Bo", "1"]])
    with pytest.raises(Refused, match="beskadiget"):
        reading.inspect(rezipped(path, {"[Content_Types].xml": b"<broken"}))


def test_a_spreadsheet_that_does_not_say_what_its_parts_are_cannot_be_read(tmp_path):
    with zipfile.ZipFile(tmp_path / "list", "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    with pytest.raises(Refused, match="Regnearket kan ikke læses"):
        reading.inspect(tmp_path / "list")


def test_a_list_has_a_hundred_columns_and_short_headers(written):
    wide = ["Navn", "CPR", *(f"K{n}" for n in range(98))]
    cells = ";".join(["Bo"] * 100)
    assert len(reading.inspect(written(f"{';'.join(wide)};;;\n{cells}\n".encode())).headers) == 100
    with pytest.raises(Refused, match="mere end 100 kolonner"):
        reading.inspect(written(f"{';'.join([*wide, 'Én til'])}\n{cells}\n".encode()))
    headers = reading.inspect(written(f"Navn;CPR;{'x' * 5000}\nBo;1;2\n".encode())).headers
    assert [len(header) for header in headers] == [4, 3, 200]


def test_rows_that_are_left_out_of_a_workbook_are_no_work(tmp_path, monkeypatch):
    """A file of two thousand bytes can say that its second row is the last one there may be."""
    path = sheet(tmp_path / "list", [["Navn"], ["Asta"]])
    with zipfile.ZipFile(path) as archive:
        page = archive.read("xl/worksheets/sheet1.xml").replace(b'r="2"', b'r="30000"').replace(b"A2", b"A30000")
    rezipped(path, {"xl/worksheets/sheet1.xml": page})
    asked, text = [], sheets._text
    monkeypatch.setattr(sheets, "_text", lambda cell: asked.append(cell) or text(cell))
    found = [row for row in sheets.rows(path) if row.cells]
    assert [(row.number, row.cells) for row in found] == [(1, ("Navn",)), (30000, ("Asta",))]
    assert len(asked) < 1000


@pytest.mark.parametrize(("length", "is_read"), [(20_000, True), (20_001, False)])
def test_a_cell_holds_as_much_in_a_workbook_as_in_a_text_file(tmp_path, length, is_read):
    path = sheet(tmp_path / "list", [["Navn"], ["a" * length]])
    if is_read:
        assert [row.cells for row in sheets.rows(path)] == [("Navn",), ("a" * length,)]
    else:
        with pytest.raises(Refused, match="I række 2 er der mere tekst i en celle"):
            list(sheets.rows(path))
