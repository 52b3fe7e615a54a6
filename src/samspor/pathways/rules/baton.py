"""Who is responsible for a pathway at a moment: derived by one pure function from what was written down last.

A hold that is written down stands until something makes it fall. What made it fall is found day by day, in the order
it happened, so that what is derived at a moment and what is written down of it later are the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from samspor.base.clock import COPENHAGEN, local_date
from samspor.law.calendar import add_arbejdsdage
from samspor.pathways.rules.around import Around, Cover

TICK = timedelta(microseconds=1)  # two things of the same moment come after each other


class Why(StrEnum):
    """How a hold began."""

    OPENED = "opened"
    HANDED_OVER = "handed_over"
    RENEWED = "renewed"
    LAPSED = "lapsed"
    EMPLOYMENT_ENDED = "employment_ended"
    CHILD_MOVED = "child_moved"
    LEADER_FOUND = "leader_found"


# It fell to whoever leads the unit: a leader who comes nearer takes over.
FELL = frozenset({Why.LAPSED, Why.EMPLOYMENT_ENDED, Why.CHILD_MOVED, Why.LEADER_FOUND})


@dataclass(frozen=True, slots=True)
class Offered:
    """A handover that waits for its receiver. `lapses_on` is the first day it can no longer be accepted."""

    key: UUID
    unit: UUID
    lapses_on: date


@dataclass(frozen=True, slots=True)
class Baton:
    """A hold. `unit` is whose leader it falls to; `child_unit` where the child was when it was taken."""

    job: UUID
    staff: UUID
    unit: UUID
    since: datetime
    why: Why
    child_unit: UUID | None = None
    offer: Offered | None = None

    @property
    def fell(self) -> bool:
        return self.why in FELL


@dataclass(frozen=True, slots=True)
class Responsible:
    """Who answers now: the holder, or who stands in for them."""

    job: UUID
    baton: Baton
    stands_in: bool = False


def responsible(baton: Baton, around: Around, at: datetime) -> Responsible:
    """Total: for every open pathway and every moment, one person."""
    held = [baton, *falls(baton, around, at)][-1]
    cover = _cover(held, around, local_date(at))
    return Responsible(cover.job, held, stands_in=True) if cover else Responsible(held.job, held)


def falls(baton: Baton, around: Around, at: datetime) -> list[Baton]:
    """The holds that have come of themselves since the last one written down."""
    found: list[Baton] = []
    written = baton.since
    for day in _days(baton, around, local_date(at)):
        for fallen in _fallen(baton, around, day, _begins(day, written, at)):
            baton = fallen
            found.append(fallen)
    return found


def after(since: datetime, at: datetime) -> datetime:
    """When something that follows a hold happens: clocks of two machines may differ, the order may not."""
    return max(at, since + TICK)


def lapses_on(offered_on: date, *, days: int) -> date:
    """The day after the last of so many working days. The day it was offered is not counted."""
    return add_arbejdsdage(offered_on, days) + timedelta(days=1)


def _days(baton: Baton, around: Around, today: date) -> list[date]:
    began = local_date(baton.since)
    days = around.days() | {began} | ({baton.offer.lapses_on} if baton.offer else set())
    return sorted(day for day in days if began <= day <= today)


def _begins(day: date, written: datetime, at: datetime) -> datetime:
    """When it is another's: as the day begins. What is known later begins when it is known, and rewrites nothing."""
    begins = midnight(day)
    return begins if written <= begins and day == local_date(at) else at


def _fallen(baton: Baton, around: Around, day: date, begins: datetime) -> Iterator[Baton]:
    """Each thing that makes it fall that day, in turn; after each the next is asked of the new hold."""
    for fall in (_moved, _lapsed, _ended, _nearer):
        fallen = fall(baton, around, day)
        if fallen:
            baton = replace(fallen, since=after(baton.since, begins))
            yield baton


def _moved(baton: Baton, around: Around, day: date) -> Baton | None:
    """The child has another main unit: whoever leads there has it, and what was offered before is overtaken."""
    was = baton.child_unit or around.first_unit(local_date(baton.since))
    here = around.unit_of_child(day)
    if here is None or here == was:
        return None
    return _to_leader(replace(baton, child_unit=here, offer=None), around, day, unit=here, why=Why.CHILD_MOVED)


def _lapsed(baton: Baton, around: Around, day: date) -> Baton | None:
    if baton.offer is None or day < baton.offer.lapses_on:
        return None
    return _to_leader(replace(baton, offer=None), around, day, unit=baton.offer.unit, why=Why.LAPSED)


def _ended(baton: Baton, around: Around, day: date) -> Baton | None:
    if around.works(baton.job, day):
        return None
    same = around.same_work(baton.job, day)
    if same:
        return replace(baton, job=same, why=baton.why if baton.fell else Why.RENEWED)
    return _to_leader(baton, around, day, unit=baton.unit, why=Why.EMPLOYMENT_ENDED)


def _nearer(baton: Baton, around: Around, day: date) -> Baton | None:
    if not baton.fell or around.leader(baton.unit, day, keep=baton.job) == baton.job:
        return None
    return _to_leader(baton, around, day, unit=baton.unit, why=Why.LEADER_FOUND)


def _to_leader(baton: Baton, around: Around, day: date, *, unit: UUID, why: Why) -> Baton | None:
    """Where nobody leads, all the way up, it stays where it is: there is always somebody."""
    leader = around.leader(unit, day, keep=baton.job)
    if leader is None:
        return None
    return replace(baton, job=leader, staff=around.jobs[leader].staff, unit=unit, why=why)


def _cover(baton: Baton, around: Around, day: date) -> Cover | None:
    """A new contract in the same place is no change of hands here either."""
    standing = (one for one in around.covers if one.of == baton.staff and one.holds_on(day))
    found = ((one, around.same_work(one.job, day)) for one in standing)
    return next((replace(one, job=job) for one, job in found if job), None)


def midnight(day: date) -> datetime:
    """When a day begins in Denmark."""
    return datetime.combine(day, time.min, tzinfo=COPENHAGEN)
