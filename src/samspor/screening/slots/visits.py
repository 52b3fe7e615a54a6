"""Visits and second looks lend: a place in the menu, what waits to be written, and a panel on the child's page."""

from collections.abc import Iterator
from datetime import date

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.people.api import Child, held_among, naming
from samspor.screening import pages, queries
from samspor.screening.models import Assessment
from samspor.screening.rules import Step
from samspor.ui import slots
from samspor.ui.danish import in_group, plural
from samspor.ui.tasks import Task


def register() -> None:
    slots.fill("nav", visits_nav, order=32)
    slots.fill("day.tasks", visit_tasks, order=21)
    slots.fill("day.tasks", second_tasks, order=21)
    slots.fill("day.tasks", declined_tasks, order=21)
    slots.fill("child.panels", visit_panel, order=21)


def visits_nav(request: Request) -> list[tuple[str, str, bool]]:
    if not request.actor.scope(Permission.VISIT_MAKE):
        return []
    here = reverse("screening:visits")
    return [("Besøg", here, request.path.startswith(here))]


def visit_panel(request: Request, child: Child) -> SafeString | None:
    """Where a visit begins. What came of earlier ones stands with the other assessments."""
    if not queries.visits.may_visit(request.actor, child):
        return None
    lines = pages.visit_lines(queries.visits.open_visits_of(request.actor, child.pk), naming.as_seen([child]))
    drawn = render_to_string("screening/_visit_panel.html", {"lines": lines, "child": child}, using="jinja2")
    return SafeString(drawn)  # a template of ours, which has escaped what people wrote


def visit_tasks(request: Request) -> list[Task]:
    if not request.actor.scope(Permission.VISIT_MAKE) and not request.actor.scope(Permission.ROUND_OVERVIEW):
        return []
    found = queries.visits.visits_to_finish(request.actor)
    held = held_among([one.child_id for one in found])
    return [task for one in found for task in _waiting(one, request.actor.on, may_tell=one.child_id not in held)]


def _waiting(one: Assessment, today: date, *, may_tell: bool) -> Iterator[Task]:
    whole, step = one.round_unit.round, queries.step_of(one)
    is_closed = whole.closes_on < today
    title = _title(one, step, is_closed=is_closed)
    asks_parents = step is Step.CONCLUDED or (is_closed and not queries.handed_in(one))  # a new visit is told them
    if title and (may_tell or not asks_parents):
        yield Task(
            title=title,
            why=_why(one),
            href=reverse("screening:visit", args=[one.pk]),
            due_on=whole.closes_on,
            child_ids=(one.child_id,),
            about=one.child_id,
        )


def _title(one: Assessment, step: Step, *, is_closed: bool) -> str:
    """What there is to do; nothing while one has written, and a colleague who still can has not."""
    known, begun = vars(one), queries.handed_in(one) > 0
    if step is Step.CONCLUDED:
        seen = "du så" if known["visitor_here"] else "en kollega så"
        return f"Fortæl forældrene til {{child}}, hvad {seen} ved besøget"
    if is_closed or not known["visitor_here"]:
        return "Gør besøget hos {child} færdigt" if begun else "Se på {child} igen: Besøget blev ikke skrevet ned"
    if step is Step.DIALOGUE:
        return "Tal sammen om {child}, som I har set ved et besøg"
    if not known["written"]:
        return "Skriv besøget hos {child} ned"
    return "" if known["second_here"] else "Gør besøget hos {child} færdigt"


def _why(one: Assessment) -> str:
    known, label = vars(one), one.round_unit.round.label
    if not known["visitor_here"]:
        return f"{label}. {known['visitor_name']} var på besøget og kan ikke gøre det færdigt."
    second_left = queries.step_of(one) is Step.OWN and known["written"] and not known["second_here"]
    return f"{label}. Din kollega kan ikke se på barnet længere." if second_left else label


def second_tasks(request: Request) -> list[Task]:
    return [
        Task(
            title=f"Giv dit blik på {plural(left, 'barn', 'børn')} {in_group(one.group.name)}",
            why=f"{one.round_unit.unit.name} har bedt dig om det. {one.round_unit.round.label}",
            href=reverse("screening:second", args=[one.pk]),
            due_on=one.to_on,
        )
        for one in queries.seconds.asked_today(request.actor)
        if (left := sum(not beheld.is_done for beheld in queries.seconds.children_asked_about(request.actor, one)))
    ]


def declined_tasks(request: Request) -> list[Task]:
    """To whoever may ask a colleague: one of those asked cannot, and why stands where another is asked."""
    return [
        Task(
            title="Find en anden, der kan se på "
            + ("{child}" if one.child_id else f"børnene {in_group(one.group.name)}"),
            why=f"{one.staff.name} kan ikke. {one.round_unit.round.label}, {one.round_unit.unit.name}",
            href=reverse("screening:seconds", args=[one.round_unit_id]),
            due_on=one.to_on,
            tone="attention",
            child_ids=(one.child_id,) if one.child_id else (),
            about=one.child_id,
        )
        for one in queries.seconds.declined(request.actor)
    ]
