"""The page of the log: its lines, and the way to the older ones."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from samspor.access import texts as access_texts
from samspor.access.actor import Actor
from samspor.audit import texts
from samspor.audit.models import Entry
from samspor.audit.queries import PAGE, Wanted, entries, verifications, who_saw

CHILDREN_SHOWN, CHILDREN_FOLDED = 5, 300  # a list of a whole municipality has forty thousand


@dataclass(frozen=True, slots=True)
class Line:
    """One entry in words. Children are shown by their key: who reads the log is not thereby let in to the child."""

    at: datetime
    actor_id: UUID | None
    actor: str
    roles: str
    phrase: str
    kind: str
    words: str
    purpose: str
    changed: tuple[str, ...]
    children: tuple[UUID, ...]
    folded: tuple[UUID, ...]
    unshown: int

    @property
    def more_children(self) -> int:
        return len(self.folded) + self.unshown


@dataclass(frozen=True, slots=True)
class LogPage:
    lines: list[Line]
    keys: tuple[int, ...]
    older: bool

    @property
    def shown(self) -> str:
        """As it is remembered: which entries were read."""
        return f"post {min(self.keys)} til {max(self.keys)}" if self.keys else "ingen poster"


def log_page(actor: Actor, wanted: Wanted) -> LogPage:
    found = entries(actor, wanted)
    shown = found[:PAGE]
    return LogPage(
        lines=[_line(entry) for entry in shown],
        keys=tuple(entry.pk for entry in shown),
        older=len(found) > PAGE,
    )


def _line(entry: Entry) -> Line:
    return Line(
        at=entry.at,
        actor_id=entry.actor_id,
        actor=entry.actor_name,
        roles=_roles(entry.roles),
        phrase=texts.VERB.get(entry.verb, entry.verb),
        kind=texts.KIND.get(entry.kind, entry.kind),
        words=entry.words,
        purpose=entry.purpose,
        changed=_changed(entry.before, entry.after or {}),
        children=tuple(entry.child_ids[:CHILDREN_SHOWN]),
        folded=tuple(entry.child_ids[CHILDREN_SHOWN:CHILDREN_FOLDED]),
        unshown=max(0, len(entry.child_ids) - CHILDREN_FOLDED),
    )


def _changed(before: dict[str, Any] | None, after: dict[str, Any]) -> tuple[str, ...]:
    """Which facts, in Danish words, and never what they said: who reads the log is not thereby let in to the child."""
    return tuple(sorted({texts.FIELD.get(key, key) for key in changed_keys(before, after)}))


def changed_keys(before: dict[str, Any] | None, after: dict[str, Any]) -> set[str]:
    """What differs, or is named as changed; nothing where there was nothing before. A sealed text counts as changed."""
    if before is None:
        return set(after.get("changed", ()))
    return {key for key in (*before, *after) if before.get(key) != after.get(key)}


@dataclass(frozen=True, slots=True)
class Seer:
    """Somebody who has seen or written about a child, in one role."""

    name: str
    roles: str
    days: int
    first: datetime
    last: datetime


def who_page(actor: Actor, child: UUID) -> list[Seer]:
    rows = who_saw(actor, child)
    return [Seer(row["actor_name"], _roles(row["roles"]), row["days"], row["first"], row["last"]) for row in rows]


def _roles(roles: list[str]) -> str:
    return ", ".join(access_texts.ROLE.get(role, role) for role in roles)  # type: ignore[call-overload]  # a role that is no longer in the policy is shown as it was written


@dataclass(frozen=True, slots=True)
class Verification:
    at: datetime
    by: str
    sentence: str
    holds: bool


def verification_page(actor: Actor) -> list[Verification]:
    return [_verification(entry) for entry in verifications(actor)]


def _verification(entry: Entry) -> Verification:
    found = entry.after or {}
    return Verification(
        entry.at, entry.actor_name, texts.verdict(**found), found.get("broken") is None and not found.get("overlooked")
    )
