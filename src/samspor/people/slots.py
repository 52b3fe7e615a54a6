"""What people lends to the pages of other rooms: the menu, and a task when broken glass waits to be looked at."""

from django.urls import reverse

from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.people import queries
from samspor.ui import slots
from samspor.ui.danish import plural
from samspor.ui.tasks import Task


def register() -> None:
    slots.fill("nav", nav, order=60)
    slots.fill("day.tasks", tasks, order=10)


def nav(request: Request) -> list[tuple[str, str, bool]]:
    shown = (
        (Permission.STAFF_READ, "Medarbejdere", reverse("people:staff")),
        (Permission.EMERGENCY_REVIEW, "Nødadgange", reverse("people:emergencies")),
    )
    scope, here = request.actor.scope, request.path
    return [(label, href, here.startswith(href)) for permission, label, href in shown if scope(permission)]


def tasks(request: Request) -> list[Task]:
    waiting = queries.emergencies_to_review(request.actor).count()
    if not waiting:
        return []
    return [
        Task(
            title=f"Gennemgå {plural(waiting, 'nødadgang', 'nødadgange')}",
            why="Nogen har åbnet et barns side med en begrundelse, som ingen har læst endnu.",
            href=reverse("people:emergencies"),
            tone="attention",
        )
    ]
