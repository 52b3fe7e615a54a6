"""Percentiles are those of real answers, and a wrong answer is never a fast one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.figures import Sample, Summary, by_role, is_met, percentile, ratio, summary

GOOD = Summary(requests=10, errors=0, per_second=5.0, p50=10, p95=20, p99=30, bytes=100)


@pytest.mark.parametrize(
    ("values", "share", "found"),
    [
        ([], 0.95, 0.0),
        ([7], 0.5, 7),
        ([7], 0.99, 7),
        ([1, 2], 0.5, 1),
        ([1, 2], 0.51, 2),
        (list(range(1, 101)), 0.95, 95),
        (list(range(1, 101)), 0.99, 99),
        (list(range(1, 21)), 0.95, 19),
        ([1, 2, 3], 0.0, 1),
        ([1, 2, 3], 1.0, 3),
    ],
)
def test_percentile_takes_the_nearest_rank(values, share, found):
    assert percentile(values, share) == found


@given(st.lists(st.floats(0, 1e6), min_size=1), st.floats(0, 1))
def test_percentile_is_one_of_the_values_and_enough_lie_below(values, share):
    ordered = sorted(values)
    found = percentile(ordered, share)
    assert found in ordered
    assert sum(value <= found for value in ordered) >= share * len(ordered)


def test_summary_counts_a_wrong_answer_as_an_error_and_not_as_a_time():
    samples = [Sample("pedagogue", 10.0, ok=True, size=100), Sample("pedagogue", 0.1, ok=False, size=0)]
    assert summary(samples, seconds=2) == Summary(2, 1, 0.5, 10.0, 10.0, 10.0, 100)


def test_summary_of_nothing_is_nothing():
    assert summary([], seconds=0) == Summary(0, 0, 0.0, 0.0, 0.0, 0.0, 0)


def test_summary_by_role_keeps_the_roles_apart():
    samples = [Sample("teacher", 30.0, ok=True, size=1), Sample("pedagogue", 10.0, ok=True, size=1)]
    found = by_role(samples, seconds=1)
    assert {role: one.p50 for role, one in found.items()} == {"pedagogue": 10.0, "teacher": 30.0}


@pytest.mark.parametrize(
    ("changed", "wanted", "met"),
    [
        ({}, None, None),
        ({}, 20, True),
        ({}, 19.9, False),
        ({"errors": 1}, 20, False),
        ({"requests": 0}, 20, False),
    ],
)
def test_what_was_wanted_is_met_only_without_errors(changed, wanted, met):
    held = {name: getattr(GOOD, name) for name in Summary.__slots__}
    assert is_met(Summary(**held | changed), wanted) is met


def test_ratio_to_no_floor_is_not_said():
    assert ratio(10, 0) is None
    assert ratio(10, 4) == 2.5
