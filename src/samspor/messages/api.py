"""The door to messages."""

from samspor.messages.actions import mark_read, tell
from samspor.messages.jobs import tell_of_itself
from samspor.messages.models import Message
from samspor.messages.queries import received_by, undelivered_from, unread_of
from samspor.messages.rules import State, Template

__all__ = [
    "Message",
    "State",
    "Template",
    "mark_read",
    "received_by",
    "tell",
    "tell_of_itself",
    "undelivered_from",
    "unread_of",
]
