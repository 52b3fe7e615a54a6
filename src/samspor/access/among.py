"""One of these keys, as one array: the statement is the same however many there are, and is kept ready."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func, Q
from django.db.models.sql.compiler import SQLCompiler

from samspor.access.late import as_array


class Among(Func):
    """Whether the key at that path is among `keys`. Django's own `__in` makes another statement for each number."""

    output_field = BooleanField()

    def __init__(self, path: str, keys: Iterable[UUID]) -> None:
        super().__init__(F(path))
        self.keys = as_array(keys)

    def as_sql(  # type: ignore[override]  # our template is no Func's, so nobody passes one
        self,
        compiler: SQLCompiler,
        connection: BaseDatabaseWrapper,  # noqa: ARG002 -- Django's name
        **_: Any,
    ) -> tuple[str, tuple[Any, ...]]:
        held, params = compiler.compile(self.get_source_expressions()[0])
        return f"{held} = ANY(%s::uuid[])", (*params, self.keys)


def among(path: str, keys: Iterable[UUID]) -> Q:
    """Nothing is among no keys, and the statement need not ask."""
    return Q(Among(path, keys)) if keys else Q(pk__in=())
