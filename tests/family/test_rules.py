"""Who is shown how much, and how a code is read."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspor.family.rules import codes
from samspor.family.rules.codes import Typed
from samspor.family.rules.sight import Standing, has_reached, sight
from samspor.family.rules.words import Sight

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
STANDINGS = st.builds(Standing, **{name: st.booleans() for name in Standing.__slots__})


@given(STANDINGS)
def test_what_closes_closes_whatever_else_there_is(one):
    closed = not one.is_tied or one.is_held_back or one.has_left or one.is_of_age
    assert (sight(one) is Sight.CLOSED) == closed


@given(STANDINGS)
def test_the_whole_page_takes_custody_and_a_home_that_is_not_covered(one):
    if sight(one) is Sight.WHOLE:
        assert one.has_custody
        assert not one.is_hidden
    if sight(one) is Sight.OWN:
        assert not one.has_custody


@pytest.mark.parametrize("typed", ["BCDFG123456", "bcdfg 123 456", " Bcdfg-123.456 "])
def test_a_code_is_read_however_it_is_typed(typed):
    assert codes.read(typed) == Typed("BCDFG", "123456")


@given(st.text(max_size=40))
def test_what_is_no_code_is_nobodys(text):
    read = codes.read(text)
    assert read == Typed("", "") or codes.read(codes.spelt(*read)) == read


@pytest.mark.parametrize(
    ("misses", "after", "revoked", "may"),
    [(0, 0, False, True), (4, 899, False, True), (5, 0, False, False), (0, 900, False, False), (0, 0, True, False)],
)
def test_when_a_code_may_be_tried(misses, after, revoked, may):
    at = NOW + timedelta(seconds=after)
    ends = NOW + codes.CODE_LASTS
    assert codes.may_be_tried(misses=misses, expires_at=ends, is_revoked=revoked, at=at) is may


def test_of_age_on_the_birthday_itself():
    assert not has_reached("turns_18", date(2008, 11, 24), NOW.date())
    assert has_reached("turns_18", date(2008, 11, 23), NOW.date())
    assert not has_reached("turns_18", None, NOW.date())
