"""The messy roster, in its three forms, means the same; and every case is met as it should be."""

from datetime import date

import pytest

from samspor.people.rules import Setting
from samspor.roster import reading
from samspor.roster.rules import columns
from samspor.roster.rules.changes import Bucket
from samspor.roster.rules.known import KnownGroup, KnownUnit
from samspor.roster.rules.parsing import parse_row
from samspor.roster.rules.questions import Ask, Say
from tests.data import make_rosters
from tests.roster.world import TODAY, World, an_id, child, enrolment, keyed

SUN = KnownUnit(id=an_id("messy sun"), name="Børnehuset Solsikken", setting=Setting.DAYCARE)
BLUE = KnownGroup(id=an_id("messy blue"), unit_id=SUN.id, name="Blåmejserne", setting=Setting.DAYCARE)
SPARROWS = KnownGroup(id=an_id("messy sparrows"), unit_id=SUN.id, name="Spurvene", setting=Setting.DAYCARE)
FILES = ("roster-windows-1252.csv", "roster-utf-8-bom.csv", "roster.xlsx")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("rosters")
    make_rosters.main(folder)
    return folder


def rows_of(path):
    file = reading.inspect(path)
    found = columns.columns(file.headers, source="daycare_list")
    assert found.unknown == ("Yndlingsdyr",)
    return [parse_row(row.number, found.of(row.cells), on=TODAY) for row in reading.rows(file)]


def known():
    def one(given, family, born, cpr, group=BLUE):
        place = enrolment(group, id=an_id(f"place {given}"))
        return child(given, family, birth_date=born, cpr_key=cpr and keyed(cpr), enrolments=(place,))

    return (
        one("Asta", "Lindqvist-Møller", date(2022, 3, 14), "7403224001"),
        one("Bo", "Øster", date(2021, 12, 1), "6112214002"),
        one("Carla Sofie", "von Bülow", date(2022, 7, 30), None),
        one("Dilan", "Yıldırım", date(2022, 1, 9), "6901224004"),
        one("Egon", "Øster", date(2023, 12, 1), "6112234005", SPARROWS),
    )


def staged(rows):
    return World(*known(), units=[SUN], groups=[BLUE, SPARROWS]).stage(*rows)


EXPECTED = {
    "known by CPR with dash": Bucket.UNCHANGED,
    "known by CPR without dash, surname first": Ask.SAME_NUMBER,  # another row has the same number
    "CPR with a space, moved to another room": Bucket.MOVED,
    "no CPR, known by name and birth date": Ask.WHO,
    "known, and protected until a day": Bucket.CHANGED,
    "new, date with dashes": Bucket.NEW,
    "new, date with dots": Bucket.NEW,
    "new, date with slashes": Bucket.NEW,
    "new, ISO date": Bucket.NEW,
    "new, Excel's count of days": Bucket.NEW,
    "nine digits": Bucket.REFUSED,
    "replacement number with letters": Bucket.NEW,
    "twin one, no CPR": Bucket.NEW,
    "twin two, no CPR": Bucket.NEW,
    "same name as the next, other CPR": Bucket.NEW,
    "same name as the one before, other CPR": Bucket.NEW,
    "same name and birth date as the next, no CPR": Ask.LISTED_TWICE,
    "same name and birth date as the one before": Ask.LISTED_TWICE,
    "double name with hyphen, particle": Bucket.NEW,
    "stray and hard spaces": Bucket.NEW,
    "protected address": Bucket.NEW,
    "two who hold custody": Bucket.NEW,
    "in day-care and leisure club at once": Bucket.NEW,
    "listed twice, all alike": Bucket.NEW,
    "listed twice, in two rooms": Ask.ROWS_DIFFER,
    "the CPR number of another child": Ask.SAME_NUMBER,
    "birth date is not the CPR number's": Ask.BIRTH_DATE,
    "room renamed, or new": Ask.GROUP,
    "unit unknown": Ask.UNIT,
    "unit out of reach": Ask.UNIT,
    "an end date": Bucket.NEW,
    "ended already, and not known": Bucket.REFUSED,
    "a phone number that is none": Bucket.NEW,
    "no name": Bucket.REFUSED,
    "a CPR number that is none": Bucket.REFUSED,
    "a date that is none": Bucket.REFUSED,
    "neither number nor birth date": Ask.BARE,
    "a formula": Bucket.REFUSED,
    "a null byte": Bucket.REFUSED,
    "no room": Bucket.REFUSED,
    "emoji": Bucket.NEW,
    "right to left": Bucket.NEW,
}


@pytest.mark.parametrize("name", FILES)
def test_every_case_is_met_as_it_should_be(folder, name):
    changes = staged(rows_of(folder / name))
    met = {number: change for change in changes for number in change.numbers}
    cases = make_rosters.CASES if "1252" in name else make_rosters.CASES + make_rosters.ONLY_UNICODE
    found = {}
    for number, (what, _) in enumerate(cases, start=4):
        change = met[number]
        found[what] = change.questions[0].ask if change.questions else change.bucket
    expected = {what: EXPECTED[what] for what, _ in cases}
    if "1252" in name:  # the letters are lost, and a name must not be guessed
        expected["known, and protected until a day"] = Bucket.REFUSED
    if "xlsx" in name:  # a spreadsheet cannot hold one
        expected["a null byte"] = Bucket.NEW
    assert found == expected


def test_the_three_forms_say_the_same(folder):
    windows, utf_8, sheet = (rows_of(folder / name) for name in FILES)
    assert utf_8[: len(windows)] != sheet  # the null byte
    differ = {a.number for a, b in zip(windows, utf_8, strict=False) if a != b}
    assert differ == {make_rosters.number_of("known, and protected until a day")}
    differ = {a.number for a, b in zip(utf_8, sheet, strict=True) if a != b}
    assert differ == {make_rosters.number_of("a null byte")}


@pytest.mark.parametrize("name", FILES[:2])
def test_the_files_kept_here_are_what_the_script_writes(folder, name):
    from pathlib import Path

    assert Path(make_rosters.__file__).with_name(name).read_bytes() == (folder / name).read_bytes()


def test_the_workbook_kept_here_says_what_the_script_writes(folder):
    from pathlib import Path

    kept = Path(make_rosters.__file__).with_name(FILES[2])
    assert rows_of(kept) == rows_of(folder / FILES[2])


def test_without_the_mark_of_utf_8_it_is_read_the_same(folder, tmp_path):
    whole = (folder / FILES[1]).read_bytes()
    bare = tmp_path / "uden.csv"
    bare.write_bytes(whole.removeprefix(b"\xef\xbb\xbf"))
    assert whole.startswith(b"\xef\xbb\xbf")
    assert rows_of(bare) == rows_of(folder / FILES[1])


def test_names_survive_in_every_script(folder):
    by_number = {row.number: row for row in rows_of(folder / FILES[1])}
    assert by_number[make_rosters.number_of("emoji")].family_name == "Stjerne"
    assert by_number[make_rosters.number_of("right to left")].name == "ليلى منصور"
    assert by_number[make_rosters.number_of("stray and hard spaces")].name == "Liva Rose Bang"


def test_who_is_on_the_list_no_longer_and_a_room_with_a_new_name_are_each_one_change(folder):
    """When somebody has said that the list is whole, that the room is the same, and who the bare name is: before, each
    child there could be meant by it, and nobody is taken for gone.
    """
    gone = child("Gustav", "Lind", birth_date=date(2022, 6, 2), cpr_key=keyed("0206224006"), enrolments=(
        enrolment(BLUE, id=an_id("place Gustav")),
    ))  # fmt: skip
    before = KnownGroup(id=an_id("messy before"), unit_id=SUN.id, name="Solstråler", setting=Setting.DAYCARE)
    world = World(*known(), gone, units=[SUN], groups=[BLUE, SPARROWS, before])
    rows = rows_of(folder / FILES[1])
    asked = {one.questions[0].ask: one for one in world.stage(*rows) if one.questions}
    world.answer(asked[Ask.GROUP], Say.RENAMED, before.id)
    assert Bucket.ENDED not in {one.bucket for one in world.stage(*rows, complete_for=[SUN.id])}
    world.answer(asked[Ask.BARE], Say.SKIP)
    ended = {one.child_id for one in world.stage(*rows, complete_for=[SUN.id]) if one.bucket is Bucket.ENDED}
    assert gone.id in ended
    assert ended.isdisjoint({one.id for one in known()})
    changes = world.stage(*rows)
    assert [one for one in changes if any((d.field, d.before) == ("group_name", "Solstråler") for d in one.diffs)]


SCHOOL = KnownUnit(id=an_id("messy school"), name="Fjordskolen", setting=Setting.SCHOOL)
CLASS = KnownGroup(id=an_id("messy class"), unit_id=SCHOOL.id, name="2.A", setting=Setting.SCHOOL)
CLUB = KnownGroup(id=an_id("messy club"), unit_id=SCHOOL.id, name="Månen", setting=Setting.LEISURE)


@pytest.mark.parametrize(("source", "lines", "places"), [
    ("pupil_list", ["Fornavn(e);Efternavn;Elevens CPR-nr.;Skole;Klassebetegnelse;Ordning",
                    "Ida;Bæk;1403184008;Fjordskolen;2.A;Skole", "Ida;Bæk;1403184008;Fjordskolen;Månen;SFO"],
     {CLASS.id, CLUB.id}),
    ("leisure_list", ["Medlemsnavn,Personnummer,Klub,Hold", "Ida Bæk,140318-4008,Fjordskolen,Månen"], {CLUB.id}),
])  # fmt: skip
def test_a_schools_and_a_clubs_list_are_read_with_their_own_words(tmp_path, source, lines, places):
    path = tmp_path / "liste.csv"
    path.write_bytes("\r\n".join(lines).encode("cp1252"))
    file = reading.inspect(path)
    found = columns.columns(file.headers, source=source)
    assert (found.unknown, None in found.fields) == ((), False)
    rows = [parse_row(row.number, found.of(row.cells), on=TODAY) for row in reading.rows(file)]
    world = World(units=[SCHOOL], groups=[CLASS, CLUB])
    staged_ = world.one(*rows)
    assert (staged_.bucket, staged_.questions) == (Bucket.NEW, ())
    assert {one.place.group_id for one in staged_.steps} == places
