"""The adults of a child, and the professionals who have to do with it."""

from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.base import clock
from samspor.people import actions, queries
from samspor.people.forms import AffiliateForm, CorrectGuardianForm, EndForm, GuardianForm
from samspor.people.models import Affiliation, Child, Guardianship
from samspor.people.views.steps import FORM, NEW_ADDRESS, about_child, fetch, fetch_child, fill, sent, show_form, tried


@require_http_methods(FORM)
def add_guardian(request: Request, child: UUID) -> HttpResponse:
    at = clock.now()
    found = fetch_child(request, Permission.CHILD_EDIT, child)
    form = fill(request, GuardianForm)
    if form.is_bound and form.is_valid():
        tried(request, form, form.cleaned_data["cpr"], at=at)
    done = sent(request, form, lambda: _add(request, found, form, at), at=at, said="Den voksne er knyttet til barnet.")
    if done:
        return done
    shown = about_child(request, found, at=at, purpose="tilføje en voksen")
    return show_form(request, "people/guardian.html", form, {**shown, "guardian": None})


@require_http_methods(FORM)
def correct_guardian(request: Request, tie: UUID) -> HttpResponse:
    at = clock.now()
    rows = Guardianship.objects.select_related("guardian", "child")
    found = fetch(request, Permission.CHILD_EDIT, rows, tie)
    around = queries.guardianships_of(found.child)
    hidden = found.guardian_id in queries.covered_addresses(found.child, around, request.actor.on)
    first, new = _known(found, hidden=hidden), NEW_ADDRESS in request.GET
    held = {"until": found.guardian.protected_until, "on": request.actor.on}
    form = fill(request, CorrectGuardianForm, hidden_address=hidden, new_address=new, initial=first, **held)
    if not found.knows_contact:
        form.leave_out_contact()

    def act() -> str:
        stands = {name: getattr(found, name) for name in ("relation", "has_custody", "lives_with")}
        more = stands | form.tie() | form.contact()
        actions.correct_guardian(by=request.actor, guardianship=found, at=at, **more)
        return found.child.href

    done = sent(request, form, act, at=at, said="Oplysningerne er rettet.")
    if done:
        return done
    shown = about_child(request, found.child, at=at, purpose="rette en voksens oplysninger")
    return show_form(request, "people/guardian.html", form, {**shown, "guardian": found.guardian})


@require_http_methods(FORM)
def affiliate(request: Request, child: UUID) -> HttpResponse:
    at = clock.now()
    found = fetch_child(request, Permission.CHILD_EDIT, child)
    first = {"starts_on": clock.local_date(at)}
    form = fill(request, AffiliateForm, staff=queries.professionals(request.actor), initial=first)
    said = "Fagpersonen er knyttet til barnet og kan nu se barnets side."
    done = sent(request, form, lambda: _affiliate(request, found, form, at), at=at, said=said)
    if done:
        return done
    shown = about_child(request, found, at=at, purpose="tilknytte en fagperson")
    return show_form(request, "people/affiliate.html", form, shown)


@require_http_methods(FORM)
def end_affiliation(request: Request, affiliation: UUID) -> HttpResponse:
    at = clock.now()
    rows = Affiliation.objects.select_related("child", "staff")
    found = fetch(request, Permission.CHILD_EDIT, rows, affiliation)
    form = fill(request, EndForm, initial={"ends_on": clock.local_date(at)})

    def act() -> str:
        actions.end_affiliation(by=request.actor, affiliation=found, ends_on=form.cleaned_data["ends_on"], at=at)
        return found.child.href

    done = sent(request, form, act, at=at, said=f"{found.staff.name} har ikke længere tilknytning fra den dag.")
    if done:
        return done
    shown = about_child(request, found.child, at=at, purpose="afslutte en tilknytning")
    what = f"Afslut tilknytningen for {found.staff.name}"
    return show_form(request, "people/end.html", form, {**shown, "what": what})


def _add(request: Request, child: Child, form: GuardianForm, at: datetime) -> str:
    more = form.tie() | form.contact() | {"cpr": form.cleaned_data["cpr"] or None}
    actions.register_guardian(by=request.actor, child=child, at=at, **more)
    return child.href


def _known(tie: Guardianship, *, hidden: bool) -> dict[str, object]:
    guardian = tie.guardian
    mine: dict[str, object] = {name: getattr(tie, name) for name in ("relation", "has_custody", "lives_with")}
    if not tie.knows_contact:
        return mine
    contact = {name: getattr(guardian, name) for name in ("name", "phone", "email", "protected_until")}
    return contact | mine | {"address": "" if hidden else guardian.address}


def _affiliate(request: Request, child: Child, form: AffiliateForm, at: datetime) -> str:
    dates = {name: form.cleaned_data[name] for name in ("reason", "starts_on", "ends_on")}
    actions.affiliate(by=request.actor, child=child, staff=form.chosen_staff(), at=at, **dates)
    return child.href
