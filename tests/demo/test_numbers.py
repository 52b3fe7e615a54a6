"""Nobody can have the numbers of the demo, and everything that reads such numbers takes them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.dk import cpr as reader

from samspor.base import cpr
from samspor.demo import rows
from samspor.demo.numbers import Numbers, phone
from tests.demo.making import TODAY

WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
births = st.dates(date(1940, 1, 2), TODAY).filter(lambda day: (day.month, day.day) != (1, 1))


def can_be_somebodys(number):
    """Given with the check digit, or without it on a 1 January, which is when ordinary numbers ran out."""
    checks = {sum(w * int(d) for w, d in zip(WEIGHTS, number[:9] + str(last), strict=True)) % 11 for last in range(10)}
    return number.startswith("0101") or 0 in checks


@given(births, st.booleans(), st.integers(1, 60))
def test_no_number_can_be_real_and_each_is_given_once(birth, boy, count):
    numbers = Numbers()
    given_out = [numbers.cpr(birth, boy=boy) for _ in range(count)]
    assert len(set(given_out)) == count
    for number in given_out:
        assert not can_be_somebodys(number)
        assert cpr.normalise(number) == number
        assert cpr.birth_date(number) == reader.get_birth_date(number) == birth
        assert int(number[9]) % 2 == boy
        assert reader.is_valid(number)


def test_the_check_of_this_test_knows_a_number_that_could_be_real():
    assert can_be_somebodys("2110625629")
    assert can_be_somebodys("0101650000")


def test_nobody_is_born_on_a_first_of_january():
    with pytest.raises(ValueError, match="1 January"):
        Numbers().cpr(date(1990, 1, 1), boy=True)


def test_every_number_of_a_municipality_is_impossible_and_its_own(middle):
    numbers = [one.cpr for kind in (rows.Child, rows.Guardian) for one in middle[kind] if one.cpr]
    assert len(set(numbers)) == len(numbers)
    assert not any(can_be_somebodys(number) for number in numbers)
    assert all(cpr.birth_date(child.cpr) == child.birth_date for child in middle[rows.Child] if child.cpr)


def test_those_without_a_number_have_one_made_for_them(middle):
    made = [child.replacement_number for child in middle[rows.Child] if child.birth_date and not child.cpr]
    assert made
    assert len(set(made)) == len(made)
    with pytest.raises(ValueError, match="CPR"):
        cpr.normalise(made[0])


@given(st.integers(0, 2**20))
def test_no_telephone_rings(draw):
    assert phone(draw).startswith("0")
    assert len(phone(draw).replace(" ", "")) == 8
