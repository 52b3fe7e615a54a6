"""Focus points lend: what to look at again today, and a panel on the child's page."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.base import clock
from samspor.people.api import Child, naming, same_child
from samspor.screening import pages, queries
from samspor.ui import slots
from samspor.ui.tasks import Task


def register() -> None:
    slots.fill("day.tasks", focus_tasks, order=25)
    slots.fill("child.panels", focus_panel, order=25)


def focus_tasks(request: Request) -> list[Task]:
    return [
        Task(
            title="Følg op på et fokuspunkt for " + ("{child}" if one.child_id else pages.whose(one)),
            why="Se sammen på, hvad der kom ud af det, I prøver.",
            href=reverse("screening:focus", args=[one.pk]),
            due_on=one.review_on,
            tone="attention",
            child_ids=(one.child_id,) if one.child_id else (),
            about=one.child_id,
        )
        for one in queries.due_focus(request.actor)
    ]


def focus_panel(request: Request, child: Child) -> SafeString | None:
    if not request.actor.scope(Permission.SCREENING_READ):
        return None
    found = queries.focus_of_child(request.actor, frozenset(same_child(child)))
    tried = pages.focus_list(found, clock.today(), naming.as_seen(one.child for one in found if one.child))
    drawn = render_to_string("screening/_focus_panel.html", {"tried": tried}, using="jinja2")
    return SafeString(drawn)  # a template of ours, which has escaped what people wrote
