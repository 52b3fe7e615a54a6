"""A child is registered, corrected, and leaves."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from samspor.access.guessing import missed
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.access.turns import wait_for_turn
from samspor.audit.record import searched
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.base.cpr import masked
from samspor.base.refused import NotHere
from samspor.people import actions, queries, rules
from samspor.people.forms import ChildForm, CorrectForm, LeaveForm, RegisterForm
from samspor.people.models import Child
from samspor.people.views.steps import (
    FORM,
    NEW_ADDRESS,
    about_child,
    fetch_child,
    fill,
    may_go_on,
    sent,
    show_form,
    tried,
)
from samspor.ui.doors import about_nobody


@require_http_methods(FORM)
@about_nobody
def register(request: Request) -> HttpResponse:
    """Search comes before create: children it might be are shown first, with everything typed kept."""
    at = clock.now()
    groups = list(queries.groups_to_enrol_in(request.actor))
    if not groups:
        raise NotHere
    first = {"starts_on": clock.local_date(at), "group": request.GET.get("gruppe", "")}
    form = fill(request, RegisterForm, groups=groups, initial=first)
    if form.is_bound and form.is_valid() and may_go_on(request, form, *_numbers(form)):
        wait_for_turn("register")  # who was registered in another window a moment ago is seen here
        known = _without_a_place(request, form)
        found = _looked_up(request, form, at, known)
        if known:
            return _take_in(request, form, known, at)
        shown = " ".join(sorted(str(child.pk) for child in found))
        if form.cleaned_data["anyway"] != shown:
            return _ask(request, form, found, shown)
    done = sent(request, form, lambda: _register(request, form, at), at=at, said="Barnet er oprettet.")
    return done or show_form(request, "people/register.html", form, {"alike": [], "shown": "", "known": False})


@require_http_methods(FORM)
def correct(request: Request, child: UUID) -> HttpResponse:
    at = clock.now()
    found = fetch_child(request, Permission.CHILD_EDIT, child)
    hidden = found.pk in queries.covered_addresses(found, queries.guardianships_of(found), request.actor.on)
    first = {name: getattr(found, name) for name in ChildForm.base_fields if name not in {"cpr", "form_key"}}
    first["address"] = "" if hidden else found.address
    held = {"until": found.protected_until, "on": request.actor.on, "number": found.cpr}
    address = {"hidden_address": hidden, "new_address": NEW_ADDRESS in request.GET}
    form = fill(request, CorrectForm, **address, **held, initial=first)

    def act() -> str:
        return actions.correct_child(by=request.actor, child=found, at=at, **form.facts()).href

    if form.is_bound and form.is_valid():
        new = (number for number in _numbers(form) if number != found.replacement_number)
        tried(request, form, *new, at=at)
    done = sent(request, form, act, at=at, said="Oplysningerne er rettet.")
    if done:
        return done
    shown = about_child(request, found, at=at, purpose="rette oplysninger")
    return show_form(request, "people/correct.html", form, shown)


@require_http_methods(FORM)
def leave(request: Request, child: UUID) -> HttpResponse:
    at = clock.now()
    found = fetch_child(request, Permission.ENROLMENT_KEEP, child)
    form = fill(request, LeaveForm, initial={"on": clock.local_date(at)})

    def act() -> str:
        reason = rules.LeftReason(form.cleaned_data["reason"])
        actions.leave_municipality(by=request.actor, child=found, on=form.cleaned_data["on"], reason=reason, at=at)
        return "/grupper/"

    done = sent(request, form, act, at=at, said=f"{found.name} er meldt ud. Det, vi ved, er gemt.")
    if done:
        return done
    return show_form(request, "people/leave.html", form, about_child(request, found, at=at, purpose="udmelde barnet"))


def _without_a_place(request: Request, form: RegisterForm) -> Child | None:
    number = form.cleaned_data["cpr"]
    return queries.without_a_place(number, request.actor.on) if number else None


def _take_in(request: Request, form: RegisterForm, known: Child, at: datetime) -> HttpResponse:
    """The number belongs to a child nobody has: it is enrolled as it is known, once somebody has said so."""
    group, starts_on = form.chosen_group(), form.cleaned_data["starts_on"]

    def act() -> str:
        actions.enrol_again(by=request.actor, child=known, group=group, starts_on=starts_on, at=at)
        return known.href if starts_on <= request.actor.on else group.href

    said = "Barnet er indmeldt. Vi kendte det i forvejen, så se oplysningerne efter."
    done = sent(request, form, act, at=at, said=said) if "known" in request.POST else None
    return done or show_form(request, "people/register.html", form, {"alike": [], "shown": "", "known": True})


def _numbers(form: RegisterForm | CorrectForm) -> list[str]:
    return [form.cleaned_data["cpr"], form.cleaned_data["replacement_number"] or ""]


def _looked_up(request: Request, form: RegisterForm, at: datetime, known: Child | None) -> list[Child]:
    """A number that was tried is remembered, whatever comes of it: nobody can test numbers unseen."""
    data = form.cleaned_data
    names = {name: data[name] for name in ("given_names", "family_name", "birth_date")}
    found = list(queries.similar(request.actor, **names)[:10])
    same = queries.by_cpr(request.actor, data["cpr"]) if data["cpr"] else None
    found = list({child.pk: child for child in [*([same] if same else []), *found]}.values())
    words = f"{data['given_names']} {data['family_name']} {masked(data['cpr']) if data['cpr'] else ''}".strip()
    whose = {key for number in _numbers(form) for key in queries.whose_number(number)}
    if whose - {child.pk for child in found}:
        missed(request)  # the next page tells that it is somebody's
    keys = {*whose, *(child.pk for child in {*found, *([known] if known else [])})}
    verb = Verb.CPR_LOOKED_UP if data["cpr"] else Verb.CHILDREN_SEARCHED
    searched(verb, by=request.actor, at=at, words=words, child_ids=keys)
    return found


def _ask(request: Request, form: RegisterForm, found: Iterable[Child], shown: str) -> HttpResponse:
    """Creating is possible again as soon as just these children have been shown."""
    keys = [child.pk for child in found]
    rows = queries.with_enrolments(Child.objects.filter(pk__in=keys).order_by("search_name", "pk"), request.actor.on)
    alike = [queries.card(child, request.actor.on) for child in rows]
    return render(request, "people/register.html", {"form": form, "alike": alike, "shown": shown, "known": False})


def _register(request: Request, form: RegisterForm, at: datetime) -> str:
    group, starts_on = form.chosen_group(), form.cleaned_data["starts_on"]
    made = actions.register_child(by=request.actor, group=group, starts_on=starts_on, at=at, **form.facts())
    return made.href if starts_on <= request.actor.on else group.href
