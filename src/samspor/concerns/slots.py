"""What concerns lend to other pages: the menu, tasks of my day, a panel and the next step on the child's page."""

from datetime import date
from textwrap import shorten

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from samspor.access.actor import Actor
from samspor.access.check import holds, may
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.concerns import pages, queries
from samspor.concerns.api import Concern, NextStep
from samspor.concerns.pages import address
from samspor.concerns.rules.stops import Route
from samspor.people.api import Child, same_child, way_out
from samspor.ui import slots
from samspor.ui.danish import long_date
from samspor.ui.tasks import Task


def register() -> None:
    slots.fill("nav", nav, order=40)
    slots.fill("day.tasks", tasks, order=15)
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
    return [
        Task(
            title=shorten(step.what, 90, placeholder=" …"),
            why=f"{step.who.name} gør det.",
            href=address(step.concern_id, "her"),
            due_on=step.due_on,
        )
        for step in queries.steps_of_child(request.actor, child)
    ]


def check_stops(actor: Actor, child: Child) -> None:
    """Rooms below ask before something of theirs reaches the parents."""
    queries.check_childs_way_out(actor, child, Route.CONVERSATION)


def tasks(request: Request) -> list[Task]:
    waiting = queries.waiting_for(request.actor)
    begun = [(one, "Aftal et næste skridt", _lacking(one, request.actor), "her") for one in waiting.without_step]
    begun += [(one, "Sæt dit mærke på linealen", "Sæt det for dig selv, før I taler sammen.", "lineal")
              for one in waiting.without_mark]  # fmt: skip
    return [*(_step(one, request.actor.on) for one in waiting.steps), *(_begun(*one) for one in begun)]


def _lacking(one: Concern, actor: Actor) -> str:
    if one.started_by_id == actor.staff:
        return "Du har skrevet en bekymring, som endnu ikke har ført til noget."
    return "Bekymringen har ikke ført til noget endnu, og den, der skrev den, arbejder her ikke længere."


def _step(step: NextStep, today: date) -> Task:
    review = today >= step.review_on
    return Task(
        title="Se på, om det hjalp {given}" if review else "Gør det, I aftalte, for {given}",
        why=f"Det skal senest være gjort {long_date(step.due_on)}, og I ser på det {long_date(step.review_on)}.",
        href=address(step.concern_id, "her"),
        due_on=step.review_on if review else step.due_on,
        tone="attention" if today > step.due_on else "neutral",
        child_ids=(step.concern.child_id,),
        about=step.concern.child_id,
    )


def _begun(one: Concern, verb: str, why: str, anchor: str) -> Task:
    href, child = address(one.pk, anchor), one.child_id
    return Task(title=verb + " for {given}", why=why, href=href, child_ids=(child,), about=child)
