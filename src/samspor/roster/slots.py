"""What roster lends to pages above: the menu, and a task when a list waits for an answer."""

from datetime import date

from django.urls import reverse

from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.base.clock import local_date
from samspor.roster import queries
from samspor.roster.models import ChangeSet
from samspor.roster.rules.states import State, is_soon_thrown_away, thrown_away_on
from samspor.ui import slots
from samspor.ui.danish import long_date, moment
from samspor.ui.tasks import Task

_WAITS = {
    State.MAPPING: "Sig, hvad kolonnerne er, så listen kan læses.",
    State.READY: "Den er læst og venter på jer.",
    State.FAILED: "Den kunne ikke læses. Se hvorfor, og hent den igen.",
}
_TRIED = "Det lykkedes ikke at skrive den. Se hvorfor."


def register() -> None:
    slots.fill("nav", nav, order=50)
    slots.fill("day.tasks", tasks, order=60)


def nav(request: Request) -> list[tuple[str, str, bool]]:
    here = reverse("roster:lists")
    may = request.actor.scope(Permission.ROSTER_IMPORT)
    return [("Børnelister", here, request.path.startswith(here))] if may else []


def tasks(request: Request) -> list[Task]:
    return [_task(one, request.actor.on) for one in queries.waiting_lists(request.actor)]


def _task(one: ChangeSet, today: date) -> Task:
    """In its last week it says which day it is thrown away, unread or not."""
    uploaded_on = local_date(one.uploaded_at)
    gone_on = thrown_away_on(uploaded_on) if is_soon_thrown_away(uploaded_on, today) else None
    said = f" Den bliver kasseret den {long_date(gone_on)}, hvis ingen tager stilling til den." if gone_on else ""
    return Task(
        title=f"Se børnelisten fra {one.unit.name} igennem: {one.filename}",
        why=f"{one.filename}, afleveret {moment(one.uploaded_at)}. {_waits(one)}{said}",
        href=reverse("roster:review", args=[one.pk]),
        due_on=gone_on,
        tone="attention",
    )


def _waits(one: ChangeSet) -> str:
    return _TRIED if one.is_put_aside else _WAITS[one.stage]
