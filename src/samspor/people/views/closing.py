"""A unit gets its last day, and the day is taken back."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.base import clock
from samspor.people import actions, pages
from samspor.people.forms import CloseUnitForm
from samspor.people.models import Unit
from samspor.people.rules import UnitKind
from samspor.people.views.steps import FORM, fetch, fill, pressed, sent, show_form
from samspor.ui.doors import about_nobody


@require_http_methods(FORM)
@about_nobody
def close(request: Request, unit: UUID) -> HttpResponse:
    at, found = clock.now(), _fetched(request, unit)
    form = fill(request, CloseUnitForm)

    def act() -> str:
        actions.close_unit(by=request.actor, unit=found, closes_on=form.cleaned_data["ends_on"], at=at)
        return reverse("people:units")

    done = sent(request, form, act, at=at, said=f"{found.name} har fået en sidste dag. Den kan fortrydes indtil da.")
    return done or show_form(
        request, "people/close_unit.html", form, {"unit": found, "closing": pages.closing_words(found)}
    )


@require_POST
def keep_open(request: Request, unit: UUID) -> HttpResponse:
    at, found = clock.now(), _fetched(request, unit)

    def act() -> str:
        actions.keep_unit_open(by=request.actor, unit=found, at=at)
        return reverse("people:units")

    return pressed(request, act, at=at, said=f"{found.name} lukker ikke alligevel.")


def _fetched(request: Request, key: UUID) -> Unit:
    rows = Unit.objects.filter(Unit.open_on(request.actor.on)).exclude(kind=UnitKind.MUNICIPALITY)
    return fetch(request, Permission.STAFF_EDIT, rows, key)
