"""One statement that was made: what never changes stands in it, and what does comes with each asking."""

import re
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any, Self

from django.db import connections
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler
from psycopg.sql import Literal

from samspor.access.late import Late

_PLACE = re.compile(r"%s|%%")


@dataclass(frozen=True, slots=True)
class Statement:
    rows: QuerySet[Any, Any]
    compiler: SQLCompiler
    sql: str
    late: tuple[Late, ...]

    @classmethod
    def made(cls, rows: QuerySet[Any, Any]) -> Self:
        """Of a queryset with stand-ins. Raises EmptyResultSet where it can find nothing."""
        compiler = rows.query.get_compiler(using=rows.db)
        sql, params = compiler.as_sql()
        late = tuple(one for one in params if isinstance(one, Late))
        return cls(rows, compiler, _with_literals(sql, params, rows.db), late)

    def asking(self, values: Sequence[Any]) -> QuerySet[Any, Any]:
        compiler, found = copy(self.compiler), type(self.rows)(self.rows.model)  # to copy a queryset would ask it
        vars(found).update(vars(self.rows))
        given = tuple(one.of(values) for one in self.late)
        compiler.connection = connections[self.rows.db]
        compiler.as_sql = lambda *_, **__: (self.sql, given)  # type: ignore[method-assign]  # this asking's own copy
        found._query = _Asked(compiler)  # type: ignore[attr-defined]  # noqa: SLF001 -- Django's name
        return found


class _Asked:
    """In the place of Django's query: of it the rows ask for the compiler alone, which has made the statement."""

    def __init__(self, compiler: SQLCompiler) -> None:
        self.compiler = compiler

    def get_compiler(self, *_: Any, **__: Any) -> SQLCompiler:
        return self.compiler


def _with_literals(sql: str, params: Sequence[Any], using: str) -> str:
    """PostgreSQL plans a statement that is kept for values it does not know: an index on a few rows needs to know."""
    connections[using].ensure_connection()
    here, given = connections[using].connection, iter(params)

    def said(place: re.Match[str]) -> str:
        if place[0] == "%%" or isinstance(one := next(given), Late):
            return place[0]
        return Literal(one).as_string(here).replace("%", "%%")

    return _PLACE.sub(said, sql)
