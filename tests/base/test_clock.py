"""The one clock: aware, in UTC, and the day it is in Denmark."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from samspor.base import clock


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 6, 30, 21, 59, tzinfo=UTC), date(2026, 6, 30)),
        (datetime(2026, 6, 30, 22, 0, tzinfo=UTC), date(2026, 7, 1)),  # summer: two hours ahead
        (datetime(2026, 12, 31, 22, 59, tzinfo=UTC), date(2026, 12, 31)),
        (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), date(2027, 1, 1)),  # winter: one hour ahead
    ],
)
def test_the_day_is_the_one_in_denmark(at: datetime, day: date) -> None:
    assert clock.local_date(at) == day


@time_machine.travel(datetime(2026, 12, 31, 23, 30, tzinfo=UTC), tick=False)
def test_now_and_today_agree() -> None:
    assert clock.now() == datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    assert clock.now().tzinfo is UTC
    assert clock.today() == date(2027, 1, 1)
