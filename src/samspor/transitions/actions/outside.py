"""From a place outside Samspor: that it was read, and what was useful, as one of the senders was told it."""

from datetime import date, datetime

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.transitions import queries
from samspor.transitions.models import Delivery, Handover
from samspor.transitions.rules import sending


@transaction.atomic
def note_read(*, by: Actor, handover: Handover, who: str, said_on: date, at: datetime) -> Delivery:
    """`who`: the one there who has read it, with their job."""
    delivery = _said_there(by=by, handover=handover, who=who, said_on=said_on, at=at)
    sending.check_read_there(read=delivery.read_at is not None)
    delivery.opened_at = delivery.read_at = at
    delivery.read_by, delivery.read_there, delivery.read_there_on = queries.me(by), who, said_on
    delivery.save(update_fields=["opened_at", "read_at", "read_by", "read_there", "read_there_on"])
    child, after = [handover.child_id], {"on": str(said_on)}
    record(Verb.HANDOVER_READ_THERE, by=by, about=delivery, child_ids=child, at=at, after=after)
    return delivery


@transaction.atomic
def note_useful(*, by: Actor, handover: Handover, who: str, words: str, said_on: date, at: datetime) -> Delivery:
    delivery = _said_there(by=by, handover=handover, who=who, said_on=said_on, at=at)
    read, answered = delivery.read_at is not None, delivery.answered_at is not None
    sending.check_useful_there(read=read, answered=answered, words=words)
    delivery.answered_at, delivery.answered_by = at, queries.me(by)
    delivery.useful_there, delivery.useful_there_on, delivery.useful_words = who, said_on, words
    delivery.save(update_fields=["answered_at", "answered_by", "useful_there", "useful_there_on", "useful_words"])
    child, after = [handover.child_id], {"on": str(said_on)}
    record(Verb.HANDOVER_USE_HEARD, by=by, about=delivery, child_ids=child, at=at, after=after)
    return delivery


def _said_there(*, by: Actor, handover: Handover, who: str, said_on: date, at: datetime) -> Delivery:
    """What was handed over on paper, locked."""
    handover = require(by, Permission.HANDOVER_PREPARE, handover)
    held = Delivery.objects.select_for_update(of=("self",), no_key=True).filter(handover=handover, unit=None).first()
    since = held.given_on if held else None
    sending.check_said_there(who=who, said_on=said_on, since=since, today=local_date(at))
    assert held is not None  # noqa: S101 -- just checked
    return held
