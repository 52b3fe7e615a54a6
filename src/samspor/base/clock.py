"""The one clock. Views, jobs and commands ask it; everything below is handed a moment."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def now() -> datetime:
    """The moment, aware, in UTC."""
    return datetime.now(tz=UTC)  # noqa: TID251 -- the only place that reads the machine's clock


def local_date(at: datetime) -> date:
    """The day it is in Denmark at that moment."""
    return at.astimezone(COPENHAGEN).date()


def today() -> date:
    return local_date(now())
