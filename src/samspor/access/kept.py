"""A statement that is made once and asked with new values: to make it costs more than PostgreSQL's answer to it."""

from collections.abc import Callable, Hashable
from contextlib import suppress
from datetime import timedelta
from enum import Enum
from typing import Any, Generic, ParamSpec, TypeVar, cast

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet

from samspor.access import asked
from samspor.access.actor import Actor
from samspor.access.late import Late, someone
from samspor.access.rehearsal import says_none
from samspor.access.statement import Statement
from samspor.base.refused import NotHere

P = ParamSpec("P")
R = TypeVar("R")


class Kept(Generic[P, R]):
    """The rows of a query whose builder takes who asks and plain values, and looks at none of them.

    The builder is given stand-ins, once for each form of what it is asked (`_form`): which roles the actor has, which
    values are None. A value it does look at fails: a stand-in is no day and no list. Numbers, yes and no and words of a
    StrEnum are part of the form. Several keys are one frozenset, held against a column by `Among`.
    """

    def __init__(self, build: Callable[P, QuerySet[Any, R]]) -> None:
        self.build, self.made = build, cast("dict[Hashable, Statement | None]", {})
        self.__doc__ = build.__doc__

    def __call__(self, *args: P.args, **named: P.kwargs) -> list[R]:
        found = self._rows((*args, *named.values()), tuple(named))
        return [] if found is None else list(found)

    def found(self, *args: P.args, **named: P.kwargs) -> R:
        """The one, or NotHere: for pages, whose attempts are remembered."""
        one = self.first(*args, **named)
        if one is None:
            raise NotHere
        return one

    def first(self, *args: P.args, **named: P.kwargs) -> R | None:
        return next(iter(self(*args, **named)), None)

    def _rows(self, values: tuple[Any, ...], names: tuple[str, ...]) -> QuerySet[Any, R] | None:
        if any(isinstance(one, Actor) for one in values):
            asked.note()
        form = (names, *map(_form, values))
        if form not in self.made:
            self.made[form] = self._make(values, names)
        made = self.made[form]
        return None if made is None or says_none(made, values) else made.asking(values)

    def _make(self, values: tuple[Any, ...], names: tuple[str, ...]) -> Statement | None:
        """None where nothing is reached in this form."""
        stand_ins = [_stand_in(place, one) for place, one in enumerate(values)]
        unnamed = len(values) - len(names)
        rows = self.build(*stand_ins[:unnamed], **dict(zip(names, stand_ins[unnamed:], strict=True)))
        with suppress(EmptyResultSet):
            return Statement.made(rows)
        return None


def _form(one: Any) -> Any:
    if isinstance(one, Actor):
        grants = frozenset((grant.role, bool(grant.units), bool(grant.district)) for grant in one.grants)
        return grants, bool(one.children), bool(one.emergency), bool(one.entrusted), one.staff is None
    if isinstance(one, frozenset):
        return frozenset, bool(one)
    if isinstance(one, tuple):
        return tuple(map(_form, one))
    return (type(one), one) if _is_form(one) else type(one)


def _is_form(one: object) -> bool:
    """Part of what is asked, and never a value in it."""
    alone = one is None or isinstance(one, bool | int | timedelta | Enum | type)
    return alone or (isinstance(one, tuple) and all(map(_is_form, one)))


def _stand_in(place: int, one: object) -> Any:
    if isinstance(one, Actor):
        return someone(place, one)
    return one if _is_form(one) or one == frozenset() else Late(type(one), place)
