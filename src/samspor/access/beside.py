"""What belongs to rows that are fetched already, put where Django's `prefetch_related` would have put it."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model


def lay_beside(owners: Sequence[Model], name: str, rows: Iterable[Model]) -> None:
    """`rows`: those of all owners, in order, from one kept statement. `name` is the reverse relation, as `fields`."""
    held: dict[Any, list[Model]] = {one.pk: [] for one in owners}
    for row in rows:
        held[_owner(owners, name, row)].append(row)
    for one in owners:
        _put(one, name, held[one.pk])


def _relation(owner: Model, name: str) -> Any:
    return owner._meta.get_field(name)  # noqa: SLF001 -- Django's name


def _owner(owners: Sequence[Model], name: str, row: Model) -> Any:
    return getattr(row, _relation(owners[0], name).field.attname)


def _put(owner: Model, name: str, rows: Sequence[Model]) -> None:
    """In the owner's own queryset: whoever asks more of it, asks it of this owner's rows and of no other's."""
    for row in rows:
        _relation(owner, name).field.set_cached_value(row, owner)
    found = getattr(owner, name).get_queryset()
    found._result_cache, found._prefetch_done = list(rows), True  # noqa: SLF001 -- Django's names
    vars(owner).setdefault("_prefetched_objects_cache", {})[name] = found
