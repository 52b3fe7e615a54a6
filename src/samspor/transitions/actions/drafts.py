"""What is being written: kept as it stands while it is written, and gone when it is sent or thrown away."""

from datetime import datetime

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.drafts import Typed, written
from samspor.access.once import UNSENT, Sent, came
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere
from samspor.people.api import Child
from samspor.transitions import queries
from samspor.transitions.models import Delivery, Handover, HandoverDraft


@transaction.atomic
def save_handover_draft(
    *, by: Actor, handover: Handover, place: str, typed: Typed, at: datetime, sent_as: Sent = UNSENT
) -> HandoverDraft | None:
    """Nothing in it is checked; half a sentence is kept too. It waits for who sends, and only then is it known
    whether the form (`sent_as`, as it came) has been received: then nothing is kept.
    """
    handover = require(by, Permission.HANDOVER_PREPARE, handover)
    if came(sent_as, by.id):
        return None
    return _kept(by, HandoverDraft(account_id=by.id, handover=handover, place=place), handover.child, typed, at)


@transaction.atomic
def save_draft_to_begin(
    *, by: Actor, child: Child, place: str, typed: Typed, at: datetime, sent_as: Sent = UNSENT
) -> HandoverDraft | None:
    """The same, of the form that begins one."""
    child = require(by, Permission.HANDOVER_BEGIN, child)
    if came(sent_as, by.id):
        return None
    return _kept(by, HandoverDraft(account_id=by.id, child=child, place=place), child, typed, at)


@transaction.atomic
def save_use_draft(
    *, by: Actor, delivery: Delivery, place: str, typed: Typed, at: datetime, sent_as: Sent = UNSENT
) -> HandoverDraft | None:
    """The same, of the receiver's answer to what was useful."""
    handover = _received(by, delivery)
    if came(sent_as, by.id):
        return None
    return _kept(by, HandoverDraft(account_id=by.id, handover=handover, place=place), handover.child, typed, at)


@transaction.atomic
def drop_use_draft(*, by: Actor, delivery: Delivery, place: str, at: datetime) -> None:
    _dropped(by, queries.draft_of(by, place), _received(by, delivery).child, at)


def _received(by: Actor, delivery: Delivery) -> Handover:
    """What was taken back is not there."""
    delivery = require(by, Permission.HANDOVER_RECEIVE, delivery)
    if delivery.taken_back_at is not None:
        raise NotHere
    return delivery.handover


def _kept(by: Actor, new: HandoverDraft, child: Child, typed: Typed, at: datetime) -> HandoverDraft:
    held = queries.draft_of(by, new.place) or new
    held.typed, held.saved_at = written(typed), at
    held.save()
    record(Verb.HANDOVER_DRAFTED, by=by, about=held, child_ids=[child.pk], at=at)
    return held


@transaction.atomic
def drop_handover_draft(*, by: Actor, handover: Handover, place: str, at: datetime) -> None:
    """Sent, or thrown away. Dropping what is not there is nothing."""
    handover = require(by, Permission.HANDOVER_PREPARE, handover)
    _dropped(by, queries.draft_of(by, place), handover.child, at)


@transaction.atomic
def drop_draft_to_begin(*, by: Actor, child: Child, at: datetime) -> None:
    child = require(by, Permission.HANDOVER_BEGIN, child)
    _dropped(by, queries.draft_to_begin(by, child), child, at)


def _dropped(by: Actor, held: HandoverDraft | None, child: Child, at: datetime) -> None:
    if held:
        held.delete()
        record(Verb.HANDOVER_DRAFT_DROPPED, by=by, about=None, child_ids=[child.pk], at=at)
