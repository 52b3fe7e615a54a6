"""One cell at a time."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspor.people.rules import Relation, Setting
from samspor.roster.rules import values
from samspor.roster.rules.values import Unreadable


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("31-12-2020", date(2020, 12, 31)),
        ("1-2-2020", date(2020, 2, 1)),
        ("31.12.2020", date(2020, 12, 31)),
        ("31/12/2020", date(2020, 12, 31)),
        ("31-12-2020 00:00:00", date(2020, 12, 31)),
        ("2020-12-31", date(2020, 12, 31)),
        ("2020-12-31T00:00:00Z", date(2020, 12, 31)),
        ("44196", date(2020, 12, 31)),
        ("29-02-2020", date(2020, 2, 29)),
        ("3/5 2022", date(2022, 5, 3)),
        ("3/5-2022", date(2022, 5, 3)),
        ("3.5.2022", date(2022, 5, 3)),
        ("3. 5. 2022", date(2022, 5, 3)),
        ("1. november 2026", date(2026, 11, 1)),
        ("d. 1. Nov. 2026", date(2026, 11, 1)),
        ("den 9 sept 2026", date(2026, 9, 9)),
        ("31. maj 2026", date(2026, 5, 31)),
    ],
)
def test_a_date_in_each_form(text, expected):
    assert values.day(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "3/5 22",
        "1. nov 26",
        "1. nu 2026",
        "31. februar 2026",
        "31-02-2020",
        "31-12/2020",
        "12/31/2020",
        "i går",
        "31-12-20",
        "2020",
        "٣١-١٢-٢٠٢٠",
        "0000-01-01",
    ],
)
def test_what_is_no_date_says_how_to_write_one(text):
    with pytest.raises(Unreadable, match="31-12-2020"):
        values.day(text)


@given(
    st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.sampled_from(["%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y", "%Y-%m-%d"])
)
def test_every_day_is_read_as_itself(day, form):
    assert values.day(day.strftime(form)) == day


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  Liva\u00a0 Rose   Bang ", "Liva Rose Bang"),
        ("\ufeffAnna\u200b", "Anna"),
        ("Luna 👩‍👧", "Luna 👩‍👧"),
        ("ليلى\u200f منصور", "ليلى\u200f منصور"),
        ("A\u030astrup", "Åstrup"),
        ("line\nbreak\tand tab", "line break and tab"),
        ("", ""),
    ],
)
def test_a_cell_is_cleaned_and_kept_in_its_own_script(text, expected):
    assert values.clean(text) == expected


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("=A1+A2", "formel"),
        ("Pil\x00Rask", "tegn, der ikke er tekst"),
        ("SÃ¸ren", "gået i stykker"),
        ("S\ufffdren", "gået i stykker"),
        ("x" * 1001, "mere end 1000 tegn"),
    ],
)
def test_a_cell_that_cannot_be_used_says_what_to_do(text, says):
    with pytest.raises(Unreadable, match=says):
        values.clean(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna Holm", ("Anna", "Holm")),
        ("Anna Sofie Holm", ("Anna Sofie", "Holm")),
        ("Anna Lindqvist-Møller", ("Anna", "Lindqvist-Møller")),
        ("Anne-Sofie van der Meer-Holm", ("Anne-Sofie", "van der Meer-Holm")),
        ("Noor El Sayed", ("Noor", "El Sayed")),
        ("Holm, Anna Sofie", ("Anna Sofie", "Holm")),
        ("von Bülow , Carla", ("Carla", "von Bülow")),
        ("de Anna", ("de", "Anna")),
        ("ANNA HOLM", ("ANNA", "HOLM")),
        ("ليلى منصور", ("ليلى", "منصور")),
        ("Anna -", ("Anna", "-")),
    ],
)
def test_a_full_name_has_two_parts(text, expected):
    assert values.full_name(text) == expected


@pytest.mark.parametrize("text", ["Anna", "Holm,", ", Anna", "Dilan Y?ld?r?m", "Anna " + "x" * 151])
def test_a_name_that_cannot_be_used_is_refused(text):
    with pytest.raises(Unreadable):
        values.full_name(text)


@pytest.mark.parametrize(("text", "expected"), [("Ja", True), ("x", True), ("1", True), ("NEJ", False), ("0", False)])
def test_yes_and_no(text, expected):
    assert values.yes(text) is expected


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (values.yes, "måske"),
        (values.protection, "måske"),
        (values.custody, "måske"),
        (values.custody_of_one, "måske"),
        (values.phone, "12 34"),
        (values.phone, "+4512"),
        (values.email, "a@b"),
        (values.email, "a" * 250 + "@b.dk"),
        (values.replacement_number, "A" * 21),
        (values.email, "a@b.dk, c@d.dk"),
        (values.setting, "andet"),
        (values.cpr, "991399-9999"),
        (values.cpr, "12"),
    ],
)
def test_what_cannot_be_read_is_a_sentence(read, text):
    with pytest.raises(Unreadable, match=r"\.$"):
        read(text)


@pytest.mark.parametrize(
    ("read", "text", "expected"),
    [
        (values.protection, "Ja", (True, None)),
        (values.protection, "nej", (False, None)),
        (values.protection, "Beskyttet", (True, None)),
        (values.protection, "01-06-2027", (True, date(2027, 6, 1))),
        (values.custody, "Fælles", (True, True)),
        (values.custody, "Forælder 1", (True, False)),
        (values.custody, "Far", (False, True)),
        (values.custody_of_one, "fælles", True),
        (values.custody_of_one, "nej", False),
        (values.phone, "+45 55 55 12 34", "55551234"),
        (values.phone, "0045 5555 1234", "55551234"),
        (values.phone, "(55) 55-12.34", "55551234"),
        (values.phone, "+46 70 123 45 67", "+46701234567"),
        (values.email, "Lone@Example.ORG", "lone@example.org"),
        (values.setting, "Børnehave", Setting.DAYCARE),
        (values.setting, "SFO", Setting.LEISURE),
        (values.relation, "Mor", Relation.MOTHER),
        (values.relation, "Bonusfar", Relation.OTHER),
        (values.cpr, "740322-4001", "7403224001"),
        (values.cpr, "740322 4001", "7403224001"),
        (values.cpr, "7403224001", "7403224001"),
        (values.replacement_number, "150122-fj07", "150122FJ07"),
    ],
)
def test_what_can_be_read(read, text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("150122-FJ07", True), ("150122fj07", True), ("150122-1234", False), ("15012-FJ07", False)]
)
def test_a_number_with_letters_is_a_replacement(text, expected):
    assert values.is_replacement_number(text) is expected


def test_a_long_cell_is_quoted_by_its_beginning():
    assert values.quoted("3/5 22") == "»3/5 22«"
    assert values.quoted("x" * 41) == f"»{'x' * 40}…«"
