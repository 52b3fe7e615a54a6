"""A page that asks many rooms is rehearsed: what they would ask is asked at once, and what finds nothing not again.

On most days nothing waits for somebody in twenty places, and to hear that took thirty statements, one after another.
"""

from collections.abc import Callable, Hashable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import connections

from samspor.access.statement import Statement

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class _Question:
    made: Statement
    values: Sequence[Any]

    def is_of(self, made: Statement, values: Sequence[Any]) -> bool:
        return self.made is made and self.values == values


@dataclass(slots=True)
class _Rehearsal:
    """`empty` is None until it is over; `once` holds what was asked in other ways."""

    asked: list[_Question] = field(default_factory=list)
    empty: list[_Question] | None = None
    once: dict[Hashable, Any] = field(default_factory=dict)

    def says_none(self, made: Statement, values: Sequence[Any]) -> bool:
        if self.empty is not None:
            return any(one.is_of(made, values) for one in self.empty)
        if not any(one.is_of(made, values) for one in self.asked):
            self.asked.append(_Question(made, values))
        return True


_here: ContextVar[_Rehearsal | None] = ContextVar("rehearsal", default=None)


def rehearsed(page: Callable[[], R]) -> R:
    """What `page` answers. It is called twice: first no kept statement finds anything, and it may not need any row.

    It only reads. What it asks in other ways is asked both times, unless `once` asks it.
    """
    here = _Rehearsal()
    before = _here.set(here)
    try:
        page()
        here.empty = _empty(here.asked)
        return page()
    finally:
        _here.reset(before)


def says_none(made: Statement, values: Sequence[Any]) -> bool:
    """Whether it need not be asked: in a rehearsal nothing is, and afterwards not what is known to find nothing."""
    here = _here.get()
    return here is not None and here.says_none(made, values)


def once(key: Hashable, ask: Callable[[], R]) -> R:
    """What `ask` answers, which may be no kept statement: of a page that is rehearsed it is asked the first time."""
    here = _here.get()
    if here is None:
        return ask()
    if key not in here.once:
        here.once[key] = ask()
    found: R = here.once[key]
    return found


def _empty(asked: Sequence[_Question]) -> list[_Question]:
    if not asked:
        return []
    found = ", ".join(f"EXISTS ({one.made.sql})" for one in asked)
    given = [late.of(one.values) for one in asked for late in one.made.late]
    with connections[asked[0].made.rows.db].cursor() as cursor:
        cursor.execute(f"SELECT {found}", given)
        return [one for one, is_there in zip(asked, cursor.fetchone(), strict=True) if not is_there]
