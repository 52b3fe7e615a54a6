"""The steps the views share."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from samspor.access.once import once
from samspor.access.request import Request
from samspor.base.refused import NotHere, Refused
from samspor.roster import queries
from samspor.roster.models import ChangeSet
from samspor.roster.rules.states import State
from samspor.ui.answer import invalid
from samspor.ui.forms import Form

FORM = ("GET", "POST")


def fetch(request: Request, key: UUID) -> ChangeSet:
    found = queries.change_sets_visible_to(request.actor).filter(pk=key).first()
    if found is None:
        raise NotHere
    return found


def is_past(request: Request, held: ChangeSet) -> bool:
    """Whether a page that asks about a list comes too late, from an old tab or by going back: nothing is asked then."""
    return request.method == "GET" and held.stage is not State.READY


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
    if said:
        messages.success(request, said)
    return answer


def show_form(request: Request, page: str, form: Form, context: Mapping[str, Any]) -> HttpResponse:
    whole = {"form": form, **context}
    return invalid(request, page, whole) if form.is_bound else render(request, page, whole)


def review_of(change_set: ChangeSet) -> str:
    return reverse("roster:review", args=[change_set.pk])
