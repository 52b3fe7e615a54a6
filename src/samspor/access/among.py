"""One of these keys, as one array: the statement is the same however many there are, and is kept ready."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func
from django.db.models.sql.compiler import SQLCompiler


class Among(Func):
    """Whether the key at that path is among `keys`. Django's own `__in` makes another statement for each number."""

    output_field = BooleanField()

    def __init__(self, path: str, keys: Iterable[UUID]) -> None:
        super().__init__(F(path))
        self.keys = list(keys)

    def as_sql(  # type: ignore[override]  # our template is no Func's, so nobody passes one
        self,
        compiler: SQLCompiler,
        connection: BaseDatabaseWrapper,  # noqa: ARG002 -- Django's name
        **_: Any,
    ) -> tuple[str, tuple[Any, ...]]:
        held, params = compiler.compile(self.get_source_expressions()[0])
        return f"{held} = ANY(%s::uuid[])", (*params, self.keys)
