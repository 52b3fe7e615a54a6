"""The steps the views share: fetch what one may, act once, show the form again when it was refused."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from samspor.access.check import within
from samspor.access.once import once
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere, Refused
from samspor.people.models import Child
from samspor.people.queries import header_of
from samspor.ui.answer import invalid
from samspor.ui.forms import Form

FORM = ("GET", "POST")
M = TypeVar("M", bound=Model)
F = TypeVar("F", bound=forms.Form)


def fetch(request: Request, permission: Permission, rows: QuerySet[M], key: UUID) -> M:
    found = within(request.actor, permission, rows).filter(pk=key).first()
    if found is None:
        raise NotHere
    return found


def fetch_child(request: Request, permission: Permission, key: UUID) -> Child:
    return fetch(request, permission, Child.objects.filter(merged_into=None), key)


def fill(request: Request, kind: type[F], **more: Any) -> F:
    """The form as it was sent, or as it is first shown."""
    return kind(request.POST if request.method == "POST" else None, **more)


def sent(request: Request, form: Form, act: Callable[[], str], *, at: datetime, said: str) -> HttpResponse | None:
    """The answer when the form was sent, was right and nobody refused; else None, and the form says why."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        with transaction.atomic():  # a refusal must not leave the form's key behind: it is sent again when mended
            answer = once(request, act, at=at)
    except Refused as refused:
        form.refuse(refused)
        return None
    messages.success(request, said)
    return answer


def pressed(request: Request, act: Callable[[], str], *, at: datetime, said: str) -> HttpResponse:
    """A button without questions. A refusal becomes a page of its own."""
    answer = once(request, act, at=at)
    messages.success(request, said)
    return answer


def show_form(request: Request, page: str, form: Form, context: Mapping[str, Any]) -> HttpResponse:
    whole = {"form": form, "new_key": uuid4, **context}
    return invalid(request, page, whole) if form.is_bound else render(request, page, whole)


def about_child(request: Request, child: Child, *, at: datetime, purpose: str) -> dict[str, Any]:
    """The child's header on the page, and the entry that says it was shown."""
    saw(Verb.CHILD_SEEN, by=request.actor, at=at, about=child, child_ids=[child.pk], purpose=purpose)
    return {"child": child, "header": header_of(request, child)}
