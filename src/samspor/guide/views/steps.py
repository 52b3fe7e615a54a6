"""What several pages of the guide do alike."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from samspor.access.check import found, within
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.guide import queries
from samspor.guide.models import GuideStep, GuideVersion
from samspor.ui.answer import invalid

GET_POST = ("GET", "HEAD", "POST")


def show_form(request: Request, template: str, context: Mapping[str, Any]) -> HttpResponse:
    """422 when what was sent could not be used; what was typed stands."""
    return invalid(request, template, context) if context["form"].is_bound else render(request, template, dict(context))


def version_within(request: Request, key: UUID) -> GuideVersion:
    return found(within(request.actor, Permission.GUIDE_EDIT, queries.versions()), key)


def step_within(request: Request, key: UUID) -> GuideStep:
    held = GuideStep.objects.select_related("version__guide")
    return found(within(request.actor, Permission.GUIDE_EDIT, held), key)
