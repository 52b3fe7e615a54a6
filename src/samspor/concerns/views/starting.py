"""Beginning a concern: a form that saves itself while it is written."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from samspor.access.among import among
from samspor.access.check import found
from samspor.access.drafts import sent_by_itself
from samspor.access.once import sent, sent_as
from samspor.access.request import Request
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.concerns import actions, queries
from samspor.concerns.forms import UNKNOWN, StartForm
from samspor.concerns.pages import address
from samspor.concerns.rules.stops import Answer, StopKind
from samspor.concerns.rules.words import Circle
from samspor.concerns.views.steps import ABOUT_STAFF, AGAIN, GET_POST, review
from samspor.people.api import Child, header_of, same_child
from samspor.screening.api import Assessment
from samspor.ui.answer import SeeOther, invalid


@require_http_methods(GET_POST)
def start(request: Request, child: UUID) -> HttpResponse:
    held = found(queries.children_to_start_with(request.actor), child)
    draft = queries.draft_of(request.actor, held)
    typed = draft.values if draft else {}
    grown = {"grown": "ja"} if "vurdering" in request.GET else {}
    first = {"observed_on": clock.today()} | typed | grown
    form = StartForm(request.POST if request.method == "POST" else None, initial=first)
    assessment = _assessment(request, held, form)
    if AGAIN in request.POST:
        form = StartForm(initial=form.typed())
    answered = _review(request, held, form) or sent(
        request, form, lambda: _started(request, form, held, assessment), at=clock.now()
    )
    return answered or _show(request, held, form, saved_at=draft.saved_at if draft else None, assessment=assessment)


def ways_to_start(request: Request, children: Collection[UUID]) -> dict[UUID, str]:
    """Lent to pages where children are shown: where to write a concern, for whoever may. One statement for all."""
    may = queries.children_to_start_with(request.actor).filter(among("pk", children)) if children else ()
    return {child.pk: reverse("concerns:start", args=[child.pk]) for child in may}


@require_POST
def draft(request: Request, child: UUID) -> HttpResponse:
    """What the form sends by itself while it is written; without script, a button. Saying it twice is the same."""
    held = found(queries.children_to_start_with(request.actor), child)
    if "discard" in request.POST:
        actions.drop_draft(by=request.actor, child=held, place="", at=clock.now())
    else:
        typed, words = StartForm(request.POST).typed(), sent_as(request)
        actions.save_draft(by=request.actor, child=held, typed=typed, sent_as=words, at=clock.now())
    if sent_by_itself(request):
        return HttpResponse(status=204)
    return SeeOther(reverse("concerns:start", args=[held.pk]))


def _assessment(request: Request, child: Child, form: StartForm) -> Assessment | None:
    """The one of a round that it grew from: the address said so, and the form and its draft remember it."""
    if "vurdering" not in request.GET and not form["grown"].value():
        return None
    return queries.assessment_to_start_from(request.actor, same_child(child))


def _review(request: Request, child: Child, form: StartForm) -> HttpResponse | None:
    if not form.is_bound or not form.is_valid():
        return None
    kinds = [kind for kind in StopKind if form.cleaned_data[kind] == Answer.YES]
    page = review(request, kinds, {"header": header_of(request, child), "back": child.href})
    if page:
        saw(Verb.CHILD_SEEN, by=request.actor, at=clock.now(), about=child, child_ids=[child.pk])
    return page


def _show(request: Request, child: Child, form: StartForm, **more: Any) -> HttpResponse:
    saw(Verb.CHILD_SEEN, by=request.actor, at=clock.now(), about=child, child_ids=[child.pk])
    context = {"form": form, "child": child, "header": header_of(request, child), **more}
    page = "concerns/start.html"
    return invalid(request, page, context) if form.is_bound else render(request, page, context)


def _started(request: Request, form: StartForm, child: Child, assessment: Assessment | None) -> str:
    given = form.cleaned_data
    answers = {kind: Answer(given[kind]) for kind in StopKind if given[kind] != UNKNOWN[0]}
    made = actions.start_concern(
        by=request.actor,
        child=child,
        worries=given["worries"],
        observed_on=given["observed_on"],
        works=given["works"],
        circle=Circle(given["circle"]) if given["circle"] else None,
        ics=given["ics"],
        answers=answers,
        about_staff=ABOUT_STAFF in request.POST,
        assessment=assessment,
        at=clock.now(),
    )
    stopped = Answer.YES in answers.values()
    return reverse("concerns:notify", args=[made.pk]) if stopped else address(made.pk)
