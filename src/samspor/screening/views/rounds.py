"""Rounds: planned, announced to the parents, and followed on the unit's board."""

import json
from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samspor.access.check import allowed, demand, found, within
from samspor.access.once import once, sent
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.base.refused import NotHere, Refused
from samspor.people.api import held_among
from samspor.screening import actions, pages, queries, rules
from samspor.screening.forms.rounds import ChangeRoundForm, NoticeForm, PlanForm
from samspor.screening.models import InstrumentVersion, RoundUnit
from samspor.screening.queries.chosen import chosen_in, is_of_some
from samspor.screening.rules import RoundKind, Way
from samspor.screening.rules.assessments import check_ahead
from samspor.screening.views.beside import focus_here, late_here
from samspor.screening.views.steps import GET_POST, round_or_visit_within, seen_as_visit, show_form
from samspor.ui.doors import about_nobody
from samspor.ui.forms import Form

_WAYS = (Permission.ROUND_NOTICE, Permission.ROUND_PLAN, Permission.ROUND_OVERVIEW, Permission.SECOND_CHOOSE)


@require_GET
@about_nobody
def rounds(request: Request) -> HttpResponse:
    today = clock.today()
    readable = list(queries.rounds_visible_to(request.actor)[:60])
    planned = _planned_by(request).exclude(pk__in=[one.pk for one in readable])[:60]
    held = sorted([*readable, *planned], key=lambda one: one.round.opens_on, reverse=True)
    context = {
        "rounds": [pages.heading(one, today) for one in held],
        "readable": {one.pk for one in readable},
        "changeable": _changeable(request, held),
        "may_plan": _may_plan(request),
    }
    return render(request, "screening/rounds.html", context)


@require_http_methods(GET_POST)
@about_nobody
def plan(request: Request) -> HttpResponse:
    demand(request.actor, Permission.ROUND_PLAN)
    units = queries.planning.units_to_plan(request.actor)
    districts = queries.planning.districts_of(units)
    form = PlanForm(
        request.POST or None, units=units, districts=districts, instruments=queries.instruments_to_plan(clock.today())
    )
    answered = sent(request, form, lambda: _planned(request, form), at=clock.now())
    return answered or show_form(request, "screening/plan.html", {"form": form})


@require_GET
@about_nobody
def signs(request: Request, instrument: UUID, months: int) -> HttpResponse:
    """Of an instrument, and about no child: for everybody who may be asked to look."""
    demand(request.actor, Permission.SCREENING_SECOND)
    version = found(InstrumentVersion.objects.all(), instrument)
    return render(
        request,
        "screening/signs.html",
        {"instrument": version, "groups": pages.sign_groups(queries.signs(version.pk, months)), "months": months},
    )


@require_GET
def board(request: Request, round_unit: UUID) -> HttpResponse:
    held = round_or_visit_within(request, round_unit)
    if visit := queries.visits.visit_behind(held):
        return seen_as_visit(visit)
    places = queries.children_of(request.actor, held)
    children = [place.child.pk for place in places]
    standings = queries.standings_of(held, children)
    saw(Verb.ROUND_SEEN, by=request.actor, at=clock.now(), about=held, child_ids=children)
    waiting = queries.telling.untold(held, children, clock.today())
    groups, held_back = queries.groups_of(held), held_among(children)
    page = pages.board(pages.heading(held, clock.today()), groups, places, standings, waiting, held_back=held_back)
    given = allowed(request.actor, _WAYS, held)
    withdrawal = Form() if held.notice_on is None and Permission.ROUND_PLAN in given else None
    context: dict[str, object] = {
        "board": page,
        "withdrawal": withdrawal,
        "may_change": bool(_changeable(request, [held])),
    }
    context["may_notice"] = Permission.ROUND_NOTICE in given
    context["of_some"] = is_of_some(held)
    context["may_overview"] = Permission.ROUND_OVERVIEW in given
    context["may_choose"] = Permission.SECOND_CHOOSE in given
    context["tellings"] = pages.of_round(held, queries.earlier_notices(held))
    context["late"] = late_here(request, held)
    context["focus"] = focus_here(request, held, None, children)
    return render(request, "screening/board.html", context)


@require_http_methods(GET_POST)
@about_nobody
def change(request: Request, round_unit: UUID) -> HttpResponse:
    held = found(_planned_by(request), round_unit)
    if held.pk not in _changeable(request, [held]):
        raise NotHere
    first = {name: getattr(held.round, name) for name in ("label", "opens_on", "closes_on")}
    built_on = json.dumps(queries.said_of(held.round))
    form = ChangeRoundForm(request.POST or None, initial={**first, "built_on": built_on})
    answered = sent(request, form, lambda: _changed(request, form, held), at=clock.now())
    context = {"form": form, "heading": pages.heading(held, clock.today()), "units": _units_of(held)}
    return answered or show_form(request, "screening/change.html", context)


@require_POST
def withdraw(request: Request, round_unit: UUID) -> HttpResponse:
    held = found(
        within(request.actor, Permission.ROUND_PLAN, RoundUnit.objects.select_related("round", "unit")), round_unit
    )
    return once(request, lambda: _withdrawn(request, held), at=clock.now())


@require_http_methods(GET_POST)
@about_nobody
def notice(request: Request, round_unit: UUID) -> HttpResponse:
    held = found(
        within(request.actor, Permission.ROUND_NOTICE, RoundUnit.objects.select_related("round", "unit")), round_unit
    )
    stands = {"notice_on": held.notice_on, "way": held.notice_way} if held.notice_on else {"notice_on": clock.today()}
    form = NoticeForm(request.POST or None, initial={**stands, "built_on": queries.noticed(held)})
    answered = sent(request, form, lambda: _noticed(request, form, held), at=clock.now())
    tellings = pages.of_round(held, queries.earlier_notices(held))
    context = {"form": form, "heading": pages.heading(held, clock.today()), "tellings": tellings}
    context["came_later"] = held.late_notices.exists()
    return answered or show_form(request, "screening/notice.html", context)


def _planned_by(request: Request) -> QuerySet[RoundUnit]:
    held = RoundUnit.objects.exclude(round__kind=RoundKind.VISIT).select_related("round", "unit")
    return within(request.actor, Permission.ROUND_PLAN, held).order_by("-round__opens_on", "unit__name")


def _changeable(request: Request, held: Iterable[RoundUnit]) -> set[UUID]:
    """Those of the rounds that may still be changed, and lie in no unit one may not plan for."""
    rounds = frozenset(one.round_id for one in held if rules.may_change(one.round.closes_on, clock.today()))
    own = rounds - set(queries.planning.shared_with_others(request.actor, rounds))
    return {one.pk for one in held if one.round_id in own}


def _units_of(held: RoundUnit) -> list[str]:
    return list(held.round.units.order_by("unit__name").values_list("unit__name", flat=True))


def _may_plan(request: Request) -> bool:
    return bool(request.actor.scope(Permission.ROUND_PLAN))


def _planned(request: Request, form: PlanForm) -> str:
    given = form.cleaned_data
    rules.check_window(given["opens_on"], given["closes_on"])
    check_ahead(given["closes_on"], clock.today())  # here: those of earlier years are laid in, and have closed
    same = queries.planning.on_the_same_days(form.chosen(), given["opens_on"], given["closes_on"])
    if same and not given["alongside"]:
        raise Refused(pages.already_in(same), "alongside")
    actions.plan_round(
        by=request.actor,
        label=given["label"],
        area=given["area"],
        kind=RoundKind(given["kind"]),
        opens_on=given["opens_on"],
        closes_on=given["closes_on"],
        instrument=InstrumentVersion.objects.get(pk=given["instrument"]),
        at=clock.now(),
        units=form.chosen(),
    )
    messages.success(request, "Runden er planlagt. Den åbner i hver enhed, når forældrene er orienteret.")
    return reverse("screening:rounds")


def _changed(request: Request, form: ChangeRoundForm, held: RoundUnit) -> str:
    given = {name: form.cleaned_data[name] for name in ("label", "opens_on", "closes_on", "built_on")}
    actions.change_round(by=request.actor, round=held.round, at=clock.now(), **given)
    messages.success(request, "Runden er rettet.")
    return reverse("screening:rounds")


def _withdrawn(request: Request, held: RoundUnit) -> str:
    actions.withdraw_round(by=request.actor, round_unit=held, at=clock.now())
    messages.success(request, f"{held.round.label} er taget tilbage for {held.unit.name}.")
    return reverse("screening:rounds")


def _noticed(request: Request, form: NoticeForm, held: RoundUnit) -> str:
    given = form.cleaned_data
    actions.record_notice(
        by=request.actor, round_unit=held, notice_on=given["notice_on"], way=Way(given["way"]),
        built_on=given["built_on"], at=clock.now(),
    )  # fmt: skip
    messages.success(request, "Det er registreret, at forældrene er orienteret.")
    if is_of_some(held) and not chosen_in([held]):
        return reverse("screening:children", args=[held.pk])
    return reverse("screening:board", args=[held.pk])
