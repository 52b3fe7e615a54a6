"""The two questions that come first, the page that says what to do now, and lifting a stop."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from samspor.access.check import found, may
from samspor.access.once import sent
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.base.refused import Refused
from samspor.concerns import actions, queries
from samspor.concerns.forms import UNKNOWN, AnswersForm, LiftForm, NotifiedForm
from samspor.concerns.models import Concern, HardStop
from samspor.concerns.pages import address
from samspor.concerns.rules.stops import Answer, StopKind
from samspor.concerns.views.steps import (
    ABOUT_STAFF,
    AGAIN,
    GET_POST,
    concern_within,
    drafted,
    filled,
    own_steps,
    review,
    row_within,
    show,
    write,
)
from samspor.people.api import StaffMember, header_of


@require_http_methods(GET_POST)
def answers(request: Request, concern: UUID) -> HttpResponse:
    held = concern_within(request, concern)
    latest = {one.kind: one.answer for one in held.answers.order_by("entered_at", "answer")}
    stopped = set(held.stops.filter(lifted_at=None).values_list("kind", flat=True))
    form = filled(request, AnswersForm, initial=latest, stopped=stopped)
    heading = "De to spørgsmål, der kommer først"
    if AGAIN in request.POST:
        form = AnswersForm(initial=form.typed(), stopped=stopped)
    answered = (
        drafted(request, held, form, heading)
        or _review(request, held, form, latest)
        or sent(request, form, lambda: _answered(request, form, held, latest), at=clock.now())
    )
    return answered or show(
        request,
        held,
        form,
        anchor="spoergsmaal",
        heading=heading,
        lead="Svarene afgør, om forældrene kan inddrages nu. Er du i tvivl, så tal med din leder med det samme.",
        submit="Gem svarene",
    )


@require_GET
def notify(request: Request, concern: UUID) -> HttpResponse:
    """Where a yes leads: what to do now."""
    held = found(queries.concerns_visible_to(request.actor), concern)
    saw(Verb.CONCERN_SEEN, by=request.actor, at=clock.now(), about=held, child_ids=[held.child_id])
    stops = held.stops.filter(lifted_at=None).select_related("notified_by").order_by("entered_at", "pk")
    context = {
        "concern": held,
        "header": header_of(request, held.child, steps=own_steps(request, held)),
        "stops": list(stops),
        "above": _above(request, held, stops),
        "back": address(held.pk),
        "may_write": may(request.actor, Permission.CONCERN_WRITE, held),
    }
    return render(request, "concerns/notify.html", context)


def _above(request: Request, concern: Concern, stops: Iterable[HardStop]) -> list[StaffMember] | None:
    """Who is told instead of the leader there; None for everybody but who said so: the leader reads this page too."""
    said = [one for one in stops if one.about_staff and one.by_id == request.actor.staff]
    return queries.told_of_suspicion(concern, request.actor.on) if said else None


@require_GET
def suspicion(request: Request, stop: UUID) -> HttpResponse:
    """To who leads above the place: that there is one, and who to ring. Nothing of the child."""
    held = queries.suspicion(request.actor, stop)
    saw(Verb.SUSPICION_SEEN, by=request.actor, at=clock.now(), about=held, child_ids=[held.concern.child_id])
    may_read = may(request.actor, Permission.CONCERN_READ, held.concern)
    return render(request, "concerns/suspicion.html", {"stop": held, "may_read": may_read})


@require_http_methods(GET_POST)
def notified(request: Request, concern: UUID) -> HttpResponse:
    held = concern_within(request, concern)
    form = filled(request, NotifiedForm, initial={"notified_on": clock.today()})

    def act() -> object:
        day = form.cleaned_data["notified_on"]
        return actions.record_notification(by=request.actor, concern=held, notified_on=day, at=clock.now())

    return write(
        request,
        held,
        form,
        act,
        anchor="spoergsmaal",
        said="Det er skrevet, at der er underrettet. Stoppet gælder stadig.",
        heading="Er der underrettet?",
        lead="Skriv kun, at det er gjort, og hvornår. Selve underretningen ligger hos myndigheden og ikke i Samspor.",
        submit="Ja, der er underrettet",
    )


@require_http_methods(GET_POST)
def lift(request: Request, stop: UUID) -> HttpResponse:
    rows = HardStop.objects.select_related("concern__child")
    held = row_within(request, Permission.CONCERN_LIFT_STOP, rows, stop)
    form = filled(request, LiftForm)

    def act() -> HardStop:
        reason = form.cleaned_data["reason"]
        return actions.lift_stop(by=request.actor, stop=held, reason=reason, at=clock.now())

    return write(
        request,
        held.concern,
        form,
        act,
        anchor="spoergsmaal",
        said="Stoppet er ophævet.",
        heading=f"Ophæv stoppet: {held.get_kind_display()}",
        lead="Når stoppet er ophævet, kan forældrene igen inddrages. Gør det kun, når barnet er trygt.",
        submit="Ophæv stoppet",
    )


def _new(form: AnswersForm, latest: dict[str, str]) -> list[tuple[StopKind, Answer]]:
    """Only what was said anew is said, and a yes first."""
    given = [(kind, form.cleaned_data[kind]) for kind in StopKind]
    new = [(kind, Answer(said)) for kind, said in given if said not in {UNKNOWN[0], latest.get(kind)}]
    return sorted(new, key=lambda one: one[1] is not Answer.YES)


def _review(request: Request, concern: Concern, form: AnswersForm, latest: dict[str, str]) -> HttpResponse | None:
    if not form.is_bound or not form.is_valid():
        return None
    kinds = [kind for kind, answer in _new(form, latest) if answer is Answer.YES]
    shown = header_of(request, concern.child, steps=own_steps(request, concern))
    context = {"header": shown, "back": address(concern.pk)}
    page = review(request, kinds, context)
    if page:
        saw(Verb.CONCERN_SEEN, by=request.actor, at=clock.now(), about=concern, child_ids=[concern.child_id])
    return page


def _answered(request: Request, form: AnswersForm, concern: Concern, latest: dict[str, str]) -> str:
    """No refused no takes a yes along."""
    new = _new(form, latest)
    yes = any(answer is Answer.YES for _, answer in new)
    mine: dict[str, Any] = {"by": request.actor, "concern": concern, "about_staff": ABOUT_STAFF in request.POST}
    for kind, answer in new:
        try:
            actions.answer_first(**mine, kind=kind, answer=answer, at=clock.now())
        except Refused as refused:
            if answer is Answer.YES or not yes:
                raise
            messages.warning(request, refused.sentence)
    actions.drop_draft(by=request.actor, child=concern.child, place=request.path, at=clock.now())
    return reverse("concerns:notify", args=[concern.pk]) if yes else address(concern.pk, "spoergsmaal")
