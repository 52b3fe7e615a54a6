"""Whatever is asked with a kept statement is, in every test, what its builder would ask with the real values."""

import re
from collections import Counter
from collections.abc import Iterator
from contextvars import Context
from datetime import date, timedelta
from enum import Enum
from types import NoneType
from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from psycopg import ClientCursor

from samspor.access.actor import Actor
from samspor.access.kept import Kept, _form

_CAST = re.compile(r"::[a-z ]+(\([0-9]+\))?(\[\])?")
_ARRAY = re.compile(r"\{[^{}]*\}")


def _said(rows: QuerySet[Any, Any]) -> str | None:
    """With every value in its place; casts and brackets aside."""
    try:
        sql, params = rows.query.get_compiler(using=rows.db).as_sql()
    except EmptyResultSet:
        return None
    connection.ensure_connection()
    whole = ClientCursor(connection.connection).mogrify(sql, params)
    in_order = _ARRAY.sub(lambda found: ",".join(sorted(found[0].strip("{}").split(","))), _CAST.sub("", whole))
    return in_order.replace("(", "").replace(")", "").replace(" ", "")


# What the same question was asked with before, in this process: from plain values the same text is built. And of one
# form, which a builder can not tell from another of it, so many questions are enough: to build is what costs.
_COMPARED: set[tuple[Any, ...]] = set()
_OF_A_FORM: Counter[tuple[Any, ...]] = Counter()
ENOUGH = 5
_PLAIN = (Actor, UUID, date, timedelta, Enum, str, int, frozenset, tuple, NoneType)


def _question(self: Kept[Any, Any], args: tuple[Any, ...], named: dict[str, Any]) -> tuple[Any, ...] | None:
    """None where a value may be another next time though it is called the same, as a row of a table may."""
    values = (*args, *named.items())
    alike = (*args, *named.values())
    return (self, *values, *map(type, alike)) if all(isinstance(one, _PLAIN) for one in alike) else None


@pytest.fixture(autouse=True)
def kept_statements_are_as_built(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    asking = Kept.__call__

    def compared(self: Kept[Any, Any], *args: Any, **named: Any) -> list[Any]:
        question = _question(self, args, named)
        form = (self, tuple(named), *map(_form, (*args, *named.values())))
        if (question is None or question not in _COMPARED) and _OF_A_FORM[form] < ENOUGH:
            asked = Context().run(self._rows, (*args, *named.values()), tuple(named))  # where nothing is rehearsed
            kept = None if asked is None else _said(asked)
            built = _said(self.build(*args, **named))
            assert kept == built, f"{self.build}\n{kept}\n{built}"
            _COMPARED.add(question or ())
            _OF_A_FORM[form] += 1
        return asking(self, *args, **named)

    monkeypatch.setattr(Kept, "__call__", compared)
