"""What is proposed to a family: put and begun by the staff, answered by each guardian on their own page."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from samspor.access.check import found, within
from samspor.access.once import once, sent
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.base.refused import NotHere
from samspor.family import actions, queries
from samspor.family.forms import ProposalAnswerForm, ProposalForm
from samspor.family.models import Proposal
from samspor.family.rules.proposals import Said
from samspor.family.views.steps import another, gone, here
from samspor.people.api import Child, check_way_out
from samspor.sharing.api import kept
from samspor.ui.answer import invalid
from samspor.ui.doors import guests


@require_http_methods(["GET", "POST"])
def put(request: Request, child: UUID) -> HttpResponse:
    children = Child.objects.select_related("merged_into")
    held = kept(found(within(request.actor, Permission.FAMILY_INVITE, children), child))
    check_way_out(request.actor, held)
    at = clock.now()
    saw(Verb.FAMILY_LISTED, by=request.actor, at=at, about=held, child_ids=[held.pk])
    form = ProposalForm(request.POST if request.method == "POST" else None)

    def act() -> str:
        actions.put_proposal(by=request.actor, child=held, text=form.cleaned_data["text"], at=at)
        messages.success(request, "Forslaget står på familiens sider nu. Giv dem en kode, så de kan svare.")
        return f"{reverse('family:family', args=[held.pk])}#forslag"

    answered = sent(request, form, act, at=at)
    if answered:
        return answered
    names = [name for _, name in queries.holders(held, request.actor.on)]
    context = {"form": form, "child": held, "names": names, "has_pathway": queries.pathway_of(held) is not None}
    template = "family/proposal.html"
    return invalid(request, template, context) if form.is_bound else render(request, template, context)


@require_POST
def begin(request: Request, proposal: UUID) -> HttpResponse:
    return _ended(request, proposal, actions.begin_proposal, "Skrevet, at det er begyndt.")


@require_POST
def withdraw(request: Request, proposal: UUID) -> HttpResponse:
    return _ended(request, proposal, actions.withdraw_proposal, "Forslaget er trukket tilbage.")


def _ended(request: Request, key: UUID, verb: Callable[..., Proposal], said: str) -> HttpResponse:
    held = found(queries.proposals_visible_to(request.actor), key)

    def act() -> str:
        verb(by=request.actor, proposal=held, at=clock.now())
        messages.success(request, said)
        return f"{reverse('family:family', args=[kept(held.child).pk])}#forslag"

    return once(request, act, at=clock.now())


@never_cache
@require_POST
@guests
@login_not_required
def answer(request: Request) -> HttpResponse:
    """Yes, no or not now, by who is in."""
    at = clock.now()
    held = here(request, at)
    if held is None:
        return gone(request)
    if not held.sent(request):
        return another(request)
    form = ProposalAnswerForm(request.POST)
    if not form.is_valid():
        raise NotHere

    def act() -> str:
        said, proposal = Said(form.cleaned_data["said"]), form.cleaned_data["proposal"]
        actions.answer_proposal(by=held.by, visit=held.visit, proposal=proposal, said=said, at=at)
        return f"{reverse('family:page')}?sagt=ja#forslag"

    return once(request, act, at=at)
