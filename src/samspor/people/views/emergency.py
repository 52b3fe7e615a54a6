"""Breaking the glass, and looking afterwards at who did and why."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspor.access.actor import Actor
from samspor.access.check import demand
from samspor.access.drafts import brought_back
from samspor.access.guessing import check_tries
from samspor.access.once import once
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.audit.queries import done_about
from samspor.audit.record import saw, searched
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.base.cpr import masked
from samspor.base.refused import NotHere
from samspor.people import actions, queries
from samspor.people.forms import EmergencyForm, ReviewForm
from samspor.people.views.steps import FORM, drafted, fill, sent, show_form
from samspor.ui.answer import SeeOther
from samspor.ui.doors import about_nobody


@require_POST
def open_glass(request: Request) -> HttpResponse:
    """The number comes in the form. Whoever is protected, unknown or without a place is not here."""
    at = clock.now()
    demand(request.actor, Permission.EMERGENCY_ACCESS)
    number = queries.possible_cpr(request.POST.get("cpr", "")) or ""
    form = EmergencyForm(request.POST if "reason" in request.POST else None, initial={"cpr": number})
    if own := queries.by_cpr(request.actor, number):
        _looked_up(request, number, at)
        return SeeOther(own.href)
    check_tries(request, number)
    elsewhere = queries.known_elsewhere(request.actor, number)
    if elsewhere is None:
        raise NotHere(masked(number) if number else "", queries.whose_number(number))
    _looked_up(request, number, at)
    child = elsewhere.child

    def act() -> str:
        reason = form.cleaned_data["reason"]
        actions.open_emergency_access(by=request.actor, child=child, reason=reason, at=at)
        return child.href

    said = "Du har nødadgang i to timer. Lederen af barnets enhed har fået besked."
    done = sent(request, form, act, at=at, said=said)
    if done:
        return done
    return show_form(request, "people/emergency.html", form, {"masked": masked(number)})


def _looked_up(request: Request, number: str, at: datetime) -> None:
    whose = queries.whose_number(number)
    searched(Verb.CPR_LOOKED_UP, by=request.actor, at=at, words=masked(number), child_ids=whose)


@require_safe
def glasses(request: Request) -> HttpResponse:
    at = clock.now()
    demand(request.actor, Permission.EMERGENCY_REVIEW)
    found = list(queries.emergencies_visible_to(request.actor)[:200])
    shown = [one.child_id for one in found]
    saw(Verb.CHILDREN_LISTED, by=request.actor, at=at, child_ids=shown, purpose="gennemgå nødadgange")
    names = _called(request.actor, shown)
    waiting = [(names[one.child_id], one) for one in found if one.reviewed_at is None]
    done = [(names[one.child_id], one) for one in found if one.reviewed_at]
    return render(request, "people/glasses.html", {"waiting": waiting, "done": done})


def _called(actor: Actor, children: Iterable[UUID]) -> dict[UUID, str]:
    """As who reviews knows the child: most never had it, and some no longer have it."""
    names = queries.naming.names_of(actor, children)
    return {child: one.whole if one.is_told else queries.GUARDED for child, one in names.items()}


@require_http_methods(FORM)
def review(request: Request, access: UUID) -> HttpResponse:
    at = clock.now()
    found = queries.emergencies_visible_to(request.actor).filter(pk=access).first()
    if found is None:
        raise NotHere
    form = fill(request, ReviewForm)

    def act() -> str:
        finding = form.cleaned_data["finding"]
        actions.review_emergency_access(by=request.actor, access=found, finding=finding, at=at)
        actions.drop_form(
            by=request.actor, about=found, permission=Permission.EMERGENCY_REVIEW, place=request.path, at=at
        )
        return reverse("people:emergencies")

    done = drafted(request, form, about=found, permission=Permission.EMERGENCY_REVIEW, child=found.child_id)
    done = done or sent(request, form, act, at=at, said="Gennemgangen er gemt.")
    if done:
        return done
    purpose = "gennemgå nødadgang"
    saw(Verb.EMERGENCY_SEEN, by=request.actor, at=at, about=found, child_ids=[found.child_id], purpose=purpose)
    seen = done_about(found.staff.account_id, found.child_id, since=found.opened_at, until=found.expires_at)
    name = _called(request.actor, [found.child_id])[found.child_id]
    saved_at = brought_back(form, queries.form_draft(request.actor, request.path))
    context = {
        "access": found, "name": name, "is_open": found.expires_at > at, "seen": seen, "saved_at": saved_at,
        "here": request.path,
    }  # fmt: skip
    return show_form(request, "people/review.html", form, context)


@require_POST
def end(request: Request, access: UUID) -> HttpResponse:
    at = clock.now()
    found = queries.own_emergencies(request.actor).filter(pk=access).first()
    if found is None:
        raise NotHere

    def act() -> str:
        actions.end_emergency_access(by=request.actor, access=found, at=at)
        messages.success(request, "Nødadgangen er slut. Den bliver gennemgået, som alle nødadgange gør.")
        return reverse("people:emergency_ended")

    return once(request, act, at=at)


@about_nobody
@require_safe
def ended(request: Request) -> HttpResponse:
    """Its own page, for it fetches what makes the browser forget what was shown: Back leads nowhere after it."""
    demand(request.actor, Permission.EMERGENCY_ACCESS)
    return render(request, "people/emergency_ended.html", {})
