"""What screening lends to pages above: the menu, the tasks of my day, the line of rounds on the child's page."""

from collections.abc import Iterator
from datetime import date

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.people.api import Child, Unit, held_among, same_child, way_out
from samspor.screening import pages, queries, rules, texts
from samspor.screening.models import Assessment
from samspor.screening.queries.merging import check_finished
from samspor.screening.queries.unfinished import unfinished_in
from samspor.screening.slots import figures, focus, parents, visits
from samspor.ui import slots
from samspor.ui.danish import in_group, listing, plural
from samspor.ui.tasks import Task


def register() -> None:
    slots.fill("nav", nav, order=30)
    slots.fill("day.tasks", tasks, order=20)
    slots.fill("child.panels", panel, order=20)
    slots.fill("unit.still_there", still_open, order=20)
    way_out.before_merge(check_finished)
    figures.register()
    focus.register()
    parents.register()
    visits.register()


def nav(request: Request) -> list[tuple[str, str, bool]]:
    here = reverse("screening:rounds")
    if not request.actor.scope(Permission.SCREENING_READ) and not request.actor.scope(Permission.ROUND_PLAN):
        return []
    return [("Runder", here, request.path.startswith(here))]


def still_open(*, unit: Unit, closes_on: date) -> str | None:
    """A unit does not close before its rounds do."""
    rounds = [f"»{one.round.label}«" for one in queries.planning.rounds_lasting(unit, closes_on)]
    words = "Runder, der er åbne efter den dag: {0}. Ret deres sidste dag, eller tag dem tilbage først."
    return words.format(listing(rounds)) if rounds else None


def panel(request: Request, child: Child) -> SafeString | None:
    if not request.actor.scope(Permission.SCREENING_READ):
        return None
    held = queries.line_of(request.actor, frozenset(same_child(child)))
    lines = pages.line(held, queries.worded(held), held_among({one.child_id for one in held if not _is_told(one)}))
    drawn = render_to_string("screening/_panel.html", {"lines": lines}, using="jinja2")
    return SafeString(drawn)  # a template of ours, which has escaped what people wrote


def _is_told(one: Assessment) -> bool:
    return hasattr(one, "informed")


def tasks(request: Request) -> list[Task]:
    found = queries.whose.waiting_with_whose(request.actor)
    return [
        *_notices(request),
        *_unfinished(request),
        *(task for one, whose in found for task in _of_group(request, one, whose)),
    ]


def _of_group(request: Request, one: queries.Waiting, whose: queries.whose.Whose) -> Iterator[Task]:
    """What a group waits for is asked of those whose group it is, and its leader sees that it is somebody's."""
    if rules.is_asked(whose.knows, is_led=whose.is_led):
        yield from _lines(one)
    today = request.actor.on
    if rules.is_overseen(whose.knows, assessors=whose.assessors, closes_on=one.closes_on, today=today):
        yield from _to_oversee(one, whose.assessors)
    if whose.knows.leads:
        yield from _to_tell(one)


def _notices(request: Request) -> Iterator[Task]:
    for one in queries.rounds_without_notice(request.actor):
        yield Task(
            title=f"Orientér forældrene om {one.round.label} i {one.unit.name}",
            why="Runden åbner først, når det er registreret.",
            href=reverse("screening:notice", args=[one.pk]),
            due_on=one.round.opens_on,
            tone="attention",
        )


def _unfinished(request: Request) -> Iterator[Task]:
    for one in unfinished_in(request.actor):
        children = plural(one.children, "barn", "børn")
        yield Task(
            title=f"Se efter vurderingen af {children}, som ikke blev gjort færdig",
            why=f"{one.label}, {one.unit_name} er lukket. Runden kan forlænges, så I kan tale sammen.",
            href=reverse("screening:board", args=[one.round_unit]),
            tone="attention",
        )


def _lines(one: queries.Waiting) -> Iterator[Task]:
    """One line for each thing a group waits for."""
    for number, verb, view, place in (
        (one.mine, "Lav din egen vurdering af", "screening:own", ""),
        (one.dialogue, "Tal sammen om", "screening:joint", f"#{rules.Step.DIALOGUE}"),
        (one.to_inform, "Orientér forældrene til", "screening:joint", f"#{rules.Step.CONCLUDED}"),
    ):
        if number:
            children = "1 barn" if number == 1 else f"{number} børn"
            href = reverse(view, args=[one.round_unit, one.group]) + place
            yield Task(
                title=f"{verb} {children} {in_group(one.group_name)}",
                why=f"{one.label}, {one.unit_name}",
                href=href,
                due_on=one.closes_on,
            )


def _to_oversee(one: queries.Waiting, assessors: int) -> Iterator[Task]:
    if one.mine or one.dialogue or one.to_inform:
        why = texts.BEGUN[min(assessors, rules.ASSESSORS)]
        yield Task(
            title=f"Se efter, hvem der ser på børnene {in_group(one.group_name)}",
            why=f"{why} {one.label}, {one.unit_name}",
            href=reverse("screening:board", args=[one.round_unit]),
            due_on=one.closes_on,
            tone="attention",
        )


def _to_tell(one: queries.Waiting) -> Iterator[Task]:
    """Of the children who came after the others' parents were told of the round."""
    if one.untold:
        children = "1 barn" if one.untold == 1 else f"{one.untold} børn"
        yield Task(
            title=f"Giv forældrene til {children} {in_group(one.group_name)} besked om runden",
            why=f"{texts.CAME_LATER} {one.label}, {one.unit_name}",
            href=reverse("screening:latecomers", args=[one.round_unit]),
            due_on=one.closes_on,
            tone="attention",
        )
