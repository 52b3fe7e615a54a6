"""Parents who wait to be told lend a task to those who concluded."""

from django.conf import settings
from django.urls import reverse

from samspor.access.request import Request
from samspor.screening import queries
from samspor.ui import slots
from samspor.ui.tasks import Task


def register() -> None:
    slots.fill("day.tasks", late_tasks, order=22)


def late_tasks(request: Request) -> list[Task]:
    days = settings.PROFILE.parents_informed_days
    return [
        Task(
            title="Fortæl forældrene til {child}, hvad I har set",
            why=f"Der er gået {days} dage eller mere, siden I talte sammen om barnet.",
            href=reverse("screening:inform", args=[one.assessment_id]),
            tone="attention",
            child_ids=(one.assessment.child_id,),
            about=one.assessment.child_id,
        )
        for one in queries.late_for(request.actor, days)
    ]
