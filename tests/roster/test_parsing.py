"""One row at a time: everything that is wrong is said at once."""

from datetime import date

import pytest

from samspor.roster.rules.parsing import parse_row
from samspor.roster.rules.rows import RefusedRow, RosterRow
from samspor.roster.rules.rows import RosterField as F
from tests.roster.world import TODAY

NAME = {F.FULL_NAME: "Anna Holm"}
CPR = NAME | {F.CPR: "710322-4001"}


def parse(cells, on=TODAY):
    return parse_row(7, cells, on=on)


def said(row):
    return [(reason.field, reason.sentence) for reason in row.reasons]


def test_a_row_holds_what_was_said_and_nothing_else():
    assert parse(CPR) == RosterRow(number=7, given_names="Anna", family_name="Holm", cpr="7103224001")


def test_the_birth_date_is_the_numbers_when_none_is_written():
    assert parse(CPR).born_on == date(2022, 3, 11)
    assert not parse(CPR).disagrees
    assert parse(CPR | {F.BIRTH_DATE: "12-03-2022"}).disagrees


def test_given_and_family_name_go_before_the_full_one():
    row = parse(CPR | {F.GIVEN_NAMES: "Anna Sofie", F.FAMILY_NAME: "von Holm"})
    assert (row.given_names, row.family_name) == ("Anna Sofie", "von Holm")


def test_a_number_with_letters_has_its_own_field():
    row = parse(NAME | {F.CPR: "110322-FJ07", F.BIRTH_DATE: "11-03-2022"})
    assert (row.cpr, row.replacement_number) == (None, "110322FJ07")
    assert parse(NAME | {F.REPLACEMENT_NUMBER: "A-1"}).replacement_number == "A1"


def test_an_eaten_zero_is_put_back_when_the_birth_date_agrees():
    on = date(2036, 1, 1)  # nobody has the number yet
    row = parse(NAME | {F.CPR: "101354001", F.BIRTH_DATE: "01-01-2035"}, on=on)
    assert row.cpr == "0101354001"


@pytest.mark.parametrize("more", [{}, {F.BIRTH_DATE: "02-01-2035"}])
def test_nine_digits_are_otherwise_refused(more):
    row = parse(NAME | {F.CPR: "101354001"} | more, on=date(2036, 1, 1))
    assert "ni cifre" in said(row)[0][1]
    assert "ni cifre" in said(parse(NAME | {F.CPR: "993123401"}))[0][1]


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ({F.CPR: "710322-4001"}, F.FULL_NAME),
        ({F.CPR: "710322-4001", F.GIVEN_NAMES: "Anna"}, F.FULL_NAME),
        (NAME | {F.CPR: "12"}, F.CPR),
        (NAME | {F.BIRTH_DATE: "24-11-2026"}, F.BIRTH_DATE),
        (NAME | {F.BIRTH_DATE: "01-01-1980"}, F.BIRTH_DATE),
        (CPR | {F.STARTS_ON: "02-01-2026", F.ENDS_ON: "01-01-2026"}, F.ENDS_ON),
        (CPR | {F.UNIT_NUMBER: "x" * 41}, F.UNIT_NUMBER),
        (CPR | {F.SETTING: "månen"}, F.SETTING),
        (CPR | {F.GUARDIAN_1_CPR: "12"}, F.GUARDIAN_1_CPR),
        (CPR | {F.FULL_NAME: "=A1"}, F.FULL_NAME),
    ],
)
def test_a_row_that_cannot_be_used_has_its_reason(cells, field):
    row = parse(cells)
    assert isinstance(row, RefusedRow)
    assert [name for name, _ in said(row)] == [field]


def test_every_reason_is_given_at_once_and_the_number_is_kept():
    row = parse({F.CPR: "710322-4001", F.BIRTH_DATE: "i går", F.PROTECTED: "måske"})
    assert {name for name, _ in said(row)} == {F.BIRTH_DATE, F.FULL_NAME, F.PROTECTED}
    assert row.cpr == "7103224001"


def test_the_last_day_is_the_last_day():
    row = parse(CPR | {F.STARTS_ON: "01-08-2026", F.ENDS_ON: "31-07-2027"})
    assert (row.starts_on, row.ends_on) == (date(2026, 8, 1), date(2027, 8, 1))


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({}, (None, None)),
        ({F.PROTECTED: "Ja"}, (True, None)),
        ({F.PROTECTED: "Nej", F.PROTECTED_UNTIL: "01-06-2027"}, (False, date(2027, 6, 1))),
        ({F.PROTECTED_UNTIL: "01-06-2027"}, (True, date(2027, 6, 1))),
        ({F.PROTECTED: "01-06-2027"}, (True, date(2027, 6, 1))),
    ],
)
def test_protection(cells, expected):
    row = parse(CPR | cells)
    assert (row.protected, row.protected_until) == expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({F.ADDRESS: "Engen 2", F.POSTCODE: "9999", F.TOWN: "Fjordby"}, "Engen 2, 9999 Fjordby"),
        ({F.ADDRESS: "Engen 2"}, "Engen 2"),
        ({F.TOWN: "Fjordby"}, "Fjordby"),
        ({}, None),
    ],
)
def test_an_address_is_one_line(cells, expected):
    assert parse(CPR | cells).address == expected


def test_two_who_hold_custody():
    row = parse(CPR | {
        F.GUARDIAN_1_NAME: "Mie Holm", F.GUARDIAN_1_RELATION: "Mor", F.GUARDIAN_2_NAME: "Rune Ager",
        F.GUARDIAN_2_CUSTODY: "Nej", F.CUSTODY: "Fælles",
    })  # fmt: skip
    assert [(g.name, g.has_custody, g.relation) for g in row.guardians] == [
        ("Mie Holm", True, "mother"),
        ("Rune Ager", False, None),
    ]


def test_a_wrong_telephone_number_is_remarked_upon_and_the_row_kept():
    row = parse(CPR | {F.GUARDIAN_1_NAME: "Mie Holm", F.GUARDIAN_1_PHONE: "12 34"})
    assert (row.guardians[0].phone, [remark.field for remark in row.remarks]) == (None, [F.GUARDIAN_1_PHONE])


def test_a_guardian_without_a_name_is_remarked_upon():
    row = parse(CPR | {F.GUARDIAN_2_PHONE: "55551234"})
    assert (row.guardians, [remark.field for remark in row.remarks]) == ((), [F.GUARDIAN_2_NAME])


def test_a_row_that_cannot_be_used_says_who_and_what():
    row = parse({F.FULL_NAME: "Bastian Holm", F.BIRTH_DATE: "3/5 22", F.PROTECTED: "måske", F.CPR: "12"})
    sentences = dict(said(row))
    assert row.name == "Bastian Holm"
    assert sentences[F.BIRTH_DATE].startswith("»3/5 22« har et årstal med to cifre.")
    assert sentences[F.PROTECTED].startswith("»måske« kan ikke bruges. Skriv »ja«")
    assert "»" not in sentences[F.CPR]
    assert parse({F.CPR: "12"}).name == ""
