"""Focus points: seen by group or unit, set, looked at again, and told to the parents."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from samspor.access.check import demand, found, may
from samspor.access.once import sent
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.people.api import Child, ChildGroup, Unit, check_way_out, naming
from samspor.screening import actions, pages, queries
from samspor.screening.forms.focus import FocusForm, FocusToldForm, ReviewFocusForm
from samspor.screening.models import FocusPoint, RoundUnit
from samspor.screening.rules import Outcome, Way
from samspor.screening.views.steps import (
    GET_POST,
    assessment_within,
    brought,
    drafted,
    group_within,
    round_within,
    show_form,
    spent,
)
from samspor.ui.forms import Form

WEEKS = timedelta(weeks=6)  # what is offered: long enough to try, short enough to remember


@dataclass(frozen=True, slots=True)
class Target:
    """Whom it may be set for, by the word of the form, and where one goes afterwards."""

    unit: Unit
    back: str
    offered: dict[str, tuple[str, ChildGroup | None, Child | None]] = field(default_factory=dict)
    round_unit: RoundUnit | None = None


@require_GET
def of_group(request: Request, group: UUID) -> HttpResponse:
    chosen = group_within(request, group)
    there = [one.child for one in queries.children_today(request.actor, chosen)]
    tried = queries.focus_beside(request.actor, chosen.unit_id, chosen.pk, frozenset(one.pk for one in there))
    shown = pages.focus_list(tried, clock.today(), naming.as_seen(there))
    new = reverse("screening:new_focus_of_group", args=[chosen.pk])
    return _listed(request, chosen, shown, {"name": chosen.name, "new": new, "group": chosen, "heading": None})


@require_GET
def of_round(request: Request, round_unit: UUID) -> HttpResponse:
    held = round_within(request, round_unit)
    tried = list(queries.open_focus(request.actor).filter(unit=held.unit_id))
    names = naming.names_of(request.actor, [one.child_id for one in tried if one.child_id])
    shown = pages.focus_list(tried, clock.today(), names)
    new = reverse("screening:new_focus_of_round", args=[held.pk])
    heading = pages.heading(held, clock.today())
    return _listed(request, held, shown, {"name": held.unit.name, "new": new, "group": None, "heading": heading})


def _listed(
    request: Request, about: ChildGroup | RoundUnit, shown: Sequence[pages.Focus], context: dict[str, object]
) -> HttpResponse:
    saw(
        Verb.FOCUS_SEEN,
        by=request.actor,
        at=clock.now(),
        about=about,
        child_ids=[one.child for one in shown if one.child],
    )
    may_set = may(request.actor, Permission.FOCUS_SET, about)
    return render(request, "screening/focus_points.html", context | {"tried": shown, "may_set": may_set})


@require_http_methods(GET_POST)
def new_of_group(request: Request, group: UUID) -> HttpResponse:
    demand(request.actor, Permission.FOCUS_SET)
    chosen = group_within(request, group)
    offered: dict[str, tuple[str, ChildGroup | None, Child | None]]
    offered = {"group": (f"Hele gruppen: {chosen.name}", chosen, None)}
    for one in queries.children_today(request.actor, chosen):
        offered[str(one.child_id)] = (one.child.name, chosen, one.child)
    back = reverse("screening:focus_of_group", args=[chosen.pk])
    held = queries.round_under_way(request.actor, chosen.unit_id)
    return _new(request, Target(chosen.unit, back, offered, held))


@require_http_methods(GET_POST)
def new_of_round(request: Request, round_unit: UUID) -> HttpResponse:
    demand(request.actor, Permission.FOCUS_SET)
    held = round_within(request, round_unit)
    offered: dict[str, tuple[str, ChildGroup | None, Child | None]]
    offered = {"unit": (f"Hele enheden: {held.unit.name}", None, None)}
    for group in queries.groups_of(held):
        offered[str(group.pk)] = (group.name, group, None)
    back = reverse("screening:focus_of_round", args=[held.pk])
    return _new(request, Target(held.unit, back, offered, held))


@require_http_methods(GET_POST)
def new_of_assessment(request: Request, assessment: UUID) -> HttpResponse:
    demand(request.actor, Permission.FOCUS_SET)
    held = assessment_within(request, assessment)
    offered: dict[str, tuple[str, ChildGroup | None, Child | None]]
    offered = {"child": (naming.name_of(request.actor, held.child_id).whole, held.group, held.child)}
    back = reverse("screening:joint", args=[held.round_unit_id, held.group_id])
    return _new(request, Target(held.round_unit.unit, back, offered, held.round_unit))


def _new(request: Request, target: Target) -> HttpResponse:
    people = queries.responsible_in(request.actor, target.unit)
    about = [(word, label) for word, (label, _, _) in target.offered.items()]
    first = {
        "about": about[0][0],
        "responsible": str(request.actor.staff or ""),
        "review_on": clock.today() + WEEKS,
    }
    form = FocusForm(request.POST or None, people=people, about=about, initial=first)
    child = target.offered.get(request.POST.get("about", ""), ("", None, None))[2]
    key = child.pk if child else None
    answered = drafted(request, form, about=target.unit, permission=Permission.FOCUS_SET, child=key)
    answered = answered or sent(request, form, lambda: _set(request, form, target), at=clock.now())
    named = [child.pk for _, _, child in target.offered.values() if child]
    saw(Verb.FOCUS_SEEN, by=request.actor, at=clock.now(), about=target.unit, child_ids=named)
    context: dict[str, object] = {"form": form, "back": target.back, "name": about[0][1] if len(about) == 1 else ""}
    return answered or show_form(request, "screening/new_focus.html", context | brought(request, form))


def _set(request: Request, form: FocusForm, target: Target) -> str:
    given = form.cleaned_data
    _, group, child = target.offered[given["about"]]
    actions.set_focus(
        by=request.actor, unit=target.unit, group=group, child=child, round_unit=target.round_unit,
        aim=given["aim"], action=given["action"], responsible=UUID(given["responsible"]),
        review_on=given["review_on"], at=clock.now(),
    )  # fmt: skip
    spent(request, about=target.unit, permission=Permission.FOCUS_SET)
    messages.success(request, "Fokuspunktet er gemt. Husk at fortælle forældrene om det.")
    return target.back


@require_http_methods(GET_POST)
def focus(request: Request, focus: UUID) -> HttpResponse:
    """One focus point. A POST is what came of it."""
    held = found(queries.focus_visible_to(request.actor), focus)
    form = ReviewFocusForm(request.POST or None)
    answered = drafted(request, form, about=held, permission=Permission.FOCUS_SET, child=held.child_id)
    answered = answered or sent(request, form, lambda: _reviewed(request, form, held), at=clock.now())
    return answered or _one(request, "screening/focus.html", held, form)


@require_http_methods(GET_POST)
def told(request: Request, focus: UUID) -> HttpResponse:
    held = found(queries.focus_visible_to(request.actor), focus)
    if held.child:
        check_way_out(request.actor, held.child)
    form = FocusToldForm(request.POST or None, of_child=bool(held.child_id), initial={"told_on": clock.today()})
    answered = sent(request, form, lambda: _told(request, form, held), at=clock.now())
    return answered or _one(request, "screening/focus_told.html", held, form)


def _one(request: Request, template: str, held: FocusPoint, form: Form) -> HttpResponse:
    children = [held.child_id] if held.child_id else []
    saw(Verb.FOCUS_SEEN, by=request.actor, at=clock.now(), about=held, child_ids=children)
    may_set = may(request.actor, Permission.FOCUS_SET, held)
    context: dict[str, object] = {
        "form": form,
        "point": pages.focus_point(held, clock.today(), naming.names_of(request.actor, children)),
        "back": _back(held),
        "may_set": may_set,
    }
    return show_form(request, template, context | brought(request, form))


def _back(held: FocusPoint) -> tuple[str, str]:
    """The page above: the group's, or the child's where there is no other."""
    if held.group:
        return held.group.name, reverse("screening:focus_of_group", args=[held.group_id])
    return "Vurderingsrunder", reverse("screening:rounds")


def _reviewed(request: Request, form: ReviewFocusForm, held: FocusPoint) -> str:
    given = form.cleaned_data
    actions.review_focus(
        by=request.actor, focus=held, outcome=Outcome(given["outcome"]), words=given["words"],
        review_on=given["review_on"], aim=given["aim"], action=given["action"], at=clock.now(),
    )  # fmt: skip
    spent(request, about=held, permission=Permission.FOCUS_SET)
    messages.success(request, "Det, I lærte, er gemt.")
    return reverse("screening:focus", args=[held.pk])


def _told(request: Request, form: FocusToldForm, held: FocusPoint) -> str:
    given = form.cleaned_data
    actions.tell_parents_of_focus(
        by=request.actor, focus=held, told_on=given["told_on"], way=Way(given["way"]), at=clock.now()
    )
    messages.success(request, "Det er registreret, at forældrene kender fokuspunktet.")
    return reverse("screening:focus", args=[held.pk])
