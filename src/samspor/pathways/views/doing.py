"""What somebody is to do: to write it, and to say what came of it."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from samspor.access.check import found
from samspor.access.once import once
from samspor.access.request import Request
from samspor.base import clock
from samspor.pathways import actions, queries
from samspor.pathways.forms.goals import ActionForm, SettleForm
from samspor.pathways.forms.together import named
from samspor.pathways.models import Action, Participant, Pathway
from samspor.pathways.pages import address
from samspor.pathways.queries.goals import actions_joined
from samspor.pathways.rules.doing import ActionState
from samspor.pathways.views.steps import GET_POST, filled, writable, write
from samspor.people.api import Employment


@require_http_methods(GET_POST)
def action(request: Request, pathway: UUID) -> HttpResponse:
    held = writable(request, pathway)
    jobs, others = _doers(request, held)
    doers: dict[str, Employment | Participant] = {str(one.pk): one for one in jobs}
    doers |= {str(one.pk): one for one in others}
    people = [*named(jobs), *((str(one.pk), queries.name_and_role(one)) for one in others)]
    mine = next((str(one.pk) for one in jobs if one.staff_id == request.actor.staff), "")
    form = filled(request, ActionForm, people=people, initial={"who": mine})

    def act() -> object:
        given = form.cleaned_data
        return actions.add_action(
            by=request.actor, pathway=held, what=given["what"], who=doers[given["who"]],
            where=given["where"], due_on=given["due_on"], review_on=given["review_on"], at=clock.now(),
        )  # fmt: skip

    page = {
        "heading": "Skriv et tiltag",
        "lead": "Hvem gør hvad, og hvornår. Det står her, til I har sagt, hvordan det gik.",
    }
    return write(request, held, form, act, anchor="tiltag", said="Tiltaget er skrevet.", **page)


def _doers(request: Request, held: Pathway) -> tuple[list[Employment], list[Participant]]:
    """Those who work with the child, and everybody else who is with the pathway."""
    jobs = list(queries.around(request.actor, held))
    known, with_it = {one.pk for one in jobs}, queries.participants_of(held.pk)
    return jobs, [one for one in queries.at_work(with_it, request.actor.on) if one.job_id not in known]


@require_http_methods(GET_POST)
def settle(request: Request, action: UUID) -> HttpResponse:
    """Also what one was given to do where one has been let in."""
    one = _theirs(request, action)
    form = filled(request, SettleForm)

    def act() -> object:
        given = form.cleaned_data
        return actions.settle_action(
            by=request.actor, action=one, to=ActionState(given["to"]), words=given["words"], at=clock.now()
        )

    page = {"heading": "Hvad blev der af tiltaget?", "lead": one.what}
    return write(request, one.pathway, form, act, anchor="tiltag", said="Det er skrevet.", **page)


def _theirs(request: Request, key: UUID) -> Action:
    mine = queries.actions_visible_to(request.actor).filter(pk=key).first()
    return mine or found(actions_joined(request.actor), key)


@require_POST
def look_at(request: Request, action: UUID) -> HttpResponse:
    one = _theirs(request, action)

    def act() -> str:
        actions.look_at_action(by=request.actor, action=one, at=clock.now())
        return address(one.pathway_id, "tiltag")

    return once(request, act, at=clock.now())


@require_POST
def reopen(request: Request, action: UUID) -> HttpResponse:
    one = found(queries.actions_visible_to(request.actor), action)

    def act() -> str:
        actions.reopen_action(by=request.actor, action=one, at=clock.now())
        return address(one.pathway_id, "tiltag")

    return once(request, act, at=clock.now())
