"""Min dag: what waits for somebody, and what was told to them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse

from samspor.messages.api import Message, Template
from samspor.ui.tasks import Task

# Where a message leads, by what it tells.
PLACES: Mapping[str, str] = {Template.ROUND_OPENED: "screening:rounds", Template.ROSTER_READY: "roster:lists"}


@dataclass(frozen=True, slots=True)
class Told:
    key: UUID
    title: str
    at: datetime
    href: str


def told(message: Message, *, may_review: bool) -> Told:
    title = message.get_template_display()
    return Told(message.pk, title, message.created_at, _href(message, may_review=may_review))


def _href(message: Message, *, may_review: bool) -> str:
    """A message leads only where one may go."""
    if message.template == Template.EMERGENCY_OPENED:
        return reverse("people:review", args=[message.about_id]) if may_review else ""
    return reverse(PLACES[message.template]) if message.template in PLACES else ""


def in_order(tasks: Iterable[Task]) -> list[Task]:
    """What others wait for stands first, then what is due first; what has no date stands last, in its room's order."""
    return sorted(tasks, key=lambda task: (task.tone != "attention", task.due_on or date.max))
