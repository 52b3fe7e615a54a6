"""A round sheet out and in again: only one's own, row by row, all or nothing."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from threading import Barrier, Thread
from uuid import UUID, uuid4
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import close_old_connections
from django.urls import reverse
from openpyxl import Workbook, load_workbook
from pypdf import PdfReader

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere, Refused
from samspor.screening import actions, queries, reading, rules
from samspor.screening.models import OwnAssessment
from samspor.screening.reading import SheetRow
from samspor.screening.rules import Here, Judged, Position, SheetKey, SheetLine, Standing, Verdict
from tests.cast import NOW
from tests.screening.test_actions import conclude, last
from tests.screening.test_views import key, text

ROUND, GROUP, CHILD, ME = (UUID(int=number) for number in range(1, 5))
KEY = SheetKey(ROUND, GROUP, CHILD, ME, "")
LINE = SheetLine(5, "Asta", "Grøn", "Leger", has_formula=False, key=KEY)
NOTHING = Standing("Asta", "", "", "", locked=False)
HERE = Here(ROUND, GROUP, ME, {CHILD: NOTHING})


@pytest.mark.parametrize(
    ("line", "now", "verdict", "reason"),
    [
        (LINE, NOTHING, Verdict.WRITE, "din egen"),
        (replace(LINE, position=" GUL "), NOTHING, Verdict.WRITE, "din egen"),
        (replace(LINE, position="", comment=" "), NOTHING, Verdict.EMPTY, "Ikke udfyldt"),
        (LINE, replace(NOTHING, position="green", comment="Leger "), Verdict.SAME, "allerede"),
        (replace(LINE, position="Blå"), NOTHING, Verdict.REFUSED, "Vælg grøn"),
        (replace(LINE, position=""), NOTHING, Verdict.REFUSED, "Vælg grøn"),
        (replace(LINE, comment="x" * 4001), NOTHING, Verdict.REFUSED, "for lang"),
        (LINE, replace(NOTHING, locked=True), Verdict.REFUSED, "afleveret"),
        (LINE, replace(NOTHING, marked="i går"), Verdict.REFUSED, "efter arket blev hentet"),
        (replace(LINE, key=None), NOTHING, Verdict.REFUSED, "nøgle mangler"),
        (replace(LINE, has_formula=True), NOTHING, Verdict.REFUSED, "formel"),
        (replace(LINE, key=replace(KEY, round_unit=uuid4())), NOTHING, Verdict.REFUSED, "anden runde"),
        (replace(LINE, key=replace(KEY, group=uuid4())), NOTHING, Verdict.REFUSED, "anden gruppe"),
        (replace(LINE, key=replace(KEY, staff=uuid4())), NOTHING, Verdict.REFUSED, "kollega"),
        (replace(LINE, key=replace(KEY, child=uuid4())), NOTHING, Verdict.REFUSED, "går ikke i gruppen"),
    ],
)  # fmt: skip
def test_each_row_is_judged_with_its_reason(line, now, verdict, reason):
    (judged,) = rules.judge([line], replace(HERE, children={CHILD: now}))
    assert judged.verdict is verdict
    assert reason in judged.reason


def test_a_child_that_stands_twice_is_written_once():
    first, second = rules.judge([LINE, replace(LINE, number=6)], HERE)
    assert (first.verdict, second.verdict, "to gange" in second.reason) == (Verdict.WRITE, Verdict.REFUSED, True)


def test_what_somebody_wrote_is_never_a_formula():
    data = reading.made("Efterår", [SheetRow(0, "=1+1", "", "", "=CMD()|'x'!A1", "nøgle")])
    (row,) = reading.read(data)
    assert (row.name, row.comment, row.has_formula, row.number) == ("=1+1", "=CMD()|'x'!A1", False, 5)


def test_the_sheet_has_drop_downs_and_hides_its_keys():
    sheet = load_workbook(BytesIO(reading.made("Efterår", [SheetRow(0, "Asta", "", "", "", "nøgle")]))).active
    (choice,) = sheet.data_validations.dataValidation
    assert (choice.type, choice.formula1, str(choice.sqref)) == ("list", '"Grøn,Gul,Rød"', "C5")
    assert sheet.column_dimensions["E"].hidden
    assert (sheet["A5"].protection.locked, sheet["C5"].protection.locked) == (True, False)
    assert reading.read(reading.made("Tom", [])) == []


def bomb() -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b" " * (31 * 1024 * 1024))
    return file.getvalue()


def empty_zip() -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as packed:
        packed.writestr("hej.txt", "hej")
    return file.getvalue()


def long_sheet() -> bytes:
    return reading.made("Lang", [SheetRow(0, "Asta", "", "", "", "nøgle")] * 501)


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"hej", "kan ikke læses"), (b"x" * (2 * 1024 * 1024 + 1), "for stor"), (bomb(), "for stor"),
     (empty_zip(), "kan ikke læses"), (long_sheet(), "for stor")],
    ids=["no sheet", "large", "bomb", "other", "long"],
)  # fmt: skip
def test_what_is_no_round_sheet_is_refused_whole(data, said):
    with pytest.raises(Refused, match=said):
        reading.read(data)


def address(name, cast, opened):
    return reverse(f"screening:{name}", args=[opened.pk, cast.blaamejserne.pk])


def filled(client, cast, opened, **rows) -> bytes:
    """`filled(pia, ..., Asta=("Gul", "Ser træt ud"))`: the sheet as fetched, with those cells written."""
    book = load_workbook(BytesIO(client.get(address("fetch_sheet", cast, opened)).content))
    for row in book.active.iter_rows(min_row=5):
        for name, (position, comment) in rows.items():
            if str(row[0].value).startswith(name):
                row[2].value, row[3].value = position, comment
    return saved(book)


def saved(book: Workbook) -> bytes:
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def hand_in(client, cast, opened, data):
    file = SimpleUploadedFile("ark.xlsx", data)
    return client.post(address("sheet", cast, opened), {"file": file, **key()})


def staged(page) -> str:
    return text(page).split('name="staged" value="')[1].split('"')[0]


def test_a_sheet_goes_out_and_comes_in_as_ones_own(as_, cast, opened):
    pia = as_("pia")
    assert address("sheet", cast, opened) in text(pia.get(address("own", cast, opened)))
    assert "Læg det udfyldte ark op" in text(pia.get(address("sheet", cast, opened)))
    fetched = pia.get(address("fetch_sheet", cast, opened))
    assert fetched["Content-Disposition"] == 'attachment; filename="rundeark-efterar-2026-blamejserne.xlsx"'
    sheet = load_workbook(BytesIO(fetched.content)).active
    assert "Efterår 2026" in sheet["A1"].value
    assert len(list(sheet.iter_rows(min_row=5))) == 4
    entry = Entry.objects.filter(verb=Verb.SHEET_MADE).latest("pk")
    assert cast.asta.pk in entry.child_ids
    page = hand_in(pia, cast, opened, filled(pia, cast, opened, Asta=("Gul", "Ser træt ud"), Bo=("Blå", "Leger")))
    for words in ("1 række bliver din egen vurdering", "Gemmes", "Vælg grøn, gul eller rød", "Ikke udfyldt"):
        assert words in text(page)
    assert not OwnAssessment.objects.exists()
    sent = {"staged": staged(page), **key()}
    for _ in range(2):
        done = pia.post(address("write_sheet", cast, opened), sent)
        assert done.status_code == 303
    own = OwnAssessment.objects.get()
    assert (own.assessor, own.position, own.comment, own.handed_in_at) == (cast.pia, "yellow", "Ser træt ud", None)
    assert Entry.objects.get(verb=Verb.SHEET_WRITTEN).after == {"number": 1}
    assert "1 række fra arket er gemt" in text(pia.get(address("own", cast, opened)))
    again = hand_in(pia, cast, opened, filled(pia, cast, opened))
    assert "Står allerede sådan" in text(again)
    assert "Gem som min vurdering" not in text(again)


def test_a_sheet_in_hand_shows_ones_own_and_never_a_colleagues(as_, cast, opened, assess):
    assess("asta", mads=Position.RED)
    actions.set_mark(
        by=cast.actor("pia"), round_unit=opened, child=cast.bo, position=Position.YELLOW, comment="Mit", at=NOW
    )
    rows = reading.read(as_("pia").get(address("fetch_sheet", cast, opened)).content)
    assert {row.name: (row.position, row.comment) for row in rows if row.position} == {"Bo Øster": ("Gul", "Mit")}


def test_a_colleagues_sheet_a_formula_and_a_broken_key_are_refused(as_, cast, opened):
    pia, mads = as_("pia"), as_("mads")
    theirs = filled(mads, cast, opened, Asta=("Grøn", ""))
    assert "hentet af en kollega" in text(hand_in(pia, cast, opened, theirs))
    book = load_workbook(BytesIO(filled(pia, cast, opened)))
    book.active["D5"] = "=HYPERLINK(A1)"
    book.active["E6"] = book.active["E6"].value + "x"
    book.active["E7"] = book.active["E5"].value.replace(cast.asta.pk.hex, cast.bo.pk.hex)
    page = text(hand_in(pia, cast, opened, saved(book)))
    assert page.count("nøgle mangler eller er ændret") == 2
    assert "Der står en formel" in page
    assert "HYPERLINK" not in page


def test_a_stale_sheet_and_what_is_handed_in_are_refused(as_, cast, opened, assess):
    pia = as_("pia")
    data = filled(pia, cast, opened, Asta=("Gul", "Fra arket"), Bo=("Gul", "Fra arket"))
    set_later = {"by": cast.actor("pia"), "round_unit": opened, "position": Position.GREEN}
    actions.set_mark(child=cast.asta, comment="På skærmen", at=NOW + timedelta(minutes=5), **set_later)
    assert "efter arket blev hentet" in text(hand_in(pia, cast, opened, data))
    assess("bo", pia=Position.GREEN)
    assert "Du har afleveret vurderingen" in text(hand_in(pia, cast, opened, data))
    assess("bo", mads=Position.GREEN)


def test_a_sheet_that_goes_stale_between_review_and_yes_saves_nothing(as_, cast, opened):
    pia = as_("pia")
    page = hand_in(pia, cast, opened, filled(pia, cast, opened, Asta=("Gul", "Ark"), Carla=("Grøn", "Ark")))
    actions.set_mark(
        by=cast.actor("pia"), round_unit=opened, child=cast.carla, position=Position.RED, comment="Skærm",
        at=NOW + timedelta(minutes=5),
    )  # fmt: skip
    answer = pia.post(address("write_sheet", cast, opened), {"staged": staged(page), **key()})
    assert "Ingen rækker er gemt" in text(answer)
    assert [(own.position, own.comment) for own in OwnAssessment.objects.all()] == [("red", "Skærm")]


@pytest.mark.parametrize("change", ["", "x"])
def test_a_review_that_was_touched_is_refused(as_, cast, opened, change):
    pia = as_("pia")
    page = hand_in(pia, cast, opened, filled(pia, cast, opened, Asta=("Gul", "Ark")))
    answer = pia.post(address("write_sheet", cast, opened), {"staged": change and staged(page) + change, **key()})
    assert "Gennemsynet er for gammelt" in text(answer)
    assert not OwnAssessment.objects.exists()


def test_a_review_is_for_the_one_who_made_it_and_for_an_hour(as_, cast, opened):
    pia = as_("pia")
    sent = staged(hand_in(pia, cast, opened, filled(pia, cast, opened, Asta=("Gul", "Ark"))))
    mads = as_("mads").post(address("write_sheet", cast, opened), {"staged": sent, **key()})
    assert "for gammelt" in text(mads)
    with time_machine.travel(NOW + timedelta(minutes=61), tick=False):
        late = as_("pia").post(address("write_sheet", cast, opened), {"staged": sent, **key()})
    assert "for gammelt" in text(late)
    assert not OwnAssessment.objects.exists()


def test_a_sheet_without_a_file_or_with_another_one_says_so(as_, cast, opened):
    pia = as_("pia")
    none = pia.post(address("sheet", cast, opened), key())
    assert (none.status_code, "Vælg det ark, du har udfyldt" in text(none)) == (422, True)
    other = hand_in(pia, cast, opened, b"hej")
    assert (other.status_code, "kan ikke læses som et rundeark" in text(other)) == (422, True)
    assert "Arket er tomt" in text(hand_in(pia, cast, opened, reading.made("Tom", [])))


def test_after_the_round_a_sheet_is_not_taken(as_, cast, opened):
    pia = as_("pia")
    sent = hand_in(pia, cast, opened, filled(pia, cast, opened, Asta=("Gul", "Ark")))
    assert sent.status_code == 200
    with time_machine.travel(NOW + timedelta(days=40), tick=False):
        assert "Læg det udfyldte ark op" not in text(as_("pia").get(address("sheet", cast, opened)))


def test_the_paper_sheet_has_the_names_and_room_to_write(as_, cast, opened):
    page = text(as_("pia").get(address("paper_sheet", cast, opened)))
    assert "Bo Øster" in page
    assert page.count("☐ grøn ☐ gul ☐ rød") == 4


@pytest.mark.parametrize("name", ["sheet", "fetch_sheet", "paper_sheet", "write_sheet"])
@pytest.mark.parametrize("stranger", ["else_", "sara", "dorte"])
def test_a_sheet_is_for_those_who_have_the_children_every_day(as_, cast, opened, stranger, name):
    answer = as_(stranger).post if name == "write_sheet" else as_(stranger).get
    assert answer(address(name, cast, opened)).status_code == 404


def row(cast, child="asta", **more) -> Judged:
    facts = {"child": cast.members[child].pk, "position": "green", "comment": "", "marked": ""}
    return Judged(5, cast.members[child].name, Verdict.WRITE, "", **(facts | more))


def write(cast, opened, rows, by="pia"):
    return actions.write_sheet(by=cast.actor(by), round_unit=opened, group=cast.blaamejserne, rows=rows, at=NOW)


def test_write_sheet_writes_all_or_none(cast, opened, assess):
    assert write(cast, opened, [row(cast), row(cast, "bo")]) == 2
    assert (last().verb, set(last().child_ids)) == (Verb.SHEET_WRITTEN, {cast.asta.pk, cast.bo.pk})
    with pytest.raises(Refused, match="ingen rækker"):
        write(cast, opened, [replace(row(cast), verdict=Verdict.EMPTY)])
    conclude(cast, assess("dilan", mads=Position.GREEN, lars=Position.GREEN), Position.GREEN)
    with pytest.raises(Refused, match="fælles vurdering er skrevet"):
        write(cast, opened, [row(cast, "carla"), row(cast, "dilan")])
    assert not OwnAssessment.objects.filter(assessment__child=cast.carla).exists()
    for stranger in ("else_", "dorte"):
        with pytest.raises(NotHere):
            write(cast, opened, [row(cast)], by=stranger)


def test_two_sheets_at_once_are_one(committed, cast, opened):
    gate, refused = Barrier(2), []

    def go(words):
        gate.wait(10)
        try:
            write(cast, opened, [row(cast, comment=words), row(cast, "bo", comment=words)])
        except Refused as said:
            refused.append(said.sentence)
        finally:
            close_old_connections()

    threads = [Thread(target=go, args=(words,)) for words in ("Det ene ark", "Det andet ark")]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    assert len(refused) == 1
    assert len({own.comment for own in OwnAssessment.objects.all()}) == 1


def test_a_key_is_opened_only_by_its_own_seal():
    held = queries.sheets.sealed(KEY)
    assert queries.sheets.unsealed(held) == KEY
    assert queries.sheets.unsealed(held[:-1]) is None
    assert queries.sheets.unsealed("") is None


def test_rows_that_say_nothing_are_passed_by():
    book = load_workbook(BytesIO(reading.made("Efterår", [SheetRow(0, "Asta", "", "", "", "nøgle")])))
    book.active["A8"] = "Bo"  # two empty rows between
    assert [row.number for row in reading.read(saved(book))] == [5, 8]


MARKUP = [
    "Åse *fed* #let x = 1", "$y$ <b> @ref", r"Bjørn \ _kursiv_ `kode`", "Yıldırım", "#panic(1)", "= Overskrift",
    "// væk",
]  # fmt: skip


def pdf_of(data: bytes) -> tuple[PdfReader, str]:
    reader = PdfReader(BytesIO(data))
    return reader, "\n".join(page.extract_text() for page in reader.pages)


def test_a_printed_sheet_says_what_was_written_and_nothing_is_markup():
    names = [*MARKUP, *(f"Barn Nummer {number} Ørsted-Ågård" for number in range(23))]
    reader, text = pdf_of(reading.printed("Rundeark · Blåmejserne #1", names))
    for name in [*names, "Rundeark · Blåmejserne #1"]:
        assert name in text, name
    root = reader.trailer["/Root"]
    assert (root["/MarkInfo"]["/Marked"], root["/Lang"], "/StructTreeRoot" in root) == (True, "da", True)
    sizes = {tuple(round(float(side)) for side in page.mediabox[2:]) for page in reader.pages}
    assert sizes == {(842, 595)}  # A4 across
    assert reader.metadata.title == "Rundeark · Blåmejserne #1"


def test_a_group_is_fetched_as_a_pdf_and_remembered(as_, cast, opened):
    address = reverse("screening:pdf_sheet", args=[opened.pk, cast.blaamejserne.pk])
    assert address in text(as_("pia").get(reverse("screening:sheet", args=[opened.pk, cast.blaamejserne.pk])))
    answer = as_("pia").get(address)
    assert (answer["Content-Type"], answer["Content-Disposition"].endswith('.pdf"')) == ("application/pdf", True)
    _, words = pdf_of(answer.content)
    for name in ("Asta Lindqvist-Møller", "Bo Øster", "Carla Sofie von Bülow", "Dilan Yıldırım"):
        assert name in words
    assert Entry.objects.filter(verb=Verb.SHEET_MADE).count() == 1
    assert as_("else_").get(address).status_code == 404


@pytest.mark.parametrize(("name", "shown"), [
    ("小明 Chen", "□□ Chen"), ("Bierne 🐝", "Bierne □"), ("Klokke \x07", "Klokke □"), ("Đặng Łukasz Žofia", ""),
])  # fmt: skip
def test_a_sign_that_no_font_of_ours_has_is_said_and_stands_as_a_box(name, shown):
    _, text = pdf_of(reading.printed("Rundeark · Blåmejserne 🐝" if shown else "Rundeark", [name, "Åse"]))
    assert (shown or name) in text
    assert ("Et tegn i et navn kan ikke trykkes her" in text) is bool(shown)
