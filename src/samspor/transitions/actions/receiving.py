"""At the receiver's: opened, confirmed as read, and after some weeks what was useful."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import may, require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.base.refused import NotHere
from samspor.messages.api import Template, tell
from samspor.transitions import queries
from samspor.transitions.models import Delivery, FurtherReader
from samspor.transitions.rules import sending
from samspor.transitions.rules.words import Use


@transaction.atomic
def open_delivery(*, by: Actor, delivery: Delivery, at: datetime) -> Delivery:
    """Somebody has it before their eyes: from now on it can not be taken back."""
    delivery = here(by=by, delivery=delivery, at=at)
    if delivery.opened_at is None:
        delivery.opened_at = at
        delivery.save(update_fields=["opened_at"])
        record(Verb.HANDOVER_OPENED, by=by, about=delivery, child_ids=[delivery.handover.child_id], at=at)
    return delivery


@transaction.atomic
def confirm_read(*, by: Actor, delivery: Delivery, at: datetime) -> Delivery:
    """»Jeg har læst den og ved, hvad jeg gør først.« The first who says so, and each who was asked to read it too."""
    delivery = here(by=by, delivery=delivery, at=at)
    asked = delivery.further_readers.filter(staff=queries.me(by), read_at=None)
    was_asked = bool(asked.update(read_at=at))
    sending.check_unread(read=delivery.read_at is not None and not was_asked)
    if delivery.read_at is None:
        delivery.opened_at, delivery.read_at, delivery.read_by = delivery.opened_at or at, at, queries.me(by)
        delivery.save(update_fields=["opened_at", "read_at", "read_by"])
    record(Verb.HANDOVER_READ, by=by, about=delivery, child_ids=[delivery.handover.child_id], at=at)
    return delivery


@transaction.atomic
def name_reader(*, by: Actor, delivery: Delivery, staff: UUID, at: datetime) -> FurtherReader:
    """Who reads it first is not always who is with the child: a colleague at the same place shall read it too."""
    delivery = here(by=by, delivery=delivery, at=at)
    me, knows = queries.me(by), queries.who_has_it(delivery)
    sending.check_may_name(has_read=me.pk in knows, leads=may(by, Permission.HANDOVER_OVERSEE, delivery))
    colleague = queries.colleagues_at(delivery, local_date(at)).filter(pk=staff).first()
    sending.check_reader(is_there=colleague is not None, knows=staff in knows)
    assert colleague is not None  # noqa: S101 -- just checked
    made = FurtherReader.objects.create(delivery=delivery, staff=colleague, named_by=me, named_at=at)
    child_id = delivery.handover.child_id
    record(Verb.HANDOVER_READER_NAMED, by=by, about=made, child_ids=[child_id], at=at, after={"staff": str(staff)})
    if colleague.account_id and colleague.account_id != by.id:
        tell(by=by, to=colleague.account_id, template=Template.HANDOVER_TO_READ, about=delivery, at=at)
    return made


@transaction.atomic
def say_what_was_useful(
    *, by: Actor, delivery: Delivery, uses: Mapping[UUID, tuple[Use | None, str]], at: datetime
) -> Delivery:
    """Field by field, in words the sender can learn from."""
    delivery = here(by=by, delivery=delivery, at=at)
    sending.check_reply(
        read=delivery.read_at is not None, answered=delivery.answered_at is not None,
        uses=[use for use, _ in uses.values()],
    )  # fmt: skip
    fields = {one.pk: one for one in delivery.sent_fields.filter(withdrawn_at=None)}
    _check_there(delivery, uses, fields)
    for key, (use, words) in uses.items():
        fields[key].use, fields[key].use_words = use or "", words or None
        fields[key].save(update_fields=["use", "use_words"])
    delivery.answered_at, delivery.answered_by = at, queries.me(by)
    delivery.save(update_fields=["answered_at", "answered_by"])
    handover = delivery.handover
    record(Verb.HANDOVER_USE_SAID, by=by, about=delivery, child_ids=[handover.child_id], at=at)
    for account in queries.writers_of(handover, local_date(at)):
        tell(by=by, to=account, template=Template.HANDOVER_USE_SAID, about=delivery, at=at)
    return delivery


def _check_there(delivery: Delivery, uses: Collection[UUID], left: Collection[UUID]) -> None:
    gone = set(uses) - set(left)
    if gone - set(delivery.sent_fields.values_list("pk", flat=True)):
        raise NotHere
    sending.check_not_withdrawn(withdrawn=bool(gone))


def here(*, by: Actor, delivery: Delivery, at: datetime) -> Delivery:  # noqa: ARG001 -- the shape of shared steps
    """What was taken back is not there; it may be taken back in this very moment."""
    delivery = require(by, Permission.HANDOVER_RECEIVE, delivery)
    if delivery.taken_back_at is not None:
        raise NotHere
    return delivery
