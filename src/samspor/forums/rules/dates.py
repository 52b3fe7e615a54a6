"""The dates of a series, a year ahead, and in which of them the guests come."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta

from samspor.base.clock import COPENHAGEN
from samspor.base.refused import Refused
from samspor.law.calendar import add_arbejdsdage, is_arbejdsdag

FURTHEST_AHEAD = timedelta(days=400)
MOST = 60
SHORTEST, LONGEST = timedelta(minutes=15), timedelta(hours=8)


def dates(first: date, last: date, *, weeks: int) -> list[date]:
    """Every so many weeks from the first day. A day that is no working day has no meeting."""
    number = (last - first).days // (7 * weeks) + 1 if last >= first else 0
    every = (first + timedelta(weeks=weeks * place) for place in range(number))
    return [day for day in every if is_arbejdsdag(day)]


def check_dates(first: date, last: date, found: Iterable[date], *, today: date) -> None:
    if first < today:
        raise Refused("Den første dag er gået. Vælg i dag eller en senere dag.", "first_on")
    if last < first:
        raise Refused("Den sidste dag kan ikke ligge før den første. Ret en af dem.", "last_on")
    if last > today + FURTHEST_AHEAD:
        raise Refused("Planlæg højst et år frem ad gangen.", "last_on")
    number = len(list(found))
    if not number:
        raise Refused("Der er ingen arbejdsdage mellem de to dage. Vælg en anden første dag.", "first_on")
    if number > MOST:
        raise Refused(
            f"Det bliver til {number} møder. En række kan højst have {MOST}. Vælg en tidligere sidste dag.", "weeks"
        )


def check_new(found: Iterable[date], there: Collection[date]) -> None:
    if set(found) & set(there):
        raise Refused("Der er allerede et møde en af de dage. Vælg en anden første dag.", "first_on")


def with_guests(found: Iterable[date]) -> set[date]:
    """The first of each quarter."""
    firsts: dict[tuple[int, int], date] = {}
    for day in sorted(found):
        firsts.setdefault((day.year, (day.month - 1) // 3), day)
    return set(firsts.values())


def moment(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=COPENHAGEN)


def check_hours(starts: datetime, ends: datetime) -> None:
    if not SHORTEST <= ends - starts <= LONGEST:
        raise Refused("Et møde varer mellem et kvarter og otte timer. Se tiderne efter.", "ends")


def check_ahead(starts: datetime, *, at: datetime) -> None:
    if starts <= at:
        raise Refused("Tidspunktet er gået. Vælg et senere.", "day")
    if starts > at + FURTHEST_AHEAD:
        raise Refused("Dagen ligger mere end et år frem. Vælg en dag, I kan se for jer.", "day")


def slot_due_on(asked_on: date, *, days: int) -> date:
    """The last of so many working days in which a place should be found. The day it was asked is not counted."""
    return add_arbejdsdage(asked_on, days)
