"""CPR numbers: their forms, the centuries by the authority's table, replacement numbers, and how they are shown."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspor.base.cpr import birth_date, covered, is_replacement, masked, normalise

CENTURIES = [
    # seventh digit, year, century it stands for
    (0, 0, 1900), (0, 99, 1900), (3, 0, 1900), (3, 99, 1900),
    (4, 0, 2000), (4, 36, 2000), (4, 37, 1900), (4, 99, 1900),
    (5, 0, 2000), (5, 57, 2000), (5, 58, 1800), (5, 99, 1800),
    (8, 0, 2000), (8, 57, 2000), (8, 58, 1800), (8, 99, 1800),
    (9, 0, 2000), (9, 36, 2000), (9, 37, 1900), (9, 99, 1900),
]  # fmt: skip


@pytest.mark.parametrize(("seventh", "year", "century"), CENTURIES)
def test_the_seventh_digit_and_the_year_tell_the_century(seventh: int, year: int, century: int) -> None:
    assert birth_date(f"0101{year:02}{seventh}001") == date(century + year, 1, 1)


@given(seventh=st.integers(0, 9), year=st.integers(0, 99))
def test_every_seventh_digit_and_year_has_a_century(seventh: int, year: int) -> None:
    born = birth_date(f"1506{year:02}{seventh}123")
    assert born.year % 100 == year
    assert 1858 <= born.year <= 2057


@pytest.mark.parametrize("text", ["311220-1234", "3112201234", " 311220 1234 ", "311220-1234\n"])
def test_all_ways_to_write_it_are_one_number(text: str) -> None:
    assert normalise(text) == "3112201234"


@pytest.mark.parametrize(
    "text",
    ["", "31122-1234", "311220-12345", "31122012a4", "311220--1234", "ti cifre", "31/12/20-1234", "311220\x001234"],
)
def test_what_is_no_number_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="311220-1234"):
        normalise(text)


@pytest.mark.parametrize(
    "text", ["311120-1234", "300220-1234", "000120-1234", "011320-1234", "290221-1234", "920120-1234"]
)
def test_a_number_begins_with_a_date_that_exists(text: str) -> None:
    with pytest.raises(ValueError, match="dato"):
        normalise(text)


def test_a_leap_day_exists_in_a_leap_year() -> None:
    assert birth_date(normalise("290220-5234")) == date(2020, 2, 29)


def test_a_replacement_number_has_sixty_added_to_the_day() -> None:
    assert is_replacement("7403224001")
    assert birth_date("7403224001") == date(2022, 3, 14)
    assert birth_date("9112204001") == date(2020, 12, 31)
    assert not is_replacement("3112204001")


@given(born=st.dates(date(1937, 1, 1), date(2036, 12, 31)), replaced=st.booleans())
def test_the_date_that_was_put_in_comes_out(born: date, replaced: bool) -> None:
    seventh = 4 if born.year >= 2000 else 0
    digits = f"{born.day + 60 * replaced:02}{born:%m%y}{seventh}123"
    assert birth_date(normalise(digits)) == born
    assert is_replacement(digits) is replaced


def test_shown_without_its_last_four_digits() -> None:
    assert masked("3112201234") == "311220-••••"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Asta 3112201234", "Asta 311220-••••"),
        ("311220-1234, 311220 1234", "311220-••••, 311220-••••"),
        ("311220-••••", "311220-••••"),
        ("Asta på stue 4", "Asta på stue 4"),
    ],
)
def test_no_number_is_left_in_a_text(text: str, shown: str) -> None:
    assert covered(text) == shown
