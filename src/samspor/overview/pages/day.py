"""Min dag: what waits for somebody, and what was told to them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from samspor.messages.api import Message, Template
from samspor.ui.tasks import Task

# Where a message leads, by what it tells.
PLACES: Mapping[str, str] = {
    Template.EMERGENCY_OPENED: "/noedadgange/{}/",
    Template.ROUND_OPENED: "/runder/",
    Template.ROSTER_READY: "/lister/",
}


@dataclass(frozen=True, slots=True)
class Told:
    key: UUID
    title: str
    at: datetime
    href: str


def told(message: Message) -> Told:
    href = PLACES.get(message.template, "").format(message.about_id)
    return Told(message.pk, message.get_template_display(), message.created_at, href)


def in_order(tasks: Iterable[Task]) -> list[Task]:
    """What is due first stands first; what has no date stands last."""
    return sorted(tasks, key=lambda task: (task.due_on or date.max, task.title))
