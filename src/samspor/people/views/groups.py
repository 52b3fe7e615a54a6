"""Groups are opened, get another name, and close. Each by those who work in the unit and keep its children in order."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.base import clock
from samspor.base.refused import NotHere, Refused
from samspor.people import actions, queries, rules
from samspor.people.forms import GroupNameForm, OpenGroupForm
from samspor.people.models import ChildGroup
from samspor.people.views.steps import FORM, fetch, fill, sent, show_form
from samspor.ui.doors import about_nobody
from samspor.ui.forms import Form

_TAKEN = "Enheden har allerede en gruppe, der hedder det. Vælg et andet navn."
_GROUPS = "/grupper/"


@require_http_methods(FORM)
@about_nobody
def open_group(request: Request) -> HttpResponse:
    at = clock.now()
    places = list(queries.units_to_keep(request.actor).order_by("name", "pk"))
    if not places:
        raise NotHere
    form = fill(request, OpenGroupForm, units=places, initial={"unit": str(places[0].pk) if len(places) == 1 else ""})
    done = sent(request, form, lambda: _opened(request, form, at), at=at, said="Gruppen er oprettet.")
    return done or show_form(request, "people/open_group.html", form, {})


@require_http_methods(FORM)
@about_nobody
def rename(request: Request, group: UUID) -> HttpResponse:
    at, found = clock.now(), _fetched(request, group)
    form = fill(request, GroupNameForm, initial={"name": found.name})

    def act() -> str:
        name = form.cleaned_data["name"]
        _once_in_its_unit(lambda: actions.rename_group(by=request.actor, group=found, name=name, at=at))
        return found.href

    done = sent(request, form, act, at=at, said="Gruppen har fået nyt navn.")
    return done or show_form(request, "people/rename_group.html", form, {"group": found})


@require_http_methods(FORM)
@about_nobody
def close(request: Request, group: UUID) -> HttpResponse:
    at, found = clock.now(), _fetched(request, group)
    form = fill(request, Form)

    def act() -> str:
        actions.close_group(by=request.actor, group=found, at=at)
        return _GROUPS

    done = sent(request, form, act, at=at, said=f"{found.name} er lukket. Det, der er skrevet, bliver stående.")
    return done or show_form(request, "people/close_group.html", form, {"group": found})


def _fetched(request: Request, key: UUID) -> ChildGroup:
    rows = ChildGroup.objects.select_related("unit").filter(
        closed_on=None, unit__in=queries.units_to_keep(request.actor)
    )
    return fetch(request, Permission.ENROLMENT_KEEP, rows, key)


def _opened(request: Request, form: OpenGroupForm, at: datetime) -> str:
    made = ChildGroup(
        unit=form.chosen_unit(),
        name=form.cleaned_data["name"],
        setting=rules.Setting(form.cleaned_data["setting"]),
        opened_on=clock.local_date(at),
    )
    _once_in_its_unit(lambda: actions.open_group(by=request.actor, group=made, at=at))
    return made.href


def _once_in_its_unit(act: Callable[[], object]) -> None:
    try:
        with transaction.atomic():
            act()
    except IntegrityError:
        raise Refused(_TAKEN, "name") from None
