"""Goals: to set one, to say a number, and to say what became of it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from samspor.access.check import found
from samspor.access.once import once
from samspor.access.request import Request
from samspor.base import clock
from samspor.concerns.api import current_scales
from samspor.pathways import actions, queries
from samspor.pathways.actions.goals import CHILDS, OWN, Voice
from samspor.pathways.forms.goals import EndGoalForm, GoalForm, NumberForm
from samspor.pathways.models import Goal, Participant
from samspor.pathways.pages import address
from samspor.pathways.queries.goals import goals_joined
from samspor.pathways.rules.goals import GoalState, Sayer, Words
from samspor.pathways.rules.together import Kind
from samspor.pathways.views.steps import GET_POST, filled, one_of, writable, write
from samspor.people.api import Guardianship

_MINE, _CHILDS = str(Sayer.STAFF), str(Sayer.CHILD)
_OWN = {_MINE: ("Mit eget", OWN)}


@require_http_methods(GET_POST)
def goal(request: Request, pathway: UUID) -> HttpResponse:
    held, scales = writable(request, pathway), current_scales()
    form = filled(request, GoalForm, scales=scales)

    def act() -> object:
        given = form.cleaned_data
        return actions.set_goal(
            by=request.actor, pathway=held, words=given["words"], whose=Words(given["whose"]),
            scale=one_of(scales, given["scale"]), ics=given["ics"], at=clock.now(),
        )  # fmt: skip

    page = {"heading": "Skriv et mål", "lead": "Et mål er familiens. Spørg dem, hvad der skal være anderledes."}
    return write(request, held, form, act, anchor="maal", said="Målet er skrevet.", **page)


@require_http_methods(GET_POST)
def number(request: Request, goal: UUID) -> HttpResponse:
    """Whoever has been let in says a number of their own."""
    mine = queries.goals_visible_to(request.actor).filter(pk=goal).first()
    one = mine or found(goals_joined(request.actor), goal)
    steps = list(one.scale.steps.order_by("value"))
    voices = _voices(request, one) if mine else _OWN
    people = [(key, words) for key, (words, _) in voices.items()]
    form = filled(request, NumberForm, people=people, steps=steps, initial={"said_on": clock.today()})

    def act() -> object:
        given = form.cleaned_data
        return actions.say_number(
            by=request.actor, goal=one, voice=voices[given["who"]][1], step=one_of(steps, given["step"]),
            said_on=given["said_on"], at=clock.now(),
        )  # fmt: skip

    page: dict[str, Any] = {
        "heading": "Skriv et tal",
        "lead": f"{one.words} {one.scale.title}.",
    }
    return write(request, one.pathway, form, act, anchor="maal", said="Tallet er skrevet.", **page)


def _voices(request: Request, one: Goal) -> dict[str, tuple[str, Voice]]:
    """Oneself, the child, its adults, and those of the network: by what the form calls them."""
    adults = [_adult(tie) for tie in queries.adults_of(one.pathway, request.actor.on)]
    others = [_other(each) for each in queries.participants_of(one.pathway_id) if each.kind == Kind.OTHER]
    return _OWN | {_CHILDS: ("Barnets eget", CHILDS)} | dict([*adults, *others])


def _adult(tie: Guardianship) -> tuple[str, tuple[str, Voice]]:
    return str(tie.guardian_id), (tie.guardian.name, Voice(Sayer.GUARDIAN, guardian=tie.guardian))


def _other(one: Participant) -> tuple[str, tuple[str, Voice]]:
    return str(one.pk), (queries.name_and_role(one), Voice(Sayer.PARTICIPANT, participant=one))


@require_http_methods(GET_POST)
def end(request: Request, goal: UUID) -> HttpResponse:
    one = found(queries.goals_visible_to(request.actor), goal)
    form = filled(request, EndGoalForm)

    def act() -> object:
        given = form.cleaned_data
        return actions.end_goal(
            by=request.actor, goal=one, to=GoalState(given["to"]), words=given["words"], at=clock.now()
        )

    page = {"heading": "Hvad blev der af målet?", "lead": one.words}
    return write(request, one.pathway, form, act, anchor="maal", said="Det er skrevet.", **page)


@require_POST
def reopen(request: Request, goal: UUID) -> HttpResponse:
    one = found(queries.goals_visible_to(request.actor), goal)

    def act() -> str:
        actions.reopen_goal(by=request.actor, goal=one, at=clock.now())
        return address(one.pathway_id, "maal")

    return once(request, act, at=clock.now())
