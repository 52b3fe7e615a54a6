"""The steps the views share: fetch what one may, act once, show the form again when it was refused."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from samspor.access.check import found, within
from samspor.access.drafts import draft_answer
from samspor.access.guessing import check_tries, missed
from samspor.access.once import once, sent, sent_as
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.audit.record import saw, searched
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.base.cpr import masked
from samspor.base.refused import Refused
from samspor.people import actions, queries
from samspor.people.models import Child
from samspor.people.queries import header_of
from samspor.ui.answer import invalid
from samspor.ui.forms import Form

__all__ = [
    "FORM",
    "NEW_ADDRESS",
    "about_child",
    "drafted",
    "fetch",
    "fetch_child",
    "fill",
    "may_go_on",
    "pressed",
    "sent",
    "show_form",
    "tried",
]

FORM = ("GET", "POST")
NEW_ADDRESS = "ny-adresse"  # in the address of a form: room for an address in place of one that is covered
M = TypeVar("M", bound=Model)
F = TypeVar("F", bound=forms.Form)


def fetch(request: Request, permission: Permission, rows: QuerySet[M], key: UUID) -> M:
    return found(within(request.actor, permission, rows), key)


def fetch_child(request: Request, permission: Permission, key: UUID) -> Child:
    return fetch(request, permission, Child.objects.filter(merged_into=None), key)


def fill(request: Request, kind: type[F], **more: Any) -> F:
    """The form as it was sent, or as it is first shown."""
    return kind(request.POST if request.method == "POST" else None, **more)


def drafted(
    request: Request, form: Form, *, about: Model, permission: Permission, child: UUID | None
) -> HttpResponse | None:
    """What a form sends by itself while it is written."""
    mine: dict[str, Any] = {
        "by": request.actor, "about": about, "permission": permission, "place": request.path, "at": clock.now(),
    }  # fmt: skip
    return draft_answer(
        request, form, drop=lambda: actions.drop_form(**mine),
        keep=lambda typed: actions.save_form(child=child, typed=typed, sent_as=sent_as(request), **mine),
    )  # fmt: skip


def pressed(request: Request, act: Callable[[], str], *, at: datetime, said: str) -> HttpResponse:
    """A button without questions. A refusal becomes a page of its own."""
    answer = once(request, act, at=at)
    messages.success(request, said)
    return answer


def tried(request: Request, form: Form, *numbers: str, at: datetime) -> None:
    """Before every answer that depends on a number: nobody tries numbers unseen, and the log says whose they were.

    Whoever has tried too many is told so by the form, and nothing depends on the number.
    """
    if not may_go_on(request, form, *numbers):
        return
    for number in filter(None, numbers):
        whose = queries.whose_number(number)
        searched(Verb.CPR_LOOKED_UP, by=request.actor, at=at, words=masked(number), child_ids=whose)
        missed(request)


def may_go_on(request: Request, form: Form, *numbers: str | None) -> bool:
    try:
        check_tries(request, *numbers)
    except Refused as refused:
        form.refuse(refused)
    return form.is_valid()


def show_form(request: Request, page: str, form: Form, context: Mapping[str, Any]) -> HttpResponse:
    whole = {"form": form, "new_key": uuid4, **context}
    return invalid(request, page, whole) if form.is_bound else render(request, page, whole)


def about_child(request: Request, child: Child, *, at: datetime, purpose: str) -> dict[str, Any]:
    """The child's header on the page, and the entry that says it was shown."""
    saw(Verb.CHILD_SEEN, by=request.actor, at=at, about=child, child_ids=[child.pk], purpose=purpose)
    return {"child": child, "header": header_of(request, child)}
