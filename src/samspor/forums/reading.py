"""The kinds of meeting that ship with Samspor, as they are written in a file."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from samspor.forums.rules.words import AdviserRole, Anchoring, Ground, MeetingKind

SHIPPED = Path(__file__).parent / "types" / "forum.toml"


@dataclass(frozen=True, slots=True)
class ReflectionStep:
    title: str
    minutes: int
    help: str


@dataclass(frozen=True, slots=True)
class Written:
    key: str
    title: str
    kind: MeetingKind
    has_authority: bool
    ground: Ground
    slot_minutes: int
    steps: tuple[ReflectionStep, ...]
    adviser_role: AdviserRole | None = None
    anchoring: Anchoring | None = None


def read(text: str) -> tuple[Written, ...]:
    """KeyError or ValueError names what the file lacks."""
    return tuple(_written(one) for one in tomllib.loads(text)["type"])


def _written(one: Mapping[str, Any]) -> Written:
    role, anchoring = one.get("adviser_role"), one.get("anchoring")
    if (role is None) is not (anchoring is None):
        raise ValueError(f"{one['key']}: advice stands on both axes, or on none")
    steps = tuple(ReflectionStep(**step) for step in one["steps"])
    if sum(step.minutes for step in steps) != one["slot_minutes"]:
        raise ValueError(f"{one['key']}: the minutes of the steps are not those of the slot")
    return Written(
        one["key"], one["title"], MeetingKind(one["kind"]), one["has_authority"], Ground(one["ground"]),
        one["slot_minutes"], steps, AdviserRole(role) if role else None, Anchoring(anchoring) if anchoring else None,
    )  # fmt: skip


@cache
def shipped() -> tuple[Written, ...]:
    return read(SHIPPED.read_text(encoding="utf-8"))
