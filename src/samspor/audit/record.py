"""To remember: `record` a change, `saw` a read, `searched` a search, `denied` a refusal, `session` a sign-in."""

from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Model

from samspor.access.actor import Actor
from samspor.audit.chain import hold_back
from samspor.audit.models import Entry
from samspor.audit.verbs import Kind, Verb
from samspor.base.clock import local_date
from samspor.base.cpr import covered

_seen: ContextVar[bool] = ContextVar("seen", default=False)


__all__ = ["denied", "hold_back", "record", "saw", "searched", "session", "start", "was_seen", "worker"]


def worker(at: datetime) -> Actor:
    """Who did it when nobody did: the background work."""
    return Actor(id=UUID(int=0), name="Samspor (baggrundsarbejde)", on=local_date(at))


def start() -> None:
    _seen.set(False)


def was_seen() -> bool:
    return _seen.get()


def record(
    verb: Verb, *, by: Actor, about: Model | None, at: datetime, child_ids: Iterable[UUID] = (),
    before: Mapping[str, Any] | None = None, after: Mapping[str, Any] | None = None, purpose: str = "",
) -> Entry:  # fmt: skip
    """A change. `before` and `after` hold the fields that matter; sealed text is named, never repeated."""
    return _write(Kind.CHANGE, verb, by, about, at, child_ids, before=before, after=after, purpose=purpose)


def saw(
    verb: Verb,
    *,
    by: Actor,
    at: datetime,
    child_ids: Iterable[UUID] = (),
    about: Model | None = None,
    staff_ids: Iterable[UUID] = (),
    purpose: str = "",
) -> Entry:
    """A read: every id that was shown."""
    return _write(Kind.READ, verb, by, about, at, child_ids, after=_shown(staff_ids), purpose=purpose)


def searched(
    verb: Verb, *, by: Actor, at: datetime, words: str, child_ids: Iterable[UUID] = (), staff_ids: Iterable[UUID] = ()
) -> Entry:
    """A search with its words (a CPR number is masked) and the ids that were shown, or whose number it was."""
    words = covered(words)[:200]
    return _write(Kind.SEARCH, verb, by, None, at, child_ids, after=_shown(staff_ids), words=words)


def _shown(staff_ids: Iterable[UUID]) -> dict[str, list[str]] | None:
    """Those who work with children have no column of their own: a page may show them without any child."""
    return {"staff": [str(one) for one in held]} if (held := sorted(set(staff_ids))) else None


def denied(*, by: Actor, at: datetime, path: str) -> Entry:
    return _write(Kind.DENIED, Verb.ACCESS_DENIED, by, None, at, (), words=path[:200])


def session(verb: Verb, *, at: datetime, account_id: UUID | None, name: str) -> Entry:
    return Entry.objects.create(kind=Kind.SESSION, verb=verb, at=at, actor_id=account_id, actor_name=name[:200])


def _write(  # noqa: PLR0917 -- only called from here, in the order of the sentence
    kind: Kind, verb: Verb, by: Actor, about: Model | None, at: datetime, child_ids: Iterable[UUID], **more: Any
) -> Entry:
    _seen.set(True)
    return Entry.objects.create(
        kind=kind, verb=verb, at=at, actor_id=by.id, actor_name=by.name, roles=sorted(by.roles),
        about=about._meta.label_lower if about else "", about_id=str(about.pk) if about else "",  # noqa: SLF001 -- Django's name
        child_ids=sorted(set(child_ids)), **more,
    )  # fmt: skip
