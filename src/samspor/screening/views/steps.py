"""The steps the views share: fetch what one may see, and show a form again when it was refused."""

from typing import Any
from uuid import UUID

from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from samspor.access.drafts import brought_back, draft_answer
from samspor.access.once import sent_as
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.base import clock
from samspor.people.api import ChildGroup, drafts, naming
from samspor.screening import queries
from samspor.screening.models import Assessment, RoundUnit
from samspor.screening.rules import RoundKind
from samspor.ui.answer import SeeOther, invalid
from samspor.ui.forms import Form

GET_POST = ("GET", "POST")


def round_within(request: Request, key: UUID) -> RoundUnit:
    return queries.seen.shared_round.found(request.actor, key)


def round_or_visit_within(request: Request, key: UUID) -> RoundUnit:
    return queries.seen.round_or_visit.found(request.actor, key)


def group_within(request: Request, key: UUID) -> ChildGroup:
    return queries.seen.group.found(request.actor, key)


def assessment_within(request: Request, key: UUID) -> Assessment:
    return queries.seen.assessment.found(request.actor, key)


def name_in(request: Request, held: Assessment) -> naming.Name:
    """A unit reads its old assessments on when it has lost the child."""
    if held.round_unit.round.kind == RoundKind.VISIT:
        return queries.visits.names_in_visits(request.actor, [held.child_id])[held.child_id]
    return naming.name_of(request.actor, held.child_id)


def seen_as_visit(visit: UUID) -> HttpResponse:
    """What leads to a round leads to the visit's own page, when the round is one."""
    return SeeOther(reverse("screening:visit", args=[visit]))


def drafted(
    request: Request, form: Form, *, about: Model, permission: Permission, child: UUID | None
) -> HttpResponse | None:
    """What a form sends by itself while it is written."""
    mine: dict[str, Any] = {
        "by": request.actor, "about": about, "permission": permission, "place": request.path, "at": clock.now(),
    }  # fmt: skip
    return draft_answer(
        request, form, drop=lambda: drafts.drop_form(**mine),
        keep=lambda typed: drafts.save_form(child=child, typed=typed, sent_as=sent_as(request), **mine),
    )  # fmt: skip


def spent(request: Request, *, about: Model, permission: Permission) -> None:
    drafts.drop_form(by=request.actor, about=about, permission=permission, place=request.path, at=clock.now())


def brought(request: Request, form: Form) -> dict[str, object]:
    """What one was writing stands in the form again, and the page says since when."""
    return {"saved_at": brought_back(form, drafts.form_draft(request.actor, request.path)), "here": request.path}


def show_form(request: Request, template: str, context: dict[str, object]) -> HttpResponse:
    return invalid(request, template, context) if request.method == "POST" else render(request, template, context)
