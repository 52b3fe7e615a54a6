"""A child's path through groups, as picture, sentence and table."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspor.overview.pages.path import LANE, TOP, Stay, path, sentence

TODAY = date(2026, 11, 23)


def stay(starts_on: date, ends_on: date | None = None, group: str = "Blåmejserne", setting: str = "Dagtilbud") -> Stay:
    return Stay(group, "Solsikken", setting, starts_on, ends_on)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ([], "Alma går ikke i en gruppe i dag."),
        ([stay(date(2023, 8, 1))], "Alma har gået i Blåmejserne i Solsikken siden 1. august 2023."),
        (
            [stay(date(2023, 8, 1)), stay(date(2022, 8, 1))],
            "Alma har gået i Blåmejserne i Solsikken siden 1. august 2022.",
        ),
        ([stay(date(2023, 8, 1), TODAY)], "Alma går ikke i en gruppe i dag."),
        (
            [stay(date(2023, 8, 1), group="Hos Mads Dam")],
            "Alma har gået hos Mads Dam i Solsikken siden 1. august 2023.",
        ),
        (
            [stay(date(2026, 12, 1), group="0.a")],
            "Alma går ikke i en gruppe i dag. Alma begynder i 0.a i Solsikken den 1. december 2026.",
        ),
        (
            [stay(date(2023, 8, 1), group="2.b"), stay(date(2024, 8, 1), group="SFO")],
            "Alma har gået i 2.b i Solsikken siden 1. august 2023 og i SFO i Solsikken siden 1. august 2024.",
        ),
    ],
)
def test_the_sentence(found: list[Stay], said: str) -> None:
    assert sentence("Alma", found, TODAY) == said


def test_a_stay_in_words() -> None:
    assert stay(date(2023, 8, 1)).words == "Blåmejserne i Solsikken fra 1. august 2023"
    assert stay(date(2023, 8, 1), TODAY).words.endswith("til og med 22. november 2026")


def test_one_lane_for_each_kind_of_place_and_one_more_where_two_overlap() -> None:
    first, then = stay(date(2020, 1, 1), date(2022, 1, 1)), stay(date(2022, 1, 1))
    beside, school = stay(date(2023, 1, 1), group="Ekstra"), stay(date(2026, 8, 1), setting="Skole")
    made = path("Alma", [first, then, beside, school], TODAY)
    lanes = {bar.stay: (bar.y - TOP) // LANE for bar in made.bars}
    assert lanes == {first: 0, then: 0, beside: 1, school: 2}
    assert made.height == TOP + 3 * LANE
    assert [bar.now for bar in made.bars] == [False, True, True, True]


def test_years_are_marked_and_today_is_where_it_is() -> None:
    made = path("Alma", [stay(date(2024, 11, 23))], TODAY)
    assert [tick.year for tick in made.ticks] == [2025, 2026]
    assert made.today == 100
    assert made.bars[0].x == 0
    assert made.bars[0].width == 100


def test_a_child_that_begins_today_still_has_a_picture() -> None:
    assert path("Alma", [stay(TODAY)], TODAY).bars[0].width == 100


DAYS = st.dates(date(2005, 1, 1), date(2035, 1, 1))
STAYS = st.builds(
    lambda start, days: stay(start, start + timedelta(days=days) if days else None), DAYS, st.integers(0, 4000)
)


@given(st.lists(STAYS, max_size=8))
def test_every_stay_is_on_the_picture_and_none_hides_another(found: list[Stay]) -> None:
    made = path("Alma", found, TODAY)
    assert len(made.bars) == len(found)
    for bar in made.bars:
        assert -0.01 <= bar.x <= bar.x + bar.width <= 100.02
        assert TOP <= bar.y < made.height
    for lane in {bar.y for bar in made.bars}:
        bars = sorted((bar for bar in made.bars if bar.y == lane), key=lambda bar: bar.x)
        assert all(before.x + before.width <= after.x + 0.02 for before, after in pairwise(bars))
