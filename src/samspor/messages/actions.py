"""To tell somebody something: written in the action's own transaction, sent by the worker after commit."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from samspor.access.actor import Actor
from samspor.access.check import demand
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere
from samspor.messages.jobs import queued, send
from samspor.messages.models import Message
from samspor.messages.rules import State, Template


@transaction.atomic
def tell(*, by: Actor, to: UUID, template: Template, about: Model, at: datetime) -> Message:
    demand(by, Permission.MESSAGES_READ)
    message = queued(sender=by.id, to=to, template=template, about=about, at=at)
    record(Verb.MESSAGE_QUEUED, by=by, about=message, at=at, after={"template": template})
    send.defer(message=str(message.pk))  # on this very connection: it becomes work only if this commits
    return message


@transaction.atomic
def mark_read(*, by: Actor, message: Message, at: datetime) -> Message:
    demand(by, Permission.MESSAGES_READ)
    found = Message.objects.select_for_update().filter(pk=message.pk, to=by.id).first()
    if found is None:
        raise NotHere
    if found.read_at is None:
        found.read_at = at
        found.save(update_fields=["read_at"])
        record(Verb.MESSAGE_READ, by=by, about=found, at=at)
    return found


@transaction.atomic
def lay_aside(*, by: Actor, message: Message, at: datetime) -> Message:
    """It did not arrive, and who told it has said it in another way."""
    demand(by, Permission.MESSAGES_READ)
    found = Message.objects.select_for_update().filter(pk=message.pk, sender=by.id, state=State.FAILED).first()
    if found is None:
        raise NotHere
    if found.laid_aside_at is None:
        found.laid_aside_at = at
        found.save(update_fields=["laid_aside_at"])
        record(Verb.MESSAGE_LAID_ASIDE, by=by, about=found, at=at)
    return found
