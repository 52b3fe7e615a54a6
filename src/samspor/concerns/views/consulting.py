"""An anonymous consultation: a theme and some words, and nobody in them."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from samspor.access.check import demand, found
from samspor.access.once import once, sent
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.concerns import actions, queries
from samspor.concerns.forms import ConsultForm
from samspor.concerns.rules.anonymous import caught_in
from samspor.concerns.rules.words import Theme
from samspor.concerns.views.steps import GET_POST
from samspor.ui.answer import invalid


@require_http_methods(GET_POST)
def consult(request: Request) -> HttpResponse:
    actor = request.actor
    demand(actor, Permission.CONSULT_ANONYMOUSLY)
    typed = request.POST.get("text", "")
    caught = caught_in(typed, queries.names_in_reach(actor)) if typed else []
    form = ConsultForm(request.POST if request.method == "POST" else None, caught=caught)
    answered = sent(request, form, lambda: _consulted(request, form), at=clock.now(), said="Din drøftelse er gemt.")
    if answered:
        return answered
    saw(Verb.CONSULTATIONS_LISTED, by=actor, at=clock.now())
    context = {"form": form, "written": list(queries.consultations_of(actor)[:50]), "new_key": uuid4}
    page = "concerns/consult.html"
    return invalid(request, page, context) if form.is_bound else render(request, page, context)


def _consulted(request: Request, form: ConsultForm) -> str:
    given = form.cleaned_data
    actions.consult_anonymously(
        by=request.actor, theme=Theme(given["theme"]), text=given["text"], confirmed=given.get("confirmed", ()),
        at=clock.now(),
    )  # fmt: skip
    return reverse("concerns:consult")


@require_POST
def withdraw(request: Request, consultation: UUID) -> HttpResponse:
    demand(request.actor, Permission.CONSULT_ANONYMOUSLY)
    held = found(queries.consultations_of(request.actor), consultation)

    def act() -> str:
        actions.withdraw_consultation(by=request.actor, consultation=held, at=clock.now())
        messages.success(request, "Drøftelsen er slettet.")
        return reverse("concerns:consult")

    return once(request, act, at=clock.now())
