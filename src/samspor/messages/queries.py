"""Reads of the outbox: everybody sees what was told to them, and what they told."""

from django.db.models import QuerySet

from samspor.access.actor import Actor
from samspor.access.check import demand
from samspor.access.kept import Kept
from samspor.access.rules import Permission
from samspor.messages.models import Message
from samspor.messages.rules import State

SHOWN = 20


def received_by(actor: Actor) -> QuerySet[Message]:
    demand(actor, Permission.MESSAGES_READ)
    return Message.objects.filter(to=actor.id).order_by("-created_at")


@Kept
def unread_of(actor: Actor) -> QuerySet[Message]:
    """The newest."""
    return received_by(actor).filter(read_at=None)[:SHOWN]


def failed_from(actor: Actor) -> QuerySet[Message]:
    demand(actor, Permission.MESSAGES_READ)
    return Message.objects.filter(sender=actor.id, state=State.FAILED)


@Kept
def undelivered_from(actor: Actor) -> QuerySet[Message]:
    """What somebody told that did not arrive, the newest: it is theirs to see, until it has been read all the same."""
    held = failed_from(actor).filter(read_at=None, laid_aside_at=None)
    return held.select_related("to").order_by("-created_at")[:SHOWN]
