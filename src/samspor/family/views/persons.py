"""Key persons: a guardian asks for one, may take it back, and is answered."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from samspor.access.check import found
from samspor.access.once import once, sent
from samspor.access.request import Request
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.base.refused import NotHere
from samspor.family import actions, queries
from samspor.family.forms import PersonForm, ReplyForm, TakeBackForm
from samspor.family.rules.persons import Reply
from samspor.family.views.steps import another, here, over, shut
from samspor.people.api import check_way_out
from samspor.sharing.api import kept
from samspor.ui.answer import invalid
from samspor.ui.doors import guests

GET_POST = ("GET", "POST")


@never_cache
@require_http_methods(GET_POST)
@guests
@login_not_required
def propose(request: Request) -> HttpResponse:
    at = clock.now()
    held = here(request, at)
    if held is None:
        return over(request)
    if held.is_closed:
        return shut(request)
    if request.method == "POST" and not held.sent(request):
        return another(request)
    if not held.seen.may_propose:
        raise NotHere
    form = PersonForm(request.POST if request.method == "POST" else None)

    def act() -> str:
        given = {name: form.cleaned_data[name] for name in ("name", "relation", "contact", "why")}
        actions.propose_person(by=held.by, visit=held.visit, at=at, **given)
        return f"{reverse('family:page')}?foreslaaet=ja#personer"

    answered = sent(request, form, act, at=at)
    if answered:
        return answered
    saw(Verb.FAMILY_LOOKED, by=held.by, at=at, about=held.visit, child_ids=[held.visit.child_id])
    context = {"form": form, "whose": held.whose}
    template = "family/person.html"
    return invalid(request, template, context) if form.is_bound else render(request, template, context)


@never_cache
@require_POST
@guests
@login_not_required
def take_back(request: Request) -> HttpResponse:
    at = clock.now()
    held = here(request, at)
    if held is None:
        return over(request)
    if not held.sent(request):
        return another(request)
    form = TakeBackForm(request.POST)
    if not form.is_valid():
        raise NotHere

    def act() -> str:
        actions.take_back_person(by=held.by, visit=held.visit, person=form.cleaned_data["person"], at=at)
        return f"{reverse('family:page')}?taget=ja#personer"

    return once(request, act, at=at)


@require_http_methods(GET_POST)
def answer(request: Request, person: UUID) -> HttpResponse:
    """By whoever works with the child; the one with the baton has a task to."""
    held = found(queries.persons_visible_to(request.actor), person)
    child = kept(held.child)
    check_way_out(request.actor, child)
    if held.answered_at:
        return redirect("family:family", child.pk)
    at = clock.now()
    saw(Verb.FAMILY_LISTED, by=request.actor, at=at, about=held, child_ids=[child.pk])
    form = ReplyForm(request.POST if request.method == "POST" else None)

    def act() -> str:
        given = form.cleaned_data
        actions.answer_person(
            by=request.actor, person=held, reply=Reply(given["reply"]), task=given["task"], words=given["words"], at=at
        )
        messages.success(request, "Svaret er gemt. Forælderen ser det på sin side.")
        return reverse("family:family", args=[child.pk])

    answered = sent(request, form, act, at=at)
    if answered:
        return answered
    context = {"form": form, "person": held, "child": child, "has_pathway": queries.pathway_of(child) is not None}
    template = "family/answer_person.html"
    return invalid(request, template, context) if form.is_bound else render(request, template, context)
