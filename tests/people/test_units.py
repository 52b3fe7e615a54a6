"""Units come in from a list and are brought up to date by the next one; the first list brings the administrator."""

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command

from samspor.audit.models import Entry
from samspor.audit.record import worker
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere, Refused
from samspor.people import actions
from samspor.people.forms.units import read_units
from samspor.people.models import Unit
from samspor.people.rules import Area, UnitKind, UnitRow, in_order
from tests import factories as make
from tests.cast import NOW, Cast

KEY = "5f3b1d1e-0000-4000-8000-000000000001"
HEAD = "Navn;Slags;Område;Hører under;STIL-nummer;UUID;Telefon"


@pytest.fixture
def listed(tmp_path: Path) -> Any:
    """`listed("Elverbo;Dagtilbud;;Distrikt Nord;;;")`: the file."""

    def write(*lines: str, head: str = HEAD, encoding: str = "utf-8") -> Path:
        path = tmp_path / "enheder.csv"
        path.write_bytes("\r\n".join([head, *lines, ""]).encode(encoding))
        return path

    return write


def taken_in(cast: Cast, path: Path) -> list[Unit]:
    return actions.take_in_units(by=cast.actor("ali"), rows=read_units(path), at=NOW)


def test_a_line_is_read_as_people_write_it(listed: Any) -> None:
    lines = "Æblehaven ; dagtilbud;;Distrikt Nord;G10001;" + KEY + ";55 55 01 02", ";;;;;;", "Klub 9;Klub;Dagtilbud"
    for encoding in ("utf-8", "utf-8-sig", "cp1252"):
        first, second = read_units(listed(*lines, encoding=encoding))
        assert first == UnitRow(
            number=2, name="Æblehaven", kind=UnitKind.DAYCARE, area=Area.DAYCARE, under="Distrikt Nord",
            stil_number="G10001", organisation_uuid=UUID(KEY), phone="55 55 01 02",
        )  # fmt: skip
        assert (second.number, second.area, second.under) == (4, Area.DAYCARE, "")
    assert read_units(listed("PPR,PPR", head="navn,slags"))[0].area == Area.SOCIAL


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (";Dagtilbud;;;;;", "Række 2: Enheden har ikke noget navn"),
        ("A;Børnehave;;;;;", "Række 2: slags er »Børnehave«. Skriv et af disse ord: Kommune, Distrikt"),
        ("A;Dagtilbud;Leg;;;;", "Række 2: område er »Leg«"),
        ("A;Dagtilbud;;;;x;", "Række 2: »x« er ikke et UUID"),
        (f"{'A' * 201};Dagtilbud", "Række 2: navn er for langt"),
        ("A;Dagtilbud;;;1234567890123;;", "stil-nummer er for langt. Der er plads til 12"),
    ],
)
def test_a_line_that_can_not_be_read_is_named(listed: Any, line: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        read_units(listed(line))


@pytest.mark.parametrize("raw", [b"", b"Navn;Afdeling\nA;B\n", b"Navn\nA\n", b"Navn;Slags\0\n"])
def test_what_is_no_list_of_units_is_refused(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(raw)
    with pytest.raises(Refused, match=r"Den første linje|ikke en liste"):
        read_units(path)


def row(name: str, under: str = "", kind: UnitKind = UnitKind.DAYCARE, **more: Any) -> UnitRow:
    return UnitRow(**{"number": len(name), "name": name, "kind": kind, "area": Area.NONE, "under": under} | more)


def test_what_is_above_comes_first_in_whatever_order_it_stands() -> None:
    rows = [row("c", "bb"), row("bb", "AAA"), row("d"), row("aaa", kind=UnitKind.MUNICIPALITY), row("e", "kendt")]
    assert [one.name for one in in_order(rows, ["Kendt"])] == ["aaa", "d", "e", "bb", "c"]


@pytest.mark.parametrize(
    "rows",
    [
        [row("a", "ukendt")],
        [row("a", "bb"), row("bb", "a")],
        [row("a"), row("A", number=2)],
        [row("a", stil_number="1"), row("bb", stil_number="1")],
        [row("a", organisation_uuid=UUID(KEY)), row("bb", organisation_uuid=UUID(KEY))],
    ],
)
def test_a_list_that_does_not_hang_together_is_refused(rows: list[UnitRow]) -> None:
    with pytest.raises(Refused, match=r"Række \d"):
        in_order(rows, [])


def test_new_units_come_in_and_the_same_list_again_changes_nothing(cast: Cast, listed: Any) -> None:
    path = listed("Elverbo;Dagtilbud;;Klyngen;;;", f"Klyngen;Distrikt;;;;{KEY};", "Elverbo Klub;Klub;;;;;55 55")
    made = taken_in(cast, path)
    assert [(one.name, one.parent.name) for one in made] == [
        ("Klyngen", "Fjordby Kommune"), ("Elverbo Klub", "Fjordby Kommune"), ("Elverbo", "Klyngen"),
    ]  # fmt: skip
    assert [one.opened_on for one in made] == [NOW.date()] * 3
    opened = Entry.objects.filter(verb=Verb.UNIT_OPENED)
    assert [(one.about_id, one.actor_name, one.before) for one in opened.order_by("pk")] == [
        (str(one.pk), "Ali Demir", None) for one in made
    ]
    assert taken_in(cast, path) == []


def test_a_unit_is_known_by_its_key_its_number_or_its_name(cast: Cast, listed: Any) -> None:
    Unit.objects.filter(pk=cast.elverhoej.pk).update(organisation_uuid=KEY)
    Unit.objects.filter(pk=cast.solsikken.pk).update(stil_number="G1")
    make.remembered()
    changed = taken_in(
        cast,
        listed(f"Elverbakken;Dagtilbud;;;;{KEY};", "Solen;Dagtilbud;;Distrikt Syd;G1;;", "åskolen;Skole;;;G2;;1"),
    )
    assert [(one.pk, one.name, one.parent_id, one.phone) for one in changed] == [
        (cast.elverhoej.pk, "Elverbakken", cast.nord.pk, "55 55 01 00"),
        (cast.solsikken.pk, "Solen", cast.syd.pk, "55 55 01 00"),
        (cast.aaskolen.pk, "åskolen", cast.nord.pk, "1"),
    ]
    entry = Entry.objects.get(verb=Verb.UNIT_CHANGED, about_id=str(cast.solsikken.pk))
    assert (entry.before["name"], entry.after["name"]) == ("Børnehuset Solsikken", "Solen")
    assert entry.after["unit"] == str(cast.syd.pk)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["Åskolen;Dagtilbud;;;;;"], "En enhed kan ikke skifte slags"),
        (["Distrikt Nord;Distrikt;;Åskolen;;;"], "Distrikt Nord kan ikke høre under Åskolen"),
        (["Anden Kommune;Kommune;;;;;"], "to kommuner"),
        ([f"Nyt navn;Skole;;;;{KEY};", "Ny;Klub;;Åskolen;;;"], "hører under »Åskolen«, som vi ikke kan finde"),
    ],
)
def test_a_list_that_does_not_fit_is_refused_whole(cast: Cast, listed: Any, lines: list[str], said: str) -> None:
    Unit.objects.filter(pk=cast.aaskolen.pk).update(organisation_uuid=KEY)
    make.remembered()
    with pytest.raises(Refused, match=said):
        taken_in(cast, listed("Først;Klub;;;;;", *lines))
    assert not Unit.objects.filter(name="Først").exists()


def test_only_an_administrator_takes_units_in(cast: Cast) -> None:
    for name in ("lars", "jens", "dorte"):
        with pytest.raises(NotHere):
            actions.take_in_units(by=cast.actor(name), rows=[], at=NOW)


def test_what_has_begun_does_not_begin_again(cast: Cast) -> None:
    with pytest.raises(Refused, match="allerede taget i brug"):
        actions.begin(by=worker(NOW), rows=[], name="X", email="x@fjordby.example", title="x", at=NOW)


@pytest.mark.parametrize(
    ("who", "line", "said"),
    [
        ("ingen@fjordby.example", "A;Klub", "Skriv, hvem du er"),
        ("lars@fjordby.example", "A;Klub", "Skriv, hvem du er"),
        ("ali@fjordby.example", "A;Hus", "slags er »Hus«"),
    ],
)
def test_the_command_says_what_is_wrong(cast: Cast, listed: Any, who: str, line: str, said: str) -> None:
    with pytest.raises(CommandError, match=said):
        call_command("take_in_units", str(listed(line)), "--as", who)
    with pytest.raises(CommandError, match="kan ikke åbnes"):
        call_command("take_in_units", "/findes/ikke.csv", "--as", "ali@fjordby.example")


def test_the_command_says_what_it_did(cast: Cast, listed: Any, capsys: Any) -> None:
    call_command("take_in_units", str(listed("Elverbo;Dagtilbud;;Distrikt Nord")), "--as", "ali@fjordby.example")
    assert "1 enhed er ny eller rettet" in capsys.readouterr().out
