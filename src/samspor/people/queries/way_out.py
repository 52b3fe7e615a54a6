"""Before something reaches a child's parents, or two pages become one: rooms above say when it must not."""

from collections.abc import Callable, Collection
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from samspor.access.actor import Actor
from samspor.people.models import Child

Check = Callable[[Actor, Child], None]
Among = Callable[[Collection[UUID]], frozenset[UUID]]
MergeCheck = Callable[[Child, Child, date], None]


class Closing(Protocol):
    """Ends what is under way to the parents of a child."""

    def __call__(self, *, by: Actor, child: Child, at: datetime) -> None: ...


_checks: list[Check] = []
_closings: list[Closing] = []
_among: list[Among] = []
_merge_checks: list[MergeCheck] = []


def hold_back(check: Check, among: Among) -> None:
    """Called from a room's `apps.py`: `check` raises Refused of one, `among` says it of many. Twice is as once."""
    if check not in _checks:
        _checks.append(check)
        _among.append(among)


def when_stopped(closing: Closing) -> None:
    """Called from a room's `apps.py`. Twice is as once."""
    if closing not in _closings:
        _closings.append(closing)


def stopped(*, by: Actor, child: Child, at: datetime) -> None:
    """Asked by whatever sets a stop: what is already open to the parents is closed by the room that opened it."""
    for closing in _closings:
        closing(by=by, child=child, at=at)


def check_way_out(actor: Actor, child: Child) -> None:
    """Asked by whatever tells, shows or hands something to the parents."""
    for check in _checks:
        check(actor, child)


def held_among(children: Collection[UUID]) -> frozenset[UUID]:
    """Those of the children whose parents nothing may reach now: left out of whatever asks somebody to tell them."""
    return frozenset().union(*(among(children) for among in _among)) if children else frozenset()


def before_merge(check: MergeCheck) -> None:
    """Called from a room's `apps.py`: `check` raises Refused of the page that gives way, the one kept, and a day."""
    if check not in _merge_checks:
        _merge_checks.append(check)


def check_merge(other: Child, kept: Child, today: date) -> None:
    """Asked before the page `other` gives way: what is half done there would be found by nobody."""
    for check in _merge_checks:
        check(other, kept, today)
