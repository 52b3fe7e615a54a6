"""A change as JSON and back, so that it can lie sealed until a person has decided."""

import json
import types
from collections.abc import Mapping
from dataclasses import asdict, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from samspor.roster.rules.changes import Staged


def written(staged: Staged) -> str:
    return json.dumps(asdict(staged), default=str, ensure_ascii=False, separators=(",", ":"))


def read(text: str) -> Staged:
    found = _read(json.loads(text), Staged)
    assert isinstance(found, Staged)  # noqa: S101 -- says to mypy what was asked for
    return found


def _read(value: Any, kind: Any) -> Any:
    if value is None:
        return None
    origin = get_origin(kind)
    if origin in {Union, types.UnionType}:
        return _read(value, next(one for one in get_args(kind) if one is not type(None)))
    if origin is tuple:
        return _read_tuple(value, get_args(kind))
    if is_dataclass(kind):
        return _read_dataclass(value, kind)
    return _plain(value, kind)


def _read_dataclass(value: dict[str, Any], kind: Any) -> Any:
    hints = _hints(kind)
    # What was written before a field came has it not.
    held = (field.name for field in fields(kind) if field.name in value)
    return kind(**{name: _read(value[name], hints[name]) for name in held})


def _read_tuple(values: list[Any], kinds: tuple[Any, ...]) -> tuple[Any, ...]:
    if kinds[-1] is Ellipsis:
        return tuple(_read(value, kinds[0]) for value in values)
    return tuple(_read(value, kind) for value, kind in zip(values, kinds, strict=True))


def _plain(value: Any, kind: Any) -> Any:
    if kind is date:
        return date.fromisoformat(value)
    return kind(value) if kind is UUID or issubclass(kind, StrEnum) else value


@cache
def _hints(kind: Any) -> Mapping[str, Any]:
    return get_type_hints(kind)
