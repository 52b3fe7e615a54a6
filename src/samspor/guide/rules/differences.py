"""What a newer edition says otherwise, step by step: so that an editor sees it before taking it in."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from enum import StrEnum

from samspor.guide.rules.path import Step

PARTS = tuple(one.name for one in fields(Step) if one.name != "key")


class Change(StrEnum):
    NEW = "new"
    OTHERWISE = "otherwise"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Difference:
    """`before` and `after` are the step as it is and as it would be; `parts` names what of it is not the same."""

    change: Change
    before: Step | None
    after: Step | None
    parts: tuple[str, ...] = ()


def differences(holds: Sequence[Step], newer: Sequence[Step]) -> list[Difference]:
    """In the order of the newer, and what it has no longer at the end."""
    old, new = {one.key: one for one in holds}, {one.key: one for one in newer}
    found = [_between(old.get(key), one) for key, one in new.items()]
    gone = [Difference(Change.GONE, one, None) for key, one in old.items() if key not in new]
    return [*filter(None, found), *gone]


def _between(before: Step | None, after: Step) -> Difference | None:
    if before is None:
        return Difference(Change.NEW, None, after)
    parts = tuple(one for one in PARTS if getattr(before, one) != getattr(after, one))
    return Difference(Change.OTHERWISE, before, after, parts) if parts else None
