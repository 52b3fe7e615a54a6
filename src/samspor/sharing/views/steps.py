"""The steps the views share: the child, the form about it, and back to the map."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from samspor.access.check import found, within
from samspor.access.drafts import Draft, brought_back, draft_answer
from samspor.access.once import sent, sent_as
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.base.refused import Refused
from samspor.people.api import Child, Guardian, check_way_out, drafts, header_of
from samspor.sharing.rules.consent import lasts_until
from samspor.ui.answer import invalid
from samspor.ui.forms import Form

GET_POST = ("GET", "POST")
F = TypeVar("F", bound=Form)


def child_within(request: Request, key: UUID) -> Child:
    held = Child.objects.filter(merged_into=None)
    return found(within(request.actor, Permission.CONSENT_READ, held), key)


def address(child: UUID, anchor: str = "") -> str:
    return reverse("sharing:map", args=[child]) + (f"#{anchor}" if anchor else "")


def filled(request: Request, kind: type[F], **more: Any) -> F:
    """The form as it was sent, or as it is first shown."""
    return kind(request.POST if request.method == "POST" else None, **more)


def longest(from_on: date) -> date:
    return lasts_until(from_on, days=settings.PROFILE.sharing_longest_days)


def stop_of(request: Request, child: Child) -> str:
    """The sentence that says why nothing may reach the parents now; nothing when it may."""
    try:
        check_way_out(request.actor, child)
    except Refused as refused:
        return refused.sentence
    return ""


def adult(key: str) -> Guardian | None:
    """Whom a form named: without an adult it is the child."""
    return found(Guardian.objects.all(), UUID(key)) if key != "barnet" else None


def context_of(request: Request, child: Child) -> dict[str, Any]:
    """The child's header on the page, and the entry that says it was shown."""
    saw(Verb.SHARING_SEEN, by=request.actor, at=clock.now(), about=child, child_ids=[child.pk])
    return {"child": child, "header": header_of(request, child), "back": address(child.pk)}


def write(
    request: Request,
    child: Child,
    form: Form,
    act: Callable[[], object],
    *,
    said: str,
    anchor: str = "",
    template: str = "sharing/form.html",
    **page: Any,
) -> HttpResponse:
    """Acted on once and back to the map; else shown again, with what was typed and why not."""
    mine: dict[str, Any] = {
        "by": request.actor, "about": child, "permission": Permission.CONSENT_ASK, "place": request.path,
        "at": clock.now(),
    }  # fmt: skip

    def acted() -> str:
        act()
        drafts.drop_form(**mine)
        return address(child.pk, anchor)

    answered = draft_answer(
        request, form, drop=lambda: drafts.drop_form(**mine),
        keep=lambda typed: drafts.save_form(child=child.pk, typed=typed, sent_as=sent_as(request), **mine),
    )  # fmt: skip
    answered = answered or sent(request, form, acted, at=clock.now(), said=said)
    if answered:
        return answered
    saved_at = brought_back(form, _draft(request))
    context = {"form": form, **context_of(request, child), "saved_at": saved_at, "here": request.path, **page}
    return invalid(request, template, context) if form.is_bound else render(request, template, context)


def _draft(request: Request) -> Draft | None:
    """Where the page says whose answer it is, another's is not brought back."""
    held, asked_of = drafts.form_draft(request.actor, request.path), request.GET.get("hvem")
    return None if held and asked_of and held.values.get("who") != asked_of else held
