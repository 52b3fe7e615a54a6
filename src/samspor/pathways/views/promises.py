"""Promises to the family: to make one, and to say what became of it."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from samspor.access.check import found
from samspor.access.once import once
from samspor.access.request import Request
from samspor.base import clock
from samspor.pathways import actions, queries
from samspor.pathways.forms import OutcomeForm, PromiseForm
from samspor.pathways.pages import address
from samspor.pathways.rules.promises import Outcome, Whom
from samspor.pathways.views.steps import GET_POST, chosen, filled, writable, write


@require_http_methods(GET_POST)
def promise(request: Request, pathway: UUID) -> HttpResponse:
    held = writable(request, pathway)
    people = list(queries.around(request.actor, held))
    mine = next((one for one in people if one.staff_id == request.actor.staff), None)
    form = filled(request, PromiseForm, people=people, initial={"keeper": str(mine.pk) if mine else ""})

    def act() -> object:
        given = form.cleaned_data
        return actions.make_promise(
            by=request.actor, pathway=held, what=given["what"], whom=Whom(given["whom"]),
            keeper=chosen(people, given["keeper"]), on=given["on"], at=clock.now(),
        )  # fmt: skip

    page = {
        "heading": "Skriv et løfte",
        "lead": "Det, I lover, står her, til I har sagt, hvad der blev af det.",
    }
    return write(request, held, form, act, anchor="loefter", said="Løftet er skrevet.", **page)


@require_http_methods(GET_POST)
def settle(request: Request, promise: UUID) -> HttpResponse:
    one = found(queries.promises_visible_to(request.actor), promise)
    form = filled(request, OutcomeForm)

    def act() -> object:
        given = form.cleaned_data
        return actions.settle_promise(
            by=request.actor, promise=one, outcome=Outcome(given["outcome"]), words=given["words"], at=clock.now()
        )

    page = {"heading": "Hvad blev der af løftet?", "lead": one.what}
    return write(request, one.pathway, form, act, anchor="loefter", said="Det er skrevet.", **page)


@require_POST
def reopen(request: Request, promise: UUID) -> HttpResponse:
    one = found(queries.promises_visible_to(request.actor), promise)

    def act() -> str:
        actions.reopen_promise(by=request.actor, promise=one, at=clock.now())
        return address(one.pathway_id, "loefter")

    return once(request, act, at=clock.now())
