"""What sharing lends to other pages: a panel on the child's page, and tasks in my day."""

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from samspor.access.check import may
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.base.clock import local_date
from samspor.people.api import Child, held_among
from samspor.sharing import queries
from samspor.sharing.queries import Now
from samspor.sharing.rules.words import State
from samspor.ui import slots
from samspor.ui.tasks import Task


def register() -> None:
    slots.fill("child.panels", panel, order=28)
    slots.fill("day.tasks", tasks, order=17)


def panel(request: Request, child: Child) -> SafeString | None:
    """How many lines are in force, and which ends first."""
    if not may(request.actor, Permission.CONSENT_READ, child):
        return None
    lines = queries.exchanges_of(child, request.actor.on)
    held = sorted((one for one in lines if one.is_in_force), key=lambda one: one.last_day)
    waiting = [one for one in lines if one.state in {State.ASKED, State.PARTLY}]
    context = {"child": child, "in_force": held, "waiting": waiting, "first": held[0].last_day if held else None}
    drawn = render_to_string("sharing/_panel.html", context, using="jinja2")
    return SafeString(drawn)  # a template of ours, which has escaped what people wrote


def tasks(request: Request) -> list[Task]:
    """For whoever asked: what ends soon, what has no answer, and two who answer differently."""
    mine = queries.asked_by(request.actor, request.actor.on)
    stopped = held_among({one.consent.child_id for one in mine})
    return [task for one in mine if one.consent.child_id not in stopped for task in _tasks(one)]


def _tasks(one: Now) -> Iterator[Task]:
    profile = settings.PROFILE
    asked_on = local_date(one.consent.asked_at)
    if one.state is State.PARTLY:
        yield _task(one, "Tal med forældrene om samtykket til", _PARTLY, tone="attention")
    elif one.state is State.ASKED and asked_on + timedelta(days=profile.sharing_unanswered_days) <= one.on:
        yield _task(one, "Følg op på samtykket til", _ASKED)
    elif one.state is State.GIVEN and one.last_day - timedelta(days=profile.sharing_warn_days) <= one.on:
        yield _task(one, "Forny samtykket til", _ENDS, due=True)


_PARTLY = "De har svaret forskelligt. Det gælder ikke, før alle har sagt ja."
_ASKED = "I har spurgt, og der mangler svar. Det gælder ikke endnu."
_ENDS = "Det udløber snart. Er der stadig brug for det, er det én bekræftelse."


def _task(one: Now, verb: str, why: str, *, tone: str = "neutral", due: bool = False) -> Task:
    child = queries.kept(one.consent.child).pk
    return Task(
        title=verb + " {given}", why=why, tone=tone, href=reverse("sharing:map", args=[child]),
        due_on=one.last_day if due else None, child_ids=(child,), about=child,
    )  # fmt: skip
