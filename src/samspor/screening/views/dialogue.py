"""The joint dialogue: the room first, then one child at a time, where we see most differently first."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samspor.access.once import sent
from samspor.access.request import Request
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.screening import actions, pages, queries
from samspor.screening.forms import ConcludeForm, DraftForm
from samspor.screening.models import Assessment
from samspor.screening.queries.acting import opened_acting
from samspor.screening.queries.dialogue import waiting_for_one
from samspor.screening.rules import Step
from samspor.screening.views.acting import acting
from samspor.screening.views.joint import begun, concluded, was_overtaken
from samspor.screening.views.steps import GET_POST, assessment_within, group_within, name_in, round_within, show_form
from samspor.ui.doors import says_back


@require_GET
def room(request: Request, round_unit: UUID, group: UUID) -> HttpResponse:
    """Before any name is shown."""
    held, chosen = round_within(request, round_unit), group_within(request, group)
    places = queries.children_of(request.actor, held, chosen)
    assessments = queries.assessments_of(held, [place.child.pk for place in places])
    shown = queries.shown_in(assessments.values())
    order = queries.running_order(request.actor, held, chosen)
    saw(Verb.ROOM_SEEN, by=request.actor, at=clock.now(), about=chosen)
    context = {
        "heading": pages.heading(held, clock.today()),
        "group": chosen,
        "parts": None if shown is None else pages.room(shown),
        "first": order[0].pk if order else None,
        "waiting": waiting_for_one(request.actor, assessments.values()),
    }
    return render(request, "screening/room.html", context)


@require_http_methods(GET_POST)
def dialogue(request: Request, assessment: UUID) -> HttpResponse:
    held = assessment_within(request, assessment)
    order = [one.pk for one in queries.running_order(request.actor, held.round_unit, held.group)]
    views = queries.opened_views([held])
    own, signs = views.get(held.pk, []), queries.opened_signs(views)
    here = pages.turn(assessment=held, order=order, views=own, signs=signs, worded=queries.worded([held]))
    now = opened_acting([held], views, signs)
    people = list(queries.colleagues(held.round_unit, held, request.actor))
    kept = queries.my_draft(request.actor, held)
    typed = begun(held, [str(one.assessor_id) for one in own], kept.written if kept else "")
    form = ConcludeForm(request.POST or None, people=people, initial=typed)
    answered = sent(request, form, lambda: concluded(request, form, held, _way(held, here.after)), at=clock.now())
    if answered:
        return answered
    saw(Verb.ASSESSMENT_SEEN, by=request.actor, at=clock.now(), about=held, child_ids=[held.child_id])
    context = {
        "form": form,
        "assessment": held,
        "name": name_in(request, held),
        "heading": pages.heading(held.round_unit, clock.today()),
        "turn": here,
        "voices": pages.said(queries.voices_of(request.actor, held.round_unit, [held.child_id])) if own else [],
        "acting": acting(request, now),
        "may_write": _may_write(held),
        "overtaken": bool(kept) and typed["built_on"] != typed["draft_built_on"],
        "beaten": was_overtaken(request, held),
        "shown": bool(kept or here.agreed.now or request.method == "POST"),
    }
    return show_form(request, "screening/dialogue.html", context)


@require_POST
def draft(request: Request, assessment: UUID) -> HttpResponse:
    """Sent by the page itself while somebody writes. Saying the same twice is the same as once."""
    held = assessment_within(request, assessment)
    form = DraftForm(request.POST)
    if not form.is_valid():
        return says_back(HttpResponse("Teksten er for lang.", status=HTTPStatus.UNPROCESSABLE_ENTITY))
    given: dict[str, object] = {name: form.cleaned_data[name] for name in DraftForm.KEPT}
    given |= {name: request.POST.getlist(name)[:100] for name in ("participants", "beside")}
    built_on = form.cleaned_data["built_on"]
    actions.keep_draft(by=request.actor, assessment=held, written=given, built_on=built_on, at=clock.now())
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


def _way(held: Assessment, after: UUID | None) -> str:
    if after:
        return reverse("screening:dialogue", args=[after])
    return reverse("screening:joint", args=[held.round_unit_id, held.group_id])


def _may_write(held: Assessment) -> bool:
    is_open = pages.heading(held.round_unit, clock.today()).is_open
    is_told = not queries.telling.untold(held.round_unit, [held.child_id], clock.today())
    return is_open and is_told and queries.step_of(held) in {Step.DIALOGUE, Step.CONCLUDED}
