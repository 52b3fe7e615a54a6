"""Whatever is asked with a kept statement is, in every test, what its builder would ask with the real values."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from psycopg import ClientCursor

from samspor.access.kept import Kept

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


@pytest.fixture(autouse=True)
def kept_statements_are_as_built(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    asking = Kept.__call__

    def compared(self: Kept[Any, Any], *args: Any, **named: Any) -> list[Any]:
        asked = self._rows((*args, *named.values()), tuple(named))
        kept = None if asked is None else _said(asked)
        built = _said(self.build(*args, **named))
        assert kept == built, f"{self.build}\n{kept}\n{built}"
        return asking(self, *args, **named)

    monkeypatch.setattr(Kept, "__call__", compared)
