"""What the receiver sees: only what was sent, confirmed as read, and after some weeks what was useful."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samspor.access.check import found, may
from samspor.access.drafts import draft_answer
from samspor.access.once import once, sent, sent_as
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.base.clock import local_date
from samspor.concerns.rules.stops import Route
from samspor.people.api import children_visible_to, naming
from samspor.transitions import actions, pages, queries
from samspor.transitions.forms import ReaderForm, UseForm
from samspor.transitions.models import Delivery
from samspor.transitions.rules.sending import useful_on
from samspor.transitions.views.steps import GET_POST, filled, stop_of
from samspor.ui.answer import invalid


@require_GET
def delivery(request: Request, delivery: UUID) -> HttpResponse:
    """To see it is to have opened it: the sender can not take it back after that."""
    held = found(queries.deliveries_visible_to(request.actor), delivery)
    actions.open_delivery(by=request.actor, delivery=held, at=clock.now())
    _saw(request, held)
    page = _sent(request, held)
    child = children_visible_to(request.actor).filter(pk=page.child_id).first()
    context = {
        "page": page,
        "child_href": child.href if child else "",
        "ask_on": _ask_on(held),
        "stop": stop_of(request, held.handover.child, Route.HANDOVER_RECEIVED),
        "today": clock.today(),
        "new_key": uuid4,
        "further": pages.further(held, request.actor, leads=_leads(request, held)),
    }
    return render(request, "transitions/delivery.html", context)


def _leads(request: Request, held: Delivery) -> bool:
    return may(request.actor, Permission.HANDOVER_OVERSEE, held)


@require_POST
def read(request: Request, delivery: UUID) -> HttpResponse:
    held = found(queries.deliveries_visible_to(request.actor), delivery)

    def act() -> str:
        actions.confirm_read(by=request.actor, delivery=held, at=clock.now())
        messages.success(request, "Tak. Afsenderen kan se, at du har læst den.")
        return reverse("transitions:delivery", args=[held.pk])

    return once(request, act, at=clock.now())


@require_http_methods(GET_POST)
def name_reader(request: Request, delivery: UUID) -> HttpResponse:
    """A colleague at the same place, who shall read it too."""
    held = found(queries.deliveries_visible_to(request.actor), delivery)
    there = [(one.pk, one.name) for one in queries.colleagues_at(held, request.actor.on)]
    knows = {*queries.who_has_it(held), request.actor.staff}
    offered = [(key, name) for key, name in there if key not in knows]
    # A second press of the button is the first's: who was asked by it must not make the form wrong.
    form = filled(request, ReaderForm, offered=there if request.method == "POST" else offered)

    def act() -> str:
        staff = UUID(form.cleaned_data["staff"])
        actions.name_reader(by=request.actor, delivery=held, staff=staff, at=clock.now())
        return reverse("transitions:delivery", args=[held.pk])

    answered = sent(request, form, act, at=clock.now(), said="Din kollega finder den på Min dag.")
    if answered:
        return answered
    _saw(request, held)
    context = {"form": form, "page": _sent(request, held), "offered": offered}
    template = "transitions/reader.html"
    return invalid(request, template, context) if form.is_bound else render(request, template, context)


@require_http_methods(GET_POST)
def useful(request: Request, delivery: UUID) -> HttpResponse:
    held = found(queries.deliveries_visible_to(request.actor), delivery)
    left = [one for one in held.sent_fields.all() if one.withdrawn_at is None]
    draft = queries.draft_of(request.actor, request.path)
    page = _sent(request, held)
    form = filled(
        request, UseForm, sent=left, withdrawn=[(one.key, one.heading) for one in page.withdrawn],
        initial=draft.values if draft else {},
    )  # fmt: skip

    def act() -> str:
        actions.say_what_was_useful(by=request.actor, delivery=held, uses=form.uses(), at=clock.now())
        actions.drop_use_draft(by=request.actor, delivery=held, place=request.path, at=clock.now())
        return reverse("transitions:delivery", args=[held.pk])

    answered = _drafted(request, held, form) or sent(
        request, form, act, at=clock.now(), said="Tak. Dit svar er sendt til dem, der skrev overleveringen."
    )
    if answered:
        return answered
    _saw(request, held)
    context = {"form": form, "page": page, "here": request.path}
    context |= {"saved_at": draft.saved_at if draft and not form.is_bound else None}
    template = "transitions/useful.html"
    return invalid(request, template, context) if form.is_bound else render(request, template, context)


def _drafted(request: Request, held: Delivery, form: UseForm) -> HttpResponse | None:
    mine: dict[str, Any] = {"by": request.actor, "delivery": held, "place": request.path, "at": clock.now()}
    return draft_answer(
        request, form, drop=lambda: actions.drop_use_draft(**mine),
        keep=lambda typed: actions.save_use_draft(typed=typed, sent_as=sent_as(request), **mine),
    )  # fmt: skip


def _sent(request: Request, held: Delivery) -> pages.Sent:
    name = naming.name_of(request.actor, held.handover.child_id)
    return pages.sent(held, pages.received_as(held, name))


def _saw(request: Request, held: Delivery) -> None:
    child_id = held.handover.child_id
    saw(Verb.DELIVERY_SEEN, by=request.actor, at=clock.now(), about=held, child_ids=[child_id])


def _ask_on(held: Delivery) -> date | None:
    if held.read_at is None:
        return None
    starts_on, weeks = held.handover.starts_on, settings.PROFILE.handover_useful_weeks
    return useful_on(local_date(held.read_at), starts_on=starts_on, weeks=weeks)
