"""What the staff see of a child's own page, and how it is opened: beside the child, or by a code."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspor.access.check import found, may, within
from samspor.access.once import once, sent
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.base.refused import NotHere
from samspor.family import actions, pages, queries
from samspor.family.forms import PieceAnswerForm
from samspor.family.rules.childs import from_age
from samspor.family.views.steps import let_in
from samspor.people.api import Child, header_of, held_among
from samspor.sharing.api import kept
from samspor.ui.answer import invalid


@require_safe
def child(request: Request, child: UUID) -> HttpResponse:
    held = _child(request, Permission.FAMILY_READ, child)
    at = clock.now()
    saw(Verb.CHILDS_WORDS_SEEN, by=request.actor, at=at, about=held, child_ids=[held.pk])
    inside = next((one for one in queries.visits_now(held, at) if one.guardian_id is None), None)
    waiting = next((one for one in queries.open_invitations(held, at) if one.guardian_id is None), None)
    context = {
        "child": held, "header": header_of(request, held), "new_key": uuid4, "inside": inside,
        "waiting": waiting, "may_invite": may(request.actor, Permission.FAMILY_INVITE, held),
        "is_open": queries.is_open_to(held, request.actor.on), "from_age": from_age(request.actor.on),
        "is_stopped": bool(held_among([held.pk])),
        "pieces": pages.pieces(queries.pieces_seen(request.actor, held), queries.ties_today(held, request.actor.on)),
    }  # fmt: skip
    return render(request, "family/child.html", context)


@require_POST
def together(request: Request, child: UUID) -> HttpResponse:
    """In this browser: whoever works in it is signed out, so that the child is in nothing but its own page."""
    held = _child(request, Permission.FAMILY_INVITE, child)
    visit = actions.sit_together(by=request.actor, child=held, at=clock.now())
    return let_in(request, visit, redirect("family:childs_page"))


@require_POST
def code(request: Request, child: UUID) -> HttpResponse:
    held = _child(request, Permission.FAMILY_INVITE, child)

    def act() -> str:
        made = actions.make_childs_invitation(by=request.actor, child=held, is_together=False, at=clock.now())
        return reverse("family:code", args=[made.pk])

    return once(request, act, at=clock.now())


@require_http_methods(["GET", "POST"])
def answer(request: Request, piece: UUID) -> HttpResponse:
    held = found(queries.pieces_visible_to(request.actor), piece)
    about = kept(held.child)
    lines = pages.pieces(queries.pieces_seen(request.actor, about), queries.ties_today(about, request.actor.on))
    line = next((one for one in lines if one.key == held.pk), None)
    if line is None:
        raise NotHere
    at = clock.now()
    saw(Verb.CHILDS_WORDS_SEEN, by=request.actor, at=at, about=held, child_ids=[about.pk])
    form = PieceAnswerForm(request.POST if request.method == "POST" else None)

    def act() -> str:
        actions.answer_piece(by=request.actor, piece=held, text=form.cleaned_data["text"], at=at)
        messages.success(request, "Det er gemt. Barnet kan læse det på sin side.")
        return reverse("family:child", args=[about.pk])

    context = {"form": form, "child": about, "line": line}
    template = "family/answer_piece.html"
    answered = sent(request, form, act, at=at)
    if answered:
        return answered
    return invalid(request, template, context) if form.is_bound else render(request, template, context)


def _child(request: Request, permission: Permission, key: UUID) -> Child:
    children = Child.objects.select_related("merged_into")
    return kept(found(within(request.actor, permission, children), key))
