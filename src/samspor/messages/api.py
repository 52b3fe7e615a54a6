"""The door to messages."""

from samspor.messages.actions import lay_aside, mark_read, tell
from samspor.messages.jobs import tell_of_itself
from samspor.messages.models import Message
from samspor.messages.queries import failed_from, received_by, undelivered_from, unread_of
from samspor.messages.rules import State, Template

__all__ = [
    "Message",
    "State",
    "Template",
    "failed_from",
    "lay_aside",
    "mark_read",
    "received_by",
    "tell",
    "tell_of_itself",
    "undelivered_from",
    "unread_of",
]
