"""The baton on the screen: offer it, take it, say no thank you, take the offer back, and name who stands in."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from samspor.access.check import found, within
from samspor.access.once import once
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.base import clock
from samspor.base.refused import NotHere, Refused
from samspor.pathways import actions, queries
from samspor.pathways.forms import DeclineForm, OfferForm, SubstituteForm
from samspor.pathways.models import BatonOffer, Pathway, Substitute
from samspor.pathways.pages import address
from samspor.pathways.rules.may import NOT_YOURS
from samspor.pathways.rules.words import Absence
from samspor.pathways.views.steps import GET_POST, around, chosen, filled, within_reach, write, written_down
from samspor.people.api import Employment
from samspor.ui.forms import Form

M = TypeVar("M", bound=Model)
_OFFER = "Du har stafetten, til den anden har taget imod. Sker det ikke i tide, får lederen dér den."
_AWAY = "Stafetten bliver, hvor den er. Stedfortræderen svarer i de dage."


def _people(request: Request, pathway: Pathway) -> list[Employment]:
    """For who may pass it on. Of a closed pathway nobody: the form then says so when it is sent."""
    if pathway.closed_at:
        return []
    if queries.passes_on(request.actor, pathway, clock.now()):
        return around(request, pathway, but=queries.standing_of(pathway).baton.staff)
    if request.method == "GET":
        raise NotHere
    return []


def _say_why(form: Form, pathway: Pathway, people: list[Employment]) -> None:
    """Who could pass it on when they began to write is told why not, and keeps the words."""
    if form.is_bound and not people and not pathway.closed_at:
        form.full_clean()
        form.refuse(Refused(NOT_YOURS))


@require_http_methods(GET_POST)
def offer(request: Request, pathway: UUID) -> HttpResponse:
    held = within_reach(request, pathway)
    people = _people(request, held)
    form = filled(request, OfferForm, people=people)
    _say_why(form, held, people)

    def act() -> object:
        given = form.cleaned_data
        return actions.offer_baton(
            by=request.actor, pathway=held, to=chosen(people, given["to"]), words=given["words"],
            days=settings.PROFILE.baton_accept_days, at=clock.now(),
        )  # fmt: skip

    page = {"heading": "Giv stafetten videre", "submit": "Tilbyd stafetten", "lead": _OFFER}
    return write(request, held, form, act, anchor="stafetten", said="Stafetten er tilbudt.", **page)


@require_http_methods(GET_POST)
def substitute(request: Request, pathway: UUID) -> HttpResponse:
    held = within_reach(request, pathway)
    people = _people(request, held)
    form = filled(request, SubstituteForm, people=people, initial={"from_on": clock.today()})
    _say_why(form, held, people)

    def act() -> object:
        given = form.cleaned_data
        return actions.give_substitute(
            by=request.actor, pathway=held, who=chosen(people, given["who"]), from_on=given["from_on"],
            to_on=_day_after(given["to_on"]), why=Absence(given["why"]), at=clock.now(),
        )  # fmt: skip

    page = {"heading": "Vælg en stedfortræder", "lead": _AWAY}
    return write(request, held, form, act, anchor="stafetten", said="Stedfortræderen er skrevet på.", **page)


def _day_after(day: date) -> date:
    if day == date.max:
        raise Refused("Den dag er for langt ude i fremtiden. Ret årstallet.", "to_on")
    return day + timedelta(days=1)


@require_http_methods(GET_POST)
def decline(request: Request, offer: UUID) -> HttpResponse:
    held = _offer(request, offer)
    form = filled(request, DeclineForm)

    def act() -> object:
        return actions.decline_baton(by=request.actor, offer=held, words=form.cleaned_data["words"], at=clock.now())

    page = {"heading": "Sig nej tak til stafetten", "submit": "Sig nej tak"}
    return write(request, held.pathway, form, act, anchor="stafetten", said="Du har sagt nej tak.", **page)


@require_POST
def accept(request: Request, offer: UUID) -> HttpResponse:
    held = _offer(request, offer)
    mine: dict[str, Any] = {"by": request.actor, "offer": held, "at": clock.now()}
    return _pressed(request, held.pathway, lambda: actions.accept_baton(**mine), "Du har stafetten nu.")


@require_POST
def take_back(request: Request, offer: UUID) -> HttpResponse:
    held = _offer(request, offer)
    mine: dict[str, Any] = {"by": request.actor, "offer": held, "at": clock.now()}
    return _pressed(request, held.pathway, lambda: actions.take_back_offer(**mine), "Tilbuddet er taget tilbage.")


@require_POST
def end_substitute(request: Request, substitute: UUID) -> HttpResponse:
    held = _row(request, Substitute.objects.select_related("pathway__child"), substitute)
    mine: dict[str, Any] = {"by": request.actor, "substitute": held, "at": clock.now()}
    return _pressed(request, held.pathway, lambda: actions.end_substitute(**mine), "Stedfortræderen er taget tilbage.")


def _offer(request: Request, key: UUID) -> BatonOffer:
    held = BatonOffer.objects.select_related("pathway__child__merged_into", "to__staff").filter(pk=key)
    for one in held:
        written_down(one.pathway_id)
    return _row(request, held, key)


def _row(request: Request, rows: QuerySet[M], key: UUID) -> M:
    """Of a pathway one may read, or has to pass on."""
    read = within(request.actor, Permission.PATHWAY_READ, rows).filter(pk=key).first()
    return read or found(within(request.actor, Permission.PATHWAY_HOLD, rows), key)


def _pressed(request: Request, pathway: Pathway, act: Callable[[], object], said: str) -> HttpResponse:
    """A button with no words to lose."""

    def acted() -> str:
        act()
        messages.success(request, said)
        return address(pathway.pk, "stafetten")

    return once(request, acted, at=clock.now())
