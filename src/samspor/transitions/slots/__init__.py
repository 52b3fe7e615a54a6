"""What handovers lend to other pages: the menu, a panel and the next step on the child's page; tasks beside."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from samspor.access.check import holds, may
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.people.api import Child
from samspor.transitions import pages, queries
from samspor.transitions.pages import address
from samspor.transitions.slots import tasks
from samspor.ui import slots
from samspor.ui.tasks import Task


def register() -> None:
    slots.fill("nav", nav, order=42)
    slots.fill("child.panels", panel, order=30)
    slots.fill("child.next_steps", next_steps, order=30)
    tasks.register()


def nav(request: Request) -> list[tuple[str, str, bool]]:
    here = reverse("transitions:list")
    if not (holds(request.actor, Permission.HANDOVER_PREPARE) or holds(request.actor, Permission.HANDOVER_RECEIVE)):
        return []
    return [("Overleveringer", here, request.path.startswith(here))]


def panel(request: Request, child: Child) -> SafeString | None:
    actor = request.actor
    may_begin = may(actor, Permission.HANDOVER_BEGIN, child)
    came = queries.received_about(actor, child)
    lines = [pages.line(one, child.name) for one in queries.of_the_child(actor, child)]
    received = [pages.sent(one, child.name) for one in came]
    if not (may_begin or lines or received):
        return None
    context = {"lines": lines, "received": received, "child": child, "may_begin": may_begin}
    drawn = render_to_string("transitions/_panel.html", context, using="jinja2")
    return SafeString(drawn)  # a template of ours, which has escaped what people wrote


def next_steps(request: Request, child: Child) -> list[Task]:
    return [
        Task(
            title=f"Overlevering til {pages.to_words(one.handover)}",
            why=pages.line(one, child.name).state_words,
            href=address(one.handover.pk),
            due_on=one.handover.starts_on,
        )
        for one in queries.of_the_child(request.actor, child)
        if pages.line(one, child.name).is_open
    ]
