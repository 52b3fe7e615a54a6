"""The steps the views share: fetch what one may go on with, and show a form about a handover again when refused."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from samspor.access.check import found, may
from samspor.access.once import FIELD, has_come, sent
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.base.refused import NotHere, Refused
from samspor.concerns.api import check_childs_way_out
from samspor.concerns.rules.stops import Route
from samspor.people.api import Child, Guardianship, header_of
from samspor.transitions import actions, queries
from samspor.transitions.models import Handover, HandoverDraft
from samspor.transitions.pages import address
from samspor.transitions.queries import Now
from samspor.ui.answer import SeeOther, invalid
from samspor.ui.forms import Form

GET_POST = ("GET", "POST")
F = TypeVar("F", bound=Form)


def now_within(request: Request, key: UUID) -> Now:
    held = found(queries.handovers_visible_to(request.actor), key)
    return queries.now(held, request.actor.on)


def holder_within(held: Now, guardian: UUID) -> Guardianship:
    """Whoever has no custody today is not there."""
    ties = {tie.guardian_id: tie for tie in held.holders}
    if guardian not in ties:
        raise NotHere
    return ties[guardian]


def header(request: Request, child: Child) -> object:
    """As long as the child is one's own to see: where it has moved to since is not told by an old handover."""
    seen = may(request.actor, Permission.CHILD_READ, queries.kept(child))
    return header_of(request, child) if seen else None


def stop_of(request: Request, child: Child) -> str:
    """The sentence that says why nothing may reach the parents now; nothing when it may."""
    try:
        check_childs_way_out(request.actor, child, Route.HANDOVER_TALK)
    except Refused as refused:
        return refused.sentence
    return ""


def filled(request: Request, kind: type[F], **more: Any) -> F:
    """The form as it was sent, or as it is first shown."""
    return kind(request.POST if request.method == "POST" else None, **more)


def write(
    request: Request, handover: Handover, form: Form, act: Callable[[], object], *, anchor: str, said: str, **page: Any
) -> HttpResponse:
    """One form about one handover: acted on once, and back to where on the page it belongs; else shown with why not."""

    def acted() -> str:
        act()
        actions.drop_handover_draft(by=request.actor, handover=handover, place=request.path, at=clock.now())
        return address(handover.pk, anchor)

    answered = drafted(request, handover, form) or sent(request, form, acted, at=clock.now(), said=said)
    return answered or show(request, handover, form, anchor=anchor, **page)


def drafted(request: Request, handover: Handover, form: Form) -> HttpResponse | None:
    """What the form sends by itself while it is written, and the button that throws the draft away."""
    by, place, at = request.actor, request.path, clock.now()
    if "discard" in request.POST:
        actions.drop_handover_draft(by=by, handover=handover, place=place, at=at)
        return SeeOther(place)
    if not form.is_bound or "X-Autosave" not in request.headers:
        return None
    if not has_come(request):  # it was sent while this was on its way
        actions.save_handover_draft(by=by, handover=handover, place=place, typed=_typed_in(form), at=at)
    return HttpResponse(status=204)


def _kept(draft: HandoverDraft, form: Form) -> dict[str, Any]:
    """An answer that was typed to other words than those that stand there now is not brought back."""
    seen = form.initial.get("seen")
    same = draft.values.get("seen") == seen
    return {name: value for name, value in draft.values.items() if same or not name.startswith("felt_")} | (
        {"seen": seen} if seen else {}
    )


def _typed_in(form: Form) -> dict[str, object]:
    """Right or wrong."""
    kept = {name: one for name, one in form.fields.items() if name != FIELD}
    return {name: one.widget.value_from_datadict(form.data, form.files, name) for name, one in kept.items()}


def show(
    request: Request, handover: Handover, form: Form, *, anchor: str, template: str = "transitions/form.html",
    **page: Any,
) -> HttpResponse:  # fmt: skip
    saw(Verb.HANDOVER_SEEN, by=request.actor, at=clock.now(), about=handover, child_ids=[handover.child_id])
    draft = queries.draft_of(request.actor, request.path) if request.method == "GET" else None
    form.initial = {**form.initial, **(_kept(draft, form) if draft else {})}
    context = {
        "form": form,
        "handover": handover,
        "header": header(request, handover.child),
        "back": address(handover.pk, anchor),
        "here": request.path,
        "saved_at": draft.saved_at if draft else None,
        **page,
    }
    return invalid(request, template, context) if form.is_bound else render(request, template, context)
