"""The steps the views share: fetch what one may see, and show a form again when it was refused."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from samspor.access.request import Request
from samspor.people.api import ChildGroup, naming
from samspor.screening import queries
from samspor.screening.models import Assessment, RoundUnit
from samspor.screening.rules import RoundKind
from samspor.ui.answer import SeeOther, invalid

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


def show_form(request: Request, template: str, context: dict[str, object]) -> HttpResponse:
    return invalid(request, template, context) if request.method == "POST" else render(request, template, context)
