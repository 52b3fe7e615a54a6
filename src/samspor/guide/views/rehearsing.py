"""Rehearsal: a leader opens a story, and the group chooses together, turn by turn."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from samspor.access.check import demand, found
from samspor.access.once import sent
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.base import clock
from samspor.base.refused import NotHere
from samspor.guide import actions, queries
from samspor.guide.forms import OpenForm, TurnForm
from samspor.guide.models import Rehearsal
from samspor.guide.pages import path
from samspor.guide.pages import rehearsing as shown
from samspor.guide.reading.scenarios import scenarios
from samspor.guide.views.steps import GET_POST, show_form
from samspor.people.api import Unit
from samspor.ui.doors import about_nobody

_SHOWN = 30


@require_http_methods(GET_POST)
@about_nobody
def rehearsals(request: Request) -> HttpResponse:
    demand(request.actor, Permission.GUIDE_REHEARSE)
    units = list(queries.units_to_rehearse_in(request.actor))
    offered = [(one.key, one.title) for one in scenarios()]
    form = OpenForm(request.POST or None, scenarios=offered, units=units)
    answered = sent(request, form, lambda: _opened(request, form, units), at=clock.now())
    held = queries.rehearsals_visible_to(request.actor)[:_SHOWN]
    context = {"form": form, "sessions": shown.sessions(held, scenarios())}
    return answered or show_form(request, "guide/rehearsals.html", context)


@require_GET
@about_nobody
def rehearsal(request: Request, rehearsal: UUID) -> HttpResponse:
    """What they chose at each turn, beside what the guide says."""
    held = found(queries.rehearsals_visible_to(request.actor), rehearsal)
    turns = _turns(held)
    done = [one for one in turns if one.chosen]
    context = {"held": held, "scenario": queries.scenario_of(held.scenario), "done": done, "turns": turns}
    return render(request, "guide/rehearsal.html", context)


@require_http_methods(GET_POST)
@about_nobody
def turn(request: Request, rehearsal: UUID, turn: int) -> HttpResponse:
    held = found(queries.rehearsals_visible_to(request.actor), rehearsal)
    here = next((one for one in _turns(held) if one.number == turn), None)
    if here is None:
        raise NotHere
    form = TurnForm(request.POST or None, offered=_offered(held, turn))
    answered = sent(request, form, lambda: _chosen(request, form, held, turn), at=clock.now())
    context = {"held": held, "scenario": queries.scenario_of(held.scenario), "here": here, "form": form}
    return answered or show_form(request, "guide/turn.html", context)


def _turns(held: Rehearsal) -> list[shown.Played]:
    steps = path.shown(queries.steps_of(held.version), clock.today())
    return shown.played(queries.played(held), held.choices.all(), steps)


def _offered(held: Rehearsal, number: int) -> list[tuple[str, str]]:
    titles = dict(held.version.steps.values_list("key", "title"))
    return sorted(((key, titles[key]) for key in queries.played(held)[number - 1].offered), key=lambda one: one[1])


def _opened(request: Request, form: OpenForm, units: list[Unit]) -> str:
    given = form.cleaned_data
    unit = next(one for one in units if str(one.pk) == given["unit"])
    made = actions.open_rehearsal(
        by=request.actor, unit=unit, scenario=queries.scenario_of(given["scenario"]), at=clock.now()
    )
    return reverse("guide:turn", args=[made.pk, 1])


def _chosen(request: Request, form: TurnForm, held: Rehearsal, number: int) -> str:
    actions.choose_step(
        by=request.actor, rehearsal=held, number=number, chosen=form.cleaned_data["chosen"], at=clock.now()
    )
    return reverse("guide:turn", args=[held.pk, number])
