"""A written list is taken back, child by child, as long as nothing has been built on it."""

import json
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import ProtectedError

from samspor.access.actor import Actor
from samspor.access.models import Account
from samspor.access.turns import wait_for_turn
from samspor.audit.record import hold_back, record, saw, worker
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.base.refused import Refused
from samspor.people.api import Child, ChildGroup, actor_for, rename_group
from samspor.people.rules import eases_protection
from samspor.roster.jobs.mementos import Memento, check_unchanged, put_back
from samspor.roster.jobs.staging import BATCH, BROKEN, GROUP, LISTS, batches
from samspor.roster.models import Change, ChangeSet
from samspor.roster.rules.states import State

_GROUP_CHANGED = "En gruppe har fået et andet navn, siden listen blev skrevet. Ret navnet i stedet for at fortryde."
_GROUP_USED = "En gruppe, som listen oprettede, er taget i brug. Ret i stedet det, der er forkert."


def undo_in_background(key: UUID, *, asked: UUID, at: datetime) -> None:
    """As the one who asked for it, whoever handed the list in or said yes to it."""
    change_set = ChangeSet.objects.select_related("source", "unit").get(pk=key)
    if change_set.stage is not State.UNDOING:
        return
    try:
        take_back(change_set, by=actor_for(Account.objects.get(pk=asked), at=at), at=at)
    except Refused as refused:
        _put_aside(change_set, refused.sentence, at)
    except Exception:
        _put_aside(change_set, BROKEN, at)
        raise


@transaction.atomic
def take_back(change_set: ChangeSet, *, by: Actor, at: datetime) -> None:
    """First all are looked at, then what was written last goes first."""
    wait_for_turn(LISTS)
    hold_back()
    written = change_set.changes.exclude(after=None)
    children = list(written.exclude(cluster=GROUP).order_by("-numbers", "-pk"))
    for batch in batches(children, BATCH):
        check_unchanged({change.child_id: json.loads(change.after) for change in batch if change.child_id})
    touched = {_take_back(change, by=by, at=at) for change in children}
    for change in written.filter(cluster=GROUP):
        _name_back(change, by=by, at=at)
    _close(change_set, by=by, at=at)
    change_set.changes.all().delete()
    change_set.answers.all().delete()
    change_set.state, change_set.undone_at, change_set.problem = State.UNDONE, at, ""
    change_set.save(update_fields=["state", "undone_at", "problem"])
    record(Verb.ROSTER_UNDONE, by=by, about=change_set, child_ids=touched, at=at)


def _take_back(change: Change, *, by: Actor, at: datetime) -> UUID:
    key, before = change.child_id, json.loads(change.before) if change.before else None
    assert key is not None  # noqa: S101 -- what was written has its child
    child = Child.objects.filter(pk=key).first()
    record(Verb.ROSTER_UNDONE, by=by, about=child, child_ids=[key], at=at)
    change.child = None  # or the change would hold on to a child that is to go
    change.save(update_fields=["child"])
    after = json.loads(change.after)
    if before and eases_protection(_until(after), _until(before), local_date(at)):
        saw(Verb.ADDRESS_REVEALED, by=by, at=at, about=child, child_ids=[key], purpose="listen er fortrudt")
    put_back(key, before, after)
    return key


def _until(memento: Memento) -> date | None:
    held = memento["child"]["protected_until"]
    return date.fromisoformat(held) if held else None


def _name_back(change: Change, *, by: Actor, at: datetime) -> None:
    before, after = json.loads(change.before), json.loads(change.after)
    group = ChildGroup.objects.get(pk=before["group"])
    if group.name != after["name"]:
        raise Refused(_GROUP_CHANGED)
    rename_group(by=by, group=group, name=before["name"], at=at)


def _close(change_set: ChangeSet, *, by: Actor, at: datetime) -> None:
    opened = ChildGroup.objects.filter(pk__in=change_set.noted.get("opened", []))
    for group in opened:
        record(Verb.ROSTER_UNDONE, by=by, about=group, at=at, before={"name": group.name})
    try:
        opened.delete()
    except ProtectedError:
        raise Refused(_GROUP_USED) from None


@transaction.atomic
def _put_aside(change_set: ChangeSet, sentence: str, at: datetime) -> None:
    change_set.state, change_set.problem = State.APPLIED, sentence[:300]
    change_set.save(update_fields=["state", "problem"])
    record(Verb.ROSTER_UNDONE, by=worker(at), about=change_set, at=at, purpose="blev ikke fortrudt")
