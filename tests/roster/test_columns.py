"""Which column is what."""

import pytest

from samspor.people.rules import Setting
from samspor.roster.rules import columns as rules
from samspor.roster.rules.rows import RosterField as F


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("CPR-nr.", F.CPR),
        ("cpr nr", F.CPR),
        (" CPR-NR: ", F.CPR),
        ("Personnummer", F.CPR),
        ("Fornavn(e)", F.GIVEN_NAMES),
        ("Født", F.BIRTH_DATE),
        ("Klasse", F.GROUP_NAME),
        ("Forælder 1 e-mail", F.GUARDIAN_1_EMAIL),
        ("Forældremyndighed", F.CUSTODY),
        ("Bemærkninger", F.IGNORED),
        ("Yndlingsdyr", None),
    ],
)
def test_headers_are_known_however_they_are_written(header, field):
    assert rules.columns([header], source="other_list").fields == (field,)


def test_a_source_knows_its_own_words_and_a_person_knows_better():
    assert rules.columns(["Klassetrin og spor"], source="other_list").fields == (None,)
    assert rules.columns(["Klassetrin og spor"], source="pupil_list").fields == (F.GROUP_NAME,)
    saved = {"klassetrin og spor": F.IGNORED}
    assert rules.columns(["Klassetrin og spor"], source="pupil_list", saved=saved).fields == (F.IGNORED,)


def test_what_is_unknown_twice_and_missing_is_told():
    found = rules.columns(["Stue", "Hold", "Yndlingsdyr", "", "Nr.", "Alder"], source="daycare_list")
    assert found.unknown == ("Yndlingsdyr",)
    assert found.twice == {F.GROUP_NAME}
    assert found.missing == ("barnets navn", "CPR-nummer eller fødselsdato")
    assert not found.ready


@pytest.mark.parametrize(
    ("headers", "ready"),
    [
        (["Navn", "CPR"], True),
        (["Fornavn", "Efternavn", "Født"], True),
        (["Fornavn", "CPR"], False),
        (["Navn", "CPR", "Personnummer"], False),
    ],
)
def test_a_list_is_ready_when_children_can_be_told_apart(headers, ready):
    assert rules.columns(headers, source="daycare_list").ready is ready


def test_a_row_is_read_by_what_its_columns_are():
    found = rules.columns(["Navn", "Yndlingsdyr", "Nr.", "CPR"], source="other_list")
    assert found.of(["Anna Holm", "Bjørn", "1"]) == {F.FULL_NAME: "Anna Holm"}


def test_what_a_person_pointed_at_is_kept():
    found = rules.columns(["Navn", "Dyr", ""], source="other_list", saved={"dyr": F.GROUP_NAME})
    assert rules.saved_mapping(found) == {"navn": F.FULL_NAME, "dyr": F.GROUP_NAME}


def test_the_headers_are_found_below_a_title():
    assert rules.header_row([["Børneliste"], [], ["CPR-nr.", "Navn"], ["1", "2"]]) == 2
    assert rules.header_row([["Liste"], ["Dyr", "Farve"], ["Ko", "Rød"]]) == 1
    assert rules.header_row([["Liste"], ["Dyr", "Farve"]], {"dyr": F.CPR, "farve": F.TOWN}) == 1
    assert rules.header_row([["Liste"], ["1"]]) is None
    assert rules.header_row([]) is None


def test_every_source_is_there():
    assert {key: source.setting for key, source in rules.sources().items()} == {
        "daycare_list": Setting.DAYCARE,
        "pupil_list": Setting.SCHOOL,
        "leisure_list": Setting.LEISURE,
        "other_list": None,
    }
    assert all(source.name_da and source.help_da for source in rules.sources().values())
