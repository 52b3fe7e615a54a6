"""What people lends to the pages of other rooms: the menu, and what waits: broken glass, a child without a place."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.people import queries, texts
from samspor.ui import slots
from samspor.ui.danish import long_date, plural
from samspor.ui.tasks import Task

GUARDED = queries.GUARDED[0].lower() + queries.GUARDED[1:]  # in the middle of a sentence


def register() -> None:
    slots.fill("nav", nav, order=60)
    slots.fill("day.tasks", tasks, order=10)


def nav(request: Request) -> list[tuple[str, str, bool]]:
    shown = (
        (Permission.STAFF_READ, "Medarbejdere", reverse("people:staff")),
        (Permission.EMERGENCY_REVIEW, "Nødadgange", reverse("people:emergencies")),
    )
    scope, here = request.actor.scope, request.path
    return [(label, href, here.startswith(href)) for permission, label, href in shown if scope(permission)]


def tasks(request: Request) -> list[Task]:
    found = [_to_place(one, request.actor.on) for one in queries.nowhere_from(request.actor)]
    return [*_glasses(request), *found[: queries.NOWHERE_SHOWN], *_and_more(found)]


def _and_more(found: Sequence[Task]) -> list[Task]:
    if len(found) <= queries.NOWHERE_SHOWN:
        return []
    last = found[-1]
    return [Task(title=texts.NOWHERE_MORE, why=texts.NOWHERE_NEXT, href=reverse("people:register"),
                 due_on=last.due_on, tone="attention")]  # fmt: skip


def _to_place(one: queries.Nowhere, today: date) -> Task:
    """After the day has come the child is nobody's: whoever is guarded is not named, and the way is to take it in."""
    day, gone = long_date(one.from_on), one.from_on <= today
    about = None if gone and one.is_guarded else one.child
    name = "{child}" if about else GUARDED
    return Task(
        title=f"Find ud af, hvor {name} skal være {'efter' if gone else 'fra'} den {day}",
        why=texts.NOWHERE_NOW if gone else f"Barnet har intet sted fra den {day}. {texts.NOWHERE_SOON}",
        href=reverse("people:register") if gone else one.href,
        due_on=one.from_on,
        tone="attention",
        child_ids=(one.child,),
        about=about,
        unnamed=GUARDED,
    )


def _glasses(request: Request) -> list[Task]:
    waiting = len(queries.glasses_to_review(request.actor))
    if not waiting:
        return []
    return [
        Task(
            title=f"Gennemgå {plural(waiting, 'nødadgang', 'nødadgange')}",
            why="Nogen har åbnet et barns side med en begrundelse. Den, der når det først, ser den igennem.",
            href=reverse("people:emergencies"),
            due_on=request.actor.on,  # first of what waits: somebody was let in who is not of the house
            tone="attention",
        )
    ]
