"""Reads of the outbox: everybody sees what was told to them, and what they told."""

from django.db.models import QuerySet

from samspor.access.actor import Actor
from samspor.access.check import demand
from samspor.access.rules import Permission
from samspor.messages.models import Message
from samspor.messages.rules import State


def received_by(actor: Actor) -> QuerySet[Message]:
    demand(actor, Permission.MESSAGES_READ)
    return Message.objects.filter(to=actor.id).order_by("-created_at")


def undelivered_from(actor: Actor) -> QuerySet[Message]:
    """What somebody told that did not arrive: it is theirs to see."""
    demand(actor, Permission.MESSAGES_READ)
    return Message.objects.filter(sender=actor.id, state=State.FAILED).select_related("to").order_by("-created_at")
