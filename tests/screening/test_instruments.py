"""An instrument from a file: every fault with its line, nothing written until yes, and succeeded, never edited."""

from datetime import timedelta
from io import BytesIO
from threading import Barrier, Thread
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connections, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from samspor.base.refused import Refused
from samspor.screening import actions, instrument, queries, reading
from samspor.screening.models import Indicator, InstrumentVersion
from samspor.screening.reading import instruments as files
from samspor.screening.reading.sheets import LARGEST
from samspor.screening.rules import Way
from samspor.screening.rules.instruments import faults, is_newer
from tests.cast import NOW, TODAY, before_any_instrument

TOML = """
key = "vores-tegn"
title = "Vores tegn"
version = "1"
valid_from = 2027-01-01
[[dimension]]
key = "social"
order = 1
label = "Social trivsel"
[[age_band]]
key = "0-3"
min_months = 0
max_months = 36
[[age_band]]
key = "3-6"
min_months = 36
max_months = 72
[signs.social."0-3".green]
child = ["Griner til en voksen"]
[signs.social."0-3".yellow]
environment = ["Vi skifter tit voksne"]
[signs.social."0-3".red]
child = ["Søger ingen"]
[signs.social."3-6".green]
child = ["Leger med andre"]
family = ["Familien fortæller om venner"]
[signs.social."3-6".yellow]
child = ["Leger mest alene"]
[signs.social."3-6".red]
child = ["Er uden for hver dag"]
"""

DIMENSION = '[[dimension]]\nkey = "social"\norder = 2\nlabel = "Igen"\n'


def read(text: str = TOML):
    return reading.drafted(text.encode())


def said(text: str) -> list[tuple[int, str]]:
    return [(one.line, one.sentence) for one in faults(read(text))]


def test_a_good_file_has_no_faults_and_becomes_an_instrument():
    assert said(TOML) == []
    held = instrument.of(read())
    assert (held.key, held.version, len(held.signs)) == ("vores-tegn", "1", 7)
    assert {(sign.min_months, sign.max_months) for sign in held.signs} == {(0, 36), (36, 72)}
    assert instrument.unpacked(instrument.packed(held)) == held


def test_the_one_we_ship_has_no_faults():
    path = next(instrument.SHIPPED.glob("*.toml"))
    assert faults(reading.drafted(path.read_bytes())) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ('key = "vores-tegn"', 'key = "Vores tegn"', 0, "Nøglen skal være"),
        ('title = "Vores tegn"', 'title = " "', 0, "skal have et navn"),
        ('version = "1"', 'version = "ny"', 0, "Versionen skal være et tal"),
        ("valid_from = 2027-01-01", 'valid_from = "snart"', 0, "hvilken dag"),
        ('label = "Social trivsel"', f'label = "{"x" * 121}"', 7, "navn på højst 120"),
        ('key = "social"\n', 'key = ""\n', 7, "nøgle på højst 60"),
        ("max_months = 36", "max_months = 40", 15, "overlapper"),
        ("min_months = 36", "min_months = 48", 15, "mangler en aldersgruppe mellem »0-3« og »3-6«"),
        ("max_months = 72", "max_months = 20", 15, "fra en måned til en senere"),
        ("max_months = 72", 'max_months = "seks"', 15, "fra en måned til en senere"),
        ("[[age_band]]", DIMENSION + "[[age_band]]", 7, "»social« står to gange"),
        ('key = "3-6"', 'key = "0-3"', 11, "»0-3« står to gange"),
        ('[signs.social."3-6".red]', '[signs.social."3-6".blue]', 30, "Positionen »blue« findes ikke"),
        ('[signs.social."3-6".red]', '[signs.social."3-9".red]', 30, "Aldersgruppen »3-9« findes ikke"),
        ('[signs.social."3-6".red]', '[signs.andet."3-6".red]', 30, "Dimensionen »andet« findes ikke"),
        ('[signs.social."3-6".red]', '[signs.social."3-6".blue]', 15, "mangler tegn for rød"),
        ('environment = ["Vi', 'vejret = ["Vi', 21, "er ikke et sted at se"),
        ('["Søger ingen"]', '[""]', 23, "Tegnet er tomt"),
        ('["Søger ingen"]', f'["{"x" * 301}"]', 23, "301 tegn langt"),
        ('["Leger mest alene"]', '["Leger", "leger"]', 28, "står to gange samme sted"),
    ],
)
def test_each_fault_is_said_with_its_line(old, new, line, words):
    assert old in TOML
    found = said(TOML.replace(old, new, 1) if old != "max_months = 36" else TOML.replace(old, new))
    assert [one for one, sentence in found if words in sentence][:1] == [line]


def test_nothing_at_all_is_said_too():
    words = " ".join(sentence for _, sentence in said('key = "x"'))
    assert "ingen dimensioner" in words
    assert "ingen aldersgrupper" in words


def test_too_many_signs_are_too_many():
    many = ", ".join(f'"Tegn nummer {number}"' for number in range(3001))
    assert "mere end 3000" in said(TOML.replace('"Søger ingen"', many))[0][1]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "Filen er tom"),
        (b"x" * (LARGEST + 1), "for stor"),
        (b"PK\x03\x04 i stykker", "kan ikke l"),
        (b"\xff\xfe\x00", "kan ikke l"),
        (b'key = "a"\nkey = "b"', "Linje 2: "),
        (b"key = ", "Linje 1: "),
        (b'[[dimension]]\nkey = "a"', "mangler noget"),
        (b"signs = 4", "mangler noget"),
        (b"dimension = 4", "mangler noget"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(data, words):
    with pytest.raises(Refused, match=words):
        reading.drafted(data)


def workbook(change=lambda book: None) -> bytes:
    book = load_workbook(BytesIO(reading.template(read())))
    change(book)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_the_template_comes_back_as_it_was():
    held = reading.drafted(workbook())
    assert faults(held) == []
    assert instrument.of(held) == instrument.of(read())
    whole = instrument.shipped()[0]
    back = instrument.of(reading.drafted(reading.template(instrument.drafted_of(whole))))
    assert set(back.signs) == set(whole.signs)


def test_half_years_have_a_name_of_their_own():
    text = TOML.replace("max_months = 36", "max_months = 30").replace("min_months = 36", "min_months = 30")
    assert [band.key for band in instrument.drafted_of(instrument.of(read(text))).bands] == ["0-2,5", "2,5-6"]


def test_a_sheets_rows_are_said_by_their_number():
    def change(book):
        book["Tegn"]["E3"] = "=1+1"
        book["Tegn"]["C4"] = "Blå"
        book["Aldersgrupper"]["C3"] = "mange"
        book["Redskab"]["B5"] = "i morgen"

    found = {(one.line, one.sentence.split(".")[0]) for one in faults(reading.drafted(workbook(change)))}
    assert (3, "Der står en formel") in found
    assert (4, "Positionen »Blå« findes ikke") in found
    assert any(line == 0 and "hvilken dag" in words for line, words in found)


@pytest.mark.parametrize("value", ["01-02-2027", "1.2.2027", "2027-02-01"])
def test_a_day_is_read_as_people_write_it(value):
    def change(book):
        book["Redskab"]["B5"] = value

    assert str(reading.drafted(workbook(change)).valid_from) == "2027-02-01"


def test_numbers_and_days_of_excel_are_read(cast):
    from datetime import datetime

    def change(book):
        book["Redskab"]["B4"] = 2.0
        book["Redskab"]["B5"] = datetime(2027, 2, 1)  # noqa: DTZ001 -- as Excel has it
        book["Aldersgrupper"]["B2"] = 0

    held = reading.drafted(workbook(change))
    assert (held.version, str(held.valid_from), held.bands[0].min_months) == ("2", "2027-02-01", 0)


def test_a_workbook_of_another_kind_is_refused(monkeypatch):
    def change(book):
        del book["Tegn"]

    with pytest.raises(Refused, match="skal have arkene"):
        reading.drafted(workbook(change))
    monkeypatch.setattr(files, "MOST_ROWS", 3)
    with pytest.raises(Refused, match="for stor"):
        reading.drafted(workbook())
    broken = BytesIO()
    with ZipFile(broken, "w") as packed:
        packed.writestr("[Content_Types].xml", "ikke en projektmappe")
    with pytest.raises(Refused, match="kan ikke læses"):
        reading.drafted(broken.getvalue())


@given(st.lists(st.integers(0, 99), min_size=1, max_size=3), st.lists(st.integers(0, 99), min_size=1, max_size=3))
def test_newer_is_by_number_and_not_by_letter(one, other):
    words = [".".join(map(str, version)) for version in (one, other)]
    first, second = ((*version, 0, 0)[:3] for version in (one, other))  # 2 and 2.0 are one number
    assert is_newer(words[0], [words[1]]) is (first > second)


def adopt(cast, text=TOML):
    return actions.adopt_instrument(by=cast.actor("jens"), instrument=instrument.of(read(text)), at=NOW)


def test_a_version_is_succeeded_and_rounds_keep_theirs(cast, opened):
    first = adopt(cast)
    before = list(first.indicators.values_list("text", flat=True))
    later = TOML.replace('version = "1"', 'version = "2"').replace("2027-01-01", "2027-06-01")
    second = adopt(cast, later.replace("Søger ingen", "Vender sig væk"))
    first.refresh_from_db()
    assert (str(first.valid_to), second.valid_to) == ("2027-06-01", None)
    assert list(first.indicators.values_list("text", flat=True)) == before
    assert first in queries.instruments_to_plan(TODAY)
    assert [first in queries.instruments(first.valid_from - less * DAY) for less in (0, 1)] == [True, False]
    assert first not in queries.instruments(second.valid_from)
    assert adopt(cast) == first  # what is there is left as it is
    for wrong, words in ((TOML.replace('version = "1"', 'version = "1.5"'), "højere versionsnummer"),
                         (TOML.replace('version = "1"', 'version = "3"'), "senere dag")):  # fmt: skip
        with pytest.raises(Refused, match=words):
            adopt(cast, wrong)
    third = later.replace('version = "2"', 'version = "10"').replace("2027-06-01", "2027-09-01")
    adopt(cast, third)
    first.refresh_from_db()
    assert str(first.valid_to) == "2027-06-01"


def upload(client, data: bytes, name="redskab.toml"):
    given_ = {"file": SimpleUploadedFile(name, data), "form_key": str(uuid4())}
    return client.post(reverse("screening:instruments"), given_)


def staged_in(page) -> str:
    text = page.content.decode()
    return text.split('name="staged" value="')[1].split('"')[0]


def test_nothing_is_written_until_yes(cast, as_):
    before_any_instrument()
    jens = as_("jens")
    page = upload(jens, TOML.encode())
    assert (page.status_code, "Der er ikke gemt noget endnu" in page.content.decode()) == (200, True)
    assert "Vi skifter tit voksne" in page.content.decode()
    assert not InstrumentVersion.objects.exists()
    sent = {"staged": staged_in(page), "form_key": str(uuid4())}
    done = jens.post(reverse("screening:adopt_instrument"), sent, follow=True)
    assert "Vores tegn, version 1 er taget i brug" in done.content.decode()
    assert Indicator.objects.count() == 7
    version = InstrumentVersion.objects.get()
    page = jens.get(reverse("screening:instrument", args=[version.pk])).content.decode()
    assert "Griner til en voksen" in page
    assert "Ja, tag det i brug" not in page
    fetched = jens.get(reverse("screening:fetch_instrument", args=[version.pk]))
    assert instrument.of(reading.drafted(fetched.content)).key == "vores-tegn"
    template = jens.get(reverse("screening:instrument_template"))
    assert faults(reading.drafted(template.content)) == []
    assert "Hent som regneark" in jens.get(reverse("screening:instruments")).content.decode()


def test_faults_are_shown_and_nothing_is_staged(as_):
    page = upload(as_("jens"), TOML.replace('child = ["Leger mest alene"]', 'child = [""]').encode())
    assert (page.status_code, "Tegnet er tomt" in page.content.decode()) == (422, True)
    assert "staged" not in page.content.decode()
    many = ", ".join('""' for _ in range(120))
    page = upload(as_("jens"), TOML.replace('"Leger mest alene"', many).encode())
    assert "fejl mere" in page.content.decode()
    page = upload(as_("jens"), b"")
    assert (page.status_code, "Filen er tom" in page.content.decode()) == (422, True)


def test_what_is_staged_is_ones_own_and_untouched(as_):
    before_any_instrument()
    other = as_("jens")
    page = upload(other, TOML.encode())
    for sent in ({"staged": staged_in(page)[:-2] + "xx"}, {}):
        answer = other.post(reverse("screening:adopt_instrument"), sent | {"form_key": str(uuid4())})
        assert "Læg filen op igen" in answer.content.decode()
    from django.core import signing

    from samspor.screening.views import instruments as view

    foreign = signing.dumps({"by": "en anden", "held": {}}, salt=view._SALT)
    answer = other.post(reverse("screening:adopt_instrument"), {"staged": foreign, "form_key": str(uuid4())})
    assert "Læg filen op igen" in answer.content.decode()
    assert not InstrumentVersion.objects.exists()


@pytest.mark.parametrize("name", ["lars", "ali", "pia", "dorte"])
def test_only_who_keeps_instruments(as_, name):
    assert as_(name).get(reverse("screening:instruments")).status_code == 404
    assert as_(name).get(reverse("screening:instrument_template")).status_code == 404


def test_months_are_said_as_years_where_they_are():
    from samspor.screening.pages.instruments import ages

    assert (ages(0, 36), ages(0, 30), ages(6, 12)) == ("0-3 år", "0-30 måneder", "6-12 måneder")


def test_rows_between_that_say_nothing_are_left_out():
    def change(book):
        book["Tegn"]["E60"] = "Tegn uden resten"

    rows = reading.drafted(workbook(change)).signs
    assert [one.line for one in rows][-1] == 60
    assert len(rows) == 8


def test_a_version_one_has_is_refused_before_it_is_looked_through(cast, as_):
    adopt(cast)
    page = upload(as_("jens"), TOML.encode())
    assert (page.status_code, "I har redskabet i version 1 eller højere" in page.content.decode()) == (422, True)
    page = upload(as_("jens"), TOML.replace('version = "1"', 'version = "2"').encode())
    assert "gælde fra en senere dag" in page.content.decode()
    later = TOML.replace('version = "1"', 'version = "2"').replace("2027-01-01", "2027-02-01")
    assert "Der er ikke gemt noget endnu" in upload(as_("jens"), later.encode()).content.decode()


@pytest.mark.parametrize("odd", [
    "a = " + "[" * 5000, "a = " + "{a=" * 5000, TOML.replace("min_months = 0", "min_months = " + "1" * 5000),
    TOML.replace("Griner til en voksen", "Griner \\u0000 voksen"), TOML.replace("Vores tegn", "Vores \\u0000"),
])  # fmt: skip
def test_an_odd_file_is_refused_and_breaks_nothing(odd):
    with pytest.raises(Refused, match="kan ikke læses"):
        read(odd)


def test_a_number_of_thousands_of_digits_in_a_sheet_is_no_number():
    def change(book):
        book["Aldersgrupper"]["B2"] = "1" * 5000

    assert "skal gå fra en måned til en senere" in faults(reading.drafted(workbook(change)))[0].sentence


def test_one_sign_without_brackets_is_no_alphabet():
    with pytest.raises(Refused, match="firkantede parenteser"):
        read(TOML.replace('child = ["Søger ingen"]', 'child = "Søger ingen"'))


@pytest.mark.parametrize(("number", "fine"), [(50, True), (51, False)])
def test_there_is_an_end_to_dimensions_and_age_bands(number, fine):
    dimensions = "".join(f'[[dimension]]\nkey="d{n}"\norder={n}\nlabel="D"\n' for n in range(number))
    bands = "".join(f'[[age_band]]\nkey="b{n}"\nmin_months={n}\nmax_months={n + 1}\n' for n in range(number))
    said_ = [one for _, one in said(f'key="a"\ntitle="A"\nversion="1"\nvalid_from=2027-01-01\n{dimensions}{bands}')]
    assert (any("mangler tegn for" in one for one in said_), any("mere end 50" in one for one in said_)) == (
        fine, not fine,
    )  # fmt: skip
    assert fine or len(said_) == 2


def test_the_same_words_further_down_are_said_of_their_own_line():
    text = TOML.replace('environment = ["Vi skifter tit voksne"]', 'environment = ["Søger ingen", ""] # "Søger ingen"')
    assert [line for line, words in said(text) if "tomt" in words] == [21]
    signs = [one.line for one in read(text).signs if one.text == "Søger ingen"]
    assert signs == [21, 23]


DAY = timedelta(days=1)


def adopted(cast, number, valid_from):
    text = TOML.replace('version = "1"', f'version = "{number}"').replace("2027-01-01", str(valid_from))
    return actions.adopt_instrument(by=cast.actor("jens"), instrument=instrument.of(read(text)), at=NOW)


@pytest.fixture
def two(cast):
    """One in force, and one that succeeds it in ten days."""
    first, second = adopted(cast, 1, TODAY - 300 * DAY), adopted(cast, 2, TODAY + 10 * DAY)
    first.refresh_from_db()
    return first, second


def test_a_visit_is_made_with_the_version_of_the_day(cast, two, as_):
    first, second = two
    page = as_("anna").get(reverse("screening:new_visit", args=[cast.egon.pk])).content.decode()
    assert (str(first.pk) in page, str(second.pk) in page) == (True, False)
    given = {"child": cast.egon, "visited_on": TODAY, "notice_on": TODAY, "way": Way.TALK, "at": NOW}
    with pytest.raises(Refused, match=r"gælder først fra 3\. december 2026"):
        actions.make_visit(by=cast.actor("anna"), instrument=second, alone_because="Kollegaen er syg", **given)


@pytest.mark.parametrize(
    ("which", "opens", "words"),
    [(0, 0, ""), (0, 9, ""), (0, 10, "afløst 3. december 2026"), (1, 9, "først fra 3. december 2026"), (1, 10, ""),
     (0, -400, "")],
)  # fmt: skip
def test_a_round_has_what_is_in_force_when_it_opens(cast, two, which, opens, words):
    def plan():
        return actions.plan_round(
            by=cast.actor("lars"), label="Vinter", area="daycare", opens_on=TODAY + opens * DAY,
            closes_on=TODAY + (opens + 20) * DAY, instrument=two[which], units=[cast.solsikken], at=NOW,
        )  # fmt: skip

    if not words:
        assert plan().instrument == two[which]
        return
    with pytest.raises(Refused, match=words) as refused:
        plan()
    assert refused.value.field == "instrument"


@pytest.mark.parametrize(
    "change",
    [
        lambda version: version.indicators.filter(order=0).update(text="Noget andet"),
        lambda version: version.indicators.filter(order=0).update(min_months=1),
        lambda version: version.indicators.filter(order=0).delete(),
        lambda version: InstrumentVersion.objects.filter(pk=version.pk).update(title="Noget andet"),
        lambda version: InstrumentVersion.objects.filter(pk=version.pk).delete(),
    ],
    ids=["words", "age", "sign", "title", "version"],
)
def test_nobody_edits_what_is_in_use_not_even_the_database(cast, change):
    version = adopted(cast, 1, TODAY)
    with pytest.raises(DatabaseError, match=r"pgtrigger: Cannot (update|delete)"), transaction.atomic():
        change(version)
    InstrumentVersion.objects.filter(pk=version.pk).update(valid_to=TODAY + 40 * DAY)  # it is succeeded


def test_two_versions_taken_into_use_at_once_succeed_one_another(committed, cast):
    gate = Barrier(2)

    def adopt(number):
        try:
            gate.wait()
            adopted(cast, number, TODAY + number * DAY)
        except Refused:  # the lower number, when the higher was first
            pass
        finally:
            connections.close_all()

    both = [Thread(target=adopt, args=[number]) for number in (1, 2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    ours = InstrumentVersion.objects.filter(key=read(TOML).key)
    assert [one.version for one in ours.filter(valid_to=None)] == ["2"]
