"""A newer edition that ships with Samspor: what it says otherwise, and taking it in as a draft."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from samspor.access.check import found, within
from samspor.access.once import sent
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.base import clock
from samspor.guide import actions, queries
from samspor.guide.pages.newer import different_steps
from samspor.guide.rules import VersionState
from samspor.guide.views.steps import GET_POST
from samspor.ui.answer import invalid
from samspor.ui.doors import about_nobody
from samspor.ui.forms import Form


@require_http_methods(GET_POST)
@about_nobody
def newer(request: Request, guide: UUID) -> HttpResponse:
    held = found(within(request.actor, Permission.GUIDE_EDIT, queries.guides()), guide)
    file, form = queries.newer_than(held), Form(request.POST or None)

    def act() -> str:
        if file is None:
            return reverse("guide:editor")
        made = actions.adopt_guide(by=request.actor, guide=file, at=clock.now())
        return reverse("guide:version", args=[made.pk])

    answered = sent(request, form, act, at=clock.now())
    if answered:
        return answered
    says = next((one for one in held.versions.all() if one.state == VersionState.PUBLISHED), None)
    context = {
        "guide": held,
        "edition": file.edition if file else "",
        "steps": different_steps(queries.steps_of(says), file, request.actor.on) if file and says else [],
        "has_draft": any(one.state == VersionState.DRAFT for one in held.versions.all()),
        "form": form,
    }
    page = "guide/newer.html"
    return invalid(request, page, context) if form.is_bound else render(request, page, context)
