"""Danish dates, ages, numbers and lists."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspor.ui import danish

DAY = date(2026, 11, 21)
NEARLY_MIDNIGHT = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("write", "value", "expected"),
    [
        (danish.long_date, DAY, "21. november 2026"),
        (danish.long_date, date(2027, 3, 1), "1. marts 2027"),
        (danish.long_date, NEARLY_MIDNIGHT, "21. november 2026"),
        (danish.short_date, DAY, "21. nov."),
        (danish.short_date, date(2026, 5, 2), "2. maj"),
        (danish.short_date, date(2026, 6, 2), "2. juni"),
        (danish.short_date, date(2026, 3, 2), "2. mar."),
        (danish.dated, date(2026, 3, 2), "2. mar. 2026"),
        (danish.dated, NEARLY_MIDNIGHT, "21. nov. 2026"),
        (danish.weekday_date, DAY, "lørdag den 21. november"),
        (danish.time_of_day, datetime(2026, 7, 1, 6, 5, tzinfo=UTC), "08.05"),
        (danish.time_of_day, NEARLY_MIDNIGHT, "00.30"),
        (danish.moment, NEARLY_MIDNIGHT, "21. november 2026 kl. 00.30"),
    ],
)
def test_writes_a_day_or_a_moment(write, value, expected):
    assert write(value) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2026, 10, 29), date(2026, 12, 13), "29. okt. – 13. dec. 2026"),
        (date(2026, 2, 1), date(2026, 2, 28), "1. feb. – 28. feb. 2026"),
        (date(2026, 12, 1), date(2027, 1, 31), "1. dec. 2026 – 31. jan. 2027"),
    ],
)
def test_writes_a_span_of_days_in_one_form(first, last, expected):
    assert danish.span(first, last) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Blåmejserne", "i Blåmejserne"),
        ("Hos Mads Dam", "hos Mads Dam"),
        ("Hos Mads Dam, Dagplejen", "hos Mads Dam, Dagplejen"),
        ("Hos", "i Hos"),
        ("Store stue", "i Store stue"),
        ("Hosterne", "i Hosterne"),
    ],
)
def test_joins_a_group_into_a_sentence(name, expected):
    assert danish.in_group(name) == expected


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        (date(2022, 9, 21), "4 år og 2 mdr."),
        (date(2022, 9, 22), "4 år og 1 md."),
        (date(2022, 11, 21), "4 år"),
        (date(2025, 11, 22), "11 mdr."),
        (date(2026, 10, 21), "1 md."),
        (date(2026, 10, 22), "30 dage"),
        (date(2026, 11, 20), "1 dag"),
        (DAY, "0 dage"),
        (date(2027, 2, 1), "ikke født endnu"),
    ],
)
def test_writes_an_age(born, expected):
    assert danish.age(born, DAY) == expected


@given(st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.integers(0, 7000))
def test_counts_whole_months_and_never_backwards(born, days):
    today = born + timedelta(days=days)
    months = danish.months_between(born, today)
    assert 0 <= months <= days // 28
    assert danish.months_between(born, today + timedelta(days=1)) - months in {0, 1}


@pytest.mark.parametrize(
    ("days", "expected"),
    [(-12, "for 12 dage siden"), (-1, "i går"), (0, "i dag"), (1, "i morgen"), (2, "om 2 dage")],
)
def test_says_how_far_away_a_day_is(days, expected):
    assert danish.days_until(DAY + timedelta(days=days), DAY) == expected


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (0, None, "0"),
        (1234567, None, "1.234.567"),
        (1234.5, None, "1.234,5"),
        (Decimal("0.10"), None, "0,10"),
        (12.345, 1, "12,3"),
        (-3, None, "−3"),
    ],
)
def test_writes_a_number(value, decimals, expected):
    assert danish.number(value, decimals) == expected


@pytest.mark.parametrize(("count", "expected"), [(0, "0 børn"), (1, "1 barn"), (1200, "1.200 børn")])
def test_counts_in_words(count, expected):
    assert danish.plural(count, "barn", "børn") == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], ""),
        (["Alma"], "Alma"),
        (["Alma", "Bo"], "Alma og Bo"),
        (["Alma", "Bo", "Ida"], "Alma, Bo og Ida"),
    ],
)
def test_lists_names(words, expected):
    assert danish.listing(words) == expected
    assert danish.listing(words, "eller") == expected.replace(" og ", " eller ")
