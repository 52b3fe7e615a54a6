"""Few rows lie after a day, and all of them are found: also what never ends."""

from datetime import date, timedelta

import pytest

from samspor.access.few import few
from samspor.people.models import Enrolment
from tests import factories
from tests.cast import Cast

DAY = date(2026, 8, 3)


@pytest.mark.parametrize(
    ("lookup", "off", "found"),
    [("gt", 0, False), ("gt", 1, True), ("gte", -1, False), ("gte", 0, True), ("gt", 400_000, True)],
)
def test_those_after_the_day_and_no_others(cast: Cast, lookup: str, off: int, found: bool) -> None:
    begins = factories.enrolment(cast.frida, cast.spurvene, DAY + timedelta(off), is_main=False)
    after = few(**{f"period__startswith__{lookup}": DAY})
    assert (begins in Enrolment.objects.filter(after)) == found
