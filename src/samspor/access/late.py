"""What stands in a statement that is kept, until it is known who asks and for what."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BinaryField, CharField, DateField, DateTimeField, Expression, Field, UUIDField
from django.db.models.sql.compiler import SQLCompiler

from samspor.access.actor import Actor, Scope
from samspor.access.rules import Permission

_FIELDS: "dict[type, type[Field[Any, Any]]]" = {
    bytes: BinaryField, UUID: UUIDField, datetime: DateTimeField, date: DateField, str: CharField,
}  # fmt: skip


def as_array(keys: Iterable[UUID]) -> Any:
    """As psycopg sends it; what comes late is made so then."""
    return keys if isinstance(keys, Late) else list(keys)


class Late(Expression):
    """A value that comes at the asking: what is given at that place, or what `read` finds in it."""

    def __init__(self, kind: type, place: int, read: Callable[[Any], Any] | None = None) -> None:
        field = _FIELDS.get(kind)
        super().__init__(output_field=field() if field else None)
        self.place, self.read = place, read

    def of(self, values: Sequence[Any]) -> Any:
        value = self.read(values[self.place]) if self.read else values[self.place]
        return list(value) if isinstance(value, frozenset) else value

    def as_sql(
        self,
        compiler: SQLCompiler,  # noqa: ARG002 -- Django's name
        connection: BaseDatabaseWrapper,  # noqa: ARG002 -- Django's name
    ) -> tuple[str, tuple[Any, ...]]:
        return "%s", (self,)


@dataclass(frozen=True, slots=True)
class _Someone:
    """An actor whose roles are known, and nothing else yet."""

    like: Actor
    place: int

    @property
    def staff(self) -> Late | None:
        return self._late(self.like.staff, lambda by: by.staff) if self.like.staff else None

    @property
    def id(self) -> Late:
        return self._late(self.like.id, lambda by: by.id)

    @property
    def on(self) -> Late:
        return self._late(self.like.on, lambda by: by.on)

    @property
    def own_units(self) -> Late | frozenset[UUID]:
        return self._keys(self.like.own_units, lambda by: by.own_units)

    def scope(self, permission: Permission) -> Scope:
        held = self.like.scope(permission)
        units = self._keys(held.units, lambda by: by.scope(permission).units)
        children = self._keys(held.children, lambda by: by.scope(permission).children)
        staff = self._late(held.staff, lambda by: by.scope(permission).staff) if held.staff else None
        return Scope(held.everything, units, children, staff)  # type: ignore[arg-type]  # Late, until it is asked

    def _keys(self, like: frozenset[UUID], read: Callable[[Actor], Any]) -> Late | frozenset[UUID]:
        """None stays none: the statement says so."""
        return self._late(like, read) if like else like

    def _late(self, like: object, read: Callable[[Actor], Any]) -> Late:
        return Late(type(like), self.place, read)


def someone(place: int, like: Actor) -> Any:
    return _Someone(like, place)
