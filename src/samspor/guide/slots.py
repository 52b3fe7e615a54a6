"""What the guide lends to pages above: the menu, and to Min dag the guides that must be looked at again."""

from django.urls import reverse

from samspor.access.request import Request
from samspor.guide import queries
from samspor.ui import slots
from samspor.ui.tasks import Task


def register() -> None:
    slots.fill("nav", nav, order=40)
    slots.fill("day.tasks", tasks, order=60)


def nav(request: Request) -> list[tuple[str, str, bool]]:
    here = reverse("guide:front")
    return [("Vejviser", here, request.path.startswith(here))]


def tasks(request: Request) -> list[Task]:
    return [
        Task(
            title=f"Se »{one.guide.title}« efter",
            why="Dagen, hvor den skulle ses efter, er nået. Ret det, der er forældet, og udgiv den igen.",
            href=reverse("guide:version", args=[one.pk]),
            due_on=one.review_on,
        )
        for one in queries.reviews_due(request.actor)
    ]
