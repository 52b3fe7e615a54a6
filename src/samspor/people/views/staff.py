"""Units, and who works in them as what."""

from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from samspor.access.actor import Actor
from samspor.access.check import holds, within
from samspor.access.request import Request
from samspor.access.rules import Permission, Role
from samspor.audit.record import saw, searched
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.base.refused import NotHere
from samspor.people import actions, pages, queries
from samspor.people.forms import EmployForm, EndForm, TakeOnForm
from samspor.people.models import Employment, StaffMember, Unit
from samspor.people.views.steps import FORM, fetch, fill, sent, show_form
from samspor.ui.doors import about_nobody


@require_safe
@about_nobody
def units(request: Request) -> HttpResponse:
    places = [pages.place(unit) for unit in queries.units_in_order(request.actor)]
    may_close = holds(request.actor, Permission.STAFF_EDIT)
    return render(request, "people/units.html", {"places": places, "may_close": may_close})


@require_safe
def staff(request: Request) -> HttpResponse:
    actor, at = request.actor, clock.now()
    if not holds(actor, Permission.STAFF_READ):
        raise NotHere
    words = request.GET.get("q", "")[:200].replace("\0", "").strip()
    found = queries.with_employments(queries.staff_in(actor).filter(name__icontains=words))[:LONGEST_LIST]
    people = [pages.colleague(one, actor.on) for one in found]
    _remember(actor, words, [one.key for one in people], at)
    context = {"people": people, "words": words, "may_edit": holds(actor, Permission.STAFF_EDIT), "limit": LONGEST_LIST}
    return render(request, "people/staff.html", context)


LONGEST_LIST = 100


def _remember(actor: Actor, words: str, keys: list[UUID], at: datetime) -> None:
    if words:
        searched(Verb.STAFF_LISTED, by=actor, at=at, words=words, staff_ids=keys)
    else:
        saw(Verb.STAFF_LISTED, by=actor, at=at, staff_ids=keys, purpose="se medarbejdere")


@require_http_methods(FORM)
@about_nobody
def take_on(request: Request) -> HttpResponse:
    at = clock.now()
    places = _places(request)
    form = fill(request, TakeOnForm, units=places, initial={"starts_on": clock.local_date(at)})

    def act() -> str:
        given = form.cleaned_data
        more = {name: given[name] for name in ("name", "email", "title", "starts_on")}
        made = actions.take_on(by=request.actor, unit=form.chosen_unit(), role=Role(given["role"]), at=at, **more)
        return reverse("people:staff_member", args=[made.pk])

    said = "Medarbejderen er oprettet og kan nu vælge en adgangskode med »Glemt adgangskode«."
    done = sent(request, form, act, at=at, said=said)
    return done or show_form(request, "people/take_on.html", form, {})


@require_http_methods(FORM)
def staff_member(request: Request, member: UUID) -> HttpResponse:
    """One colleague's employments, and the form for one more."""
    at = clock.now()
    found = fetch(request, Permission.STAFF_READ, queries.with_employments(StaffMember.objects.all()), member)
    may_edit = holds(request.actor, Permission.STAFF_EDIT)
    if request.method == "POST" and not may_edit:
        raise NotHere
    places = _places(request) if may_edit else []
    form = fill(request, EmployForm, units=places, initial={"starts_on": clock.local_date(at)})

    def act() -> str:
        unit, role = form.chosen_unit(), Role(form.cleaned_data["role"])
        actions.employ(
            by=request.actor, staff=found, unit=unit, role=role, starts_on=form.cleaned_data["starts_on"], at=at
        )
        return request.path

    done = sent(request, form, act, at=at, said="Ansættelsen er registreret.")
    if done:
        return done
    saw(Verb.STAFF_LISTED, by=request.actor, at=at, about=found, purpose="se en medarbejder")
    shown = {"member": pages.colleague(found, request.actor.on), "may_edit": may_edit}
    return show_form(request, "people/staff_member.html", form, shown)


@require_http_methods(FORM)
def end_employment(request: Request, employment: UUID) -> HttpResponse:
    at = clock.now()
    rows = Employment.objects.select_related("staff", "unit")
    found = fetch(request, Permission.STAFF_EDIT, rows, employment)
    form = fill(request, EndForm, initial={"ends_on": clock.local_date(at)})

    def act() -> str:
        actions.end_employment(by=request.actor, employment=found, ends_on=form.cleaned_data["ends_on"], at=at)
        return reverse("people:staff_member", args=[found.staff_id])

    done = sent(request, form, act, at=at, said="Ansættelsen har fået en slutdato.")
    if done:
        return done
    saw(Verb.STAFF_LISTED, by=request.actor, at=at, about=found.staff, purpose="afslutte en ansættelse")
    return show_form(request, "people/end_employment.html", form, {"employment": found})


def _places(request: Request) -> list[Unit]:
    open_ones = Unit.objects.filter(Unit.open_on(request.actor.on)).order_by("name", "pk")
    places = list(within(request.actor, Permission.STAFF_EDIT, open_ones))
    if not places:
        raise NotHere
    return places
