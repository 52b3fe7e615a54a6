"""What pathways lend: the menu, the child's panel, next step and who has the baton, and a way on from a concern."""

from collections.abc import Mapping

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from samspor.access.check import holds, may
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.base import clock
from samspor.concerns.api import Concern
from samspor.pathways import pages, queries
from samspor.pathways.pages import address
from samspor.pathways.queries.merging import check_one_open
from samspor.pathways.queries.standing import standing_on
from samspor.pathways.slots import tasks, worker
from samspor.pathways.views.pathway import way_to_open
from samspor.people.api import Child, way_out
from samspor.sharing.api import also_told
from samspor.ui import slots
from samspor.ui.tasks import Task


def register() -> None:
    slots.fill("nav", nav, order=41)
    slots.fill("child.panels", panel, order=5)
    slots.fill("child.next_steps", next_steps, order=5)
    slots.fill("child.responsible", responsible)
    slots.fill("concern.panels", onward)
    slots.fill("day.tasks", tasks.tasks, order=14)
    slots.fill("day.tasks", worker.tasks, order=1)
    way_out.before_merge(check_one_open)
    also_told(queries.who_has_the_baton)


def nav(request: Request) -> list[tuple[str, str, bool]]:
    here = reverse("pathways:list")
    if not holds(request.actor, Permission.PATHWAY_HOLD):
        return []
    return [("Forløb", here, request.path.startswith(here))]


def panel(request: Request, child: Child) -> SafeString | None:
    actor = request.actor
    found = queries.of_the_child(actor, child)
    is_open = any(one.closed_at is None for one in found)
    may_open = not is_open and may(actor, Permission.PATHWAY_WRITE, child)
    if not found and not may_open:
        return None
    stands, nexts = standing_on(child, found), queries.nexts_of(found)
    names = {one.child_id: child.name for one in found}
    lines = pages.lines(
        found, names, nexts, stands, staff=actor.staff, at=clock.now(), today=actor.on, asked=frozenset()
    )
    context = {"lines": lines, "way": way_to_open(child.pk) if may_open else ""}
    return _drawn("pathways/_panel.html", context)


def next_steps(request: Request, child: Child) -> list[Task]:
    found = [one for one in queries.of_the_child(request.actor, child) if one.closed_at is None]
    nexts = queries.nexts_of(found) if found else {}
    return [
        Task(title=nexts[one.pk].what, why="Det næste i forløbet.", href=address(one.pk), due_on=nexts[one.pk].due_on)
        for one in found
    ]


def responsible(request: Request, child: Child) -> str | None:
    """Who has the baton, for whoever may read the pathway."""
    stands = standing_on(child, queries.of_the_child(request.actor, child))
    at = clock.now()
    said = [_words(one.who(at).name, stands_in=one.now(at).stands_in) for one in stands.values()]
    return said[0] if said else None


def onward(request: Request, concern: Concern) -> SafeString | None:
    """On a concern: where it goes on together with others."""
    child = queries.kept(concern.child)
    found = next((one for one in queries.of_the_child(request.actor, child) if one.closed_at is None), None)
    may_open = found is None and concern.closed_at is None and may(request.actor, Permission.PATHWAY_WRITE, child)
    if not (found or may_open):
        return None
    context = {"pathway": found, "way": way_to_open(child.pk, concern.pk)}
    return _drawn("pathways/_onward.html", context)


def _words(name: str, *, stands_in: bool) -> str:
    return f"{name}, stedfortræder for stafetholderen" if stands_in else f"{name}, stafetholder"


def _drawn(template: str, context: Mapping[str, object]) -> SafeString:
    return SafeString(render_to_string(template, dict(context), using="jinja2"))  # which has escaped what people wrote
