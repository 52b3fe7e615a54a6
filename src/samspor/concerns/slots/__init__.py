"""What concerns lend to other pages: the menu, tasks of my day, a panel and the next step on the child's page."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from samspor.access.actor import Actor
from samspor.access.check import holds, may
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.concerns import pages, queries
from samspor.concerns.rules.stops import Route
from samspor.concerns.slots import tasks
from samspor.people.api import Child, same_child, way_out
from samspor.ui import slots
from samspor.ui.tasks import Task


def register() -> None:
    slots.fill("nav", nav, order=40)
    slots.fill("day.tasks", tasks.waiting, order=15)
    slots.fill("child.panels", panel, order=10)
    slots.fill("child.next_steps", next_steps, order=10)
    way_out.hold_back(check_stops, queries.stopped_among)


def nav(request: Request) -> list[tuple[str, str, bool]]:
    here = reverse("concerns:list")
    if not holds(request.actor, Permission.CONCERN_READ):
        return []
    return [("Bekymringer", here, request.path.startswith(here))]


def panel(request: Request, child: Child) -> SafeString | None:
    actor = request.actor
    if not may(actor, Permission.CONCERN_READ, child):
        return None
    context = {
        "lines": [pages.line(one, child.name) for one in queries.concerns_of(actor, child)],
        "child": child,
        "may_start": may(actor, Permission.CONCERN_WRITE, child),
        "assessment": queries.assessment_to_start_from(actor, same_child(child)),
        "draft": queries.draft_of(actor, child),
    }
    drawn = render_to_string("concerns/_panel.html", context, using="jinja2")
    return SafeString(drawn)  # a template of ours, which has escaped what people wrote


def next_steps(request: Request, child: Child) -> list[Task]:
    return list(pages.next_steps(*queries.ahead_of_child(request.actor, child)))


def check_stops(actor: Actor, child: Child) -> None:
    """Rooms below ask before something of theirs reaches the parents."""
    queries.check_childs_way_out(actor, child, Route.CONVERSATION)
