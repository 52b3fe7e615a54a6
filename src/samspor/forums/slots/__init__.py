"""What forums lend: the menu, a way on from the child's page and its pathway, and what waits."""

from datetime import date

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from samspor.access.check import may
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.base import clock
from samspor.forums import pages, queries
from samspor.forums.rules.hearing import BY_WORK
from samspor.forums.slots import tasks
from samspor.pathways.api import Pathway, also_meets
from samspor.people.api import Child, Unit, same_child
from samspor.ui import slots
from samspor.ui.danish import listing


def register() -> None:
    slots.fill("nav", nav, order=42)
    slots.fill("child.panels", panel, order=6)
    slots.fill("pathway.panels", on_pathway, order=6)
    slots.fill("unit.still_there", still_planned, order=42)
    slots.fill("day.tasks", tasks.tasks, order=15)
    also_meets(queries.to_be_talked_of)


def nav(request: Request) -> list[tuple[str, str, bool]]:
    here = reverse("forums:list")
    if not queries.sits_or_plans(request.actor):
        return []
    return [("Møder", here, request.path.startswith(here))]


def panel(request: Request, child: Child) -> SafeString | None:
    """Where the child is to be talked of, and the way to ask for it."""
    if not may(request.actor, Permission.FORUM_ASK, child):
        return None
    found = queries.asked_about(request.actor, frozenset(same_child(child)))
    lines = [pages.wish_line(one, BY_WORK, request.actor.on) for one in found]
    can_ask = queries.asks_somewhere(request.actor, clock.now())
    if not (lines or can_ask):
        return None
    context = {"lines": lines, "way": reverse("forums:where", args=[child.pk]) if can_ask else ""}
    return SafeString(
        render_to_string("forums/_panel.html", context, using="jinja2")
    )  # which has escaped what people wrote


def on_pathway(request: Request, pathway: Pathway) -> SafeString | None:
    """What is agreed at the meeting is written in the pathway: so the way to it begins there too."""
    child = pathway.child
    return panel(request, child.merged_into or child)


def still_planned(*, unit: Unit, closes_on: date) -> str | None:
    """A unit does not close before its meetings are held or cancelled."""
    titles = list(queries.series_lasting(unit, closes_on).values_list("title", flat=True))
    words = "Møder, der er planlagt efter den dag: {0}. Aflys dem først."
    return words.format(listing([f"»{one}«" for one in titles])) if titles else None
