"""The child takes its own page back after it was sent, told to an adult where it was, or where it is now."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from samspor.access.check import found
from samspor.access.once import sent
from samspor.access.request import Request
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.people.api import naming
from samspor.transitions import actions, pages, queries
from samspor.transitions.forms import ChildBackForm
from samspor.transitions.views.steps import GET_POST, filled, now_within, write
from samspor.ui.answer import invalid

HEADING = "Barnet tager sin egen side tilbage"
NOTHING = "Barnets egen side er ikke sendt, eller den er allerede taget tilbage."
SAID = "Barnets egen side er taget tilbage."
_LEAD = (
    "Barnet bestemmer selv over sine ord og skal ikke sige hvorfor. Siden kan ikke læses mere hos modtageren, så snart "
    "du gemmer. Er den læst, står det her stadig, at den har været der."
)
_ON_PAPER = " Den er afleveret på papir: Ring til modtageren, og bed dem om at fjerne siden."


@require_http_methods(GET_POST)
def back(request: Request, handover: UUID) -> HttpResponse:
    held = now_within(request, handover)
    delivery = held.delivery
    on_paper = delivery is not None and delivery.unit_id is None
    form = filled(request, ChildBackForm, initial={"said_on": clock.today()})

    def act() -> object:
        given, by = form.cleaned_data, request.actor
        return actions.take_back_childs_page(
            by=by, handover=held.handover, words=given["words"], said_on=given["said_on"], at=clock.now()
        )

    return write(
        request, held.handover, form, act, anchor="modtager", said=SAID, heading=HEADING, submit="Tag siden tilbage",
        lead=_LEAD + (_ON_PAPER if on_paper else ""),
        nothing=not (delivery and pages.sent(delivery, "").has_childs_page), nothing_words=NOTHING,
    )  # fmt: skip


@require_http_methods(GET_POST)
def back_received(request: Request, delivery: UUID) -> HttpResponse:
    held = found(queries.deliveries_visible_to(request.actor), delivery)
    form = filled(request, ChildBackForm, initial={"said_on": clock.today()})

    def act() -> str:
        given, by = form.cleaned_data, request.actor
        actions.take_back_childs_page_received(
            by=by, delivery=held, words=given["words"], said_on=given["said_on"], at=clock.now()
        )
        return reverse("transitions:delivery", args=[held.pk])

    answered = sent(request, form, act, at=clock.now(), said=SAID)
    if answered:
        return answered
    child_id = held.handover.child_id
    saw(Verb.DELIVERY_SEEN, by=request.actor, at=clock.now(), about=held, child_ids=[child_id])
    page = pages.sent(held, pages.received_as(held, naming.name_of(request.actor, child_id)))
    context = {"form": form, "page": page, "heading": HEADING, "lead": _LEAD, "nothing_words": NOTHING}
    template = "transitions/child_back.html"
    return invalid(request, template, context) if form.is_bound else render(request, template, context)
