"""The steps the views share: fetch what one may go on with, and show a form about a handover again when refused."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from samspor.access.check import may
from samspor.access.drafts import draft_answer
from samspor.access.once import sent, sent_as
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.base.refused import NotHere, Refused
from samspor.concerns.api import check_childs_way_out
from samspor.concerns.rules.stops import Route
from samspor.people.api import Child, Guardianship, header_of, naming
from samspor.transitions import actions, queries
from samspor.transitions.models import Handover
from samspor.transitions.pages import address
from samspor.transitions.queries import Now
from samspor.ui.answer import invalid
from samspor.ui.forms import Form

GET_POST = ("GET", "POST")
F = TypeVar("F", bound=Form)


def now_within(request: Request, key: UUID) -> Now:
    held = queries.handover_seen.found(request.actor, key)
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


def named(request: Request, child: Child, header: object) -> naming.Name:
    """`header` is there for who sees the child."""
    return naming.name_as(queries.kept(child), is_seen=header is not None, on=request.actor.on)


def stop_of(request: Request, child: Child, route: Route = Route.HANDOVER_TALK) -> str:
    """The sentence that says why nothing may reach the parents now; nothing when it may."""
    try:
        check_childs_way_out(request.actor, child, route)
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

    answered = _drafted(request, handover, form) or sent(request, form, acted, at=clock.now(), said=said)
    return answered or show(request, handover, form, anchor=anchor, **page)


def _drafted(request: Request, handover: Handover, form: Form) -> HttpResponse | None:
    mine: dict[str, Any] = {"by": request.actor, "handover": handover, "place": request.path, "at": clock.now()}
    return draft_answer(
        request, form, drop=lambda: actions.drop_handover_draft(**mine),
        keep=lambda typed: actions.save_handover_draft(typed=typed, sent_as=sent_as(request), **mine),
    )  # fmt: skip


def brought_back(typed: Mapping[str, Any], form: Form) -> dict[str, Any]:
    """What was typed, beside what stands now: an answer to other words than those is not brought back."""
    seen = form.initial.get("seen")
    same = typed.get("seen") == seen
    return {name: value for name, value in typed.items() if same or not name.startswith("felt_")} | (
        {"seen": seen} if seen else {}
    )


def show(
    request: Request, handover: Handover, form: Form, *, anchor: str, template: str = "transitions/form.html",
    **page: Any,
) -> HttpResponse:  # fmt: skip
    saw(Verb.HANDOVER_SEEN, by=request.actor, at=clock.now(), about=handover, child_ids=[handover.child_id])
    draft = queries.draft_of(request.actor, request.path) if request.method == "GET" else None
    form.initial = {**form.initial, **(brought_back(draft.values, form) if draft else {})}
    head = header(request, handover.child)
    context = {
        "form": form,
        "handover": handover,
        "header": head,
        "name": named(request, handover.child, head),
        "back": address(handover.pk, anchor),
        "here": request.path,
        "saved_at": draft.saved_at if draft else None,
        **page,
    }
    return invalid(request, template, context) if form.is_bound else render(request, template, context)
