"""A child is expected: of a mother one meets for the first time, or of one whose child is here."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.audit.record import searched
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.base.cpr import masked
from samspor.base.refused import NotHere
from samspor.people import actions, queries
from samspor.people.forms import ExpectFirstForm, ExpectForm, ExpectSiblingForm
from samspor.people.models import Child, ChildGroup
from samspor.people.rules import Relation
from samspor.people.views.steps import FORM, about_child, fetch_child, fill, sent, show_form
from samspor.ui.doors import about_nobody

_SAID = "Det ventede barn er oprettet."


@require_http_methods(FORM)
@about_nobody
def expect(request: Request) -> HttpResponse:
    at = clock.now()
    groups = _groups(request)
    form = fill(request, ExpectFirstForm, groups=groups, initial=_first(request, at))

    def act() -> str:
        _looked_up(request, form, at)
        made = actions.expect_first_child(by=request.actor, at=at, **_when(form), **form.mother())
        return _next(request, made, form)

    done = sent(request, form, act, at=at, said=_SAID)
    return done or show_form(request, "people/expect.html", form, {})


@require_http_methods(FORM)
def expect_sibling(request: Request, child: UUID) -> HttpResponse:
    at = clock.now()
    found = fetch_child(request, Permission.CHILD_EDIT, child)
    ties = queries.guardianships_of(found).filter(relation__in=(Relation.MOTHER, Relation.CO_PARENT))
    form = fill(request, ExpectSiblingForm, groups=_groups(request), ties=ties, initial=_first(request, at))

    def act() -> str:
        made = actions.expect_sibling(by=request.actor, guardianship=form.chosen_tie(), at=at, **_when(form))
        return _next(request, made, form)

    done = sent(request, form, act, at=at, said=_SAID)
    if done:
        return done
    shown = about_child(request, found, at=at, purpose="oprette en søskende, der ventes")
    return show_form(request, "people/expect_sibling.html", form, shown | {"known": bool(form.ties)})


def _groups(request: Request) -> list[ChildGroup]:
    groups = list(queries.groups_to_enrol_in(request.actor))
    if not groups:
        raise NotHere
    return groups


def _first(request: Request, at: datetime) -> dict[str, date | str]:
    return {"starts_on": clock.local_date(at), "group": request.GET.get("gruppe", "")}


def _when(form: ExpectForm) -> dict[str, Any]:
    given = form.cleaned_data
    return {"group": form.chosen_group(), "due_date": given["due_date"], "starts_on": given["starts_on"]}


def _looked_up(request: Request, form: ExpectFirstForm, at: datetime) -> None:
    """A number that was tried is remembered: nobody can test numbers unseen."""
    number = form.cleaned_data["cpr"]
    if number:
        searched(Verb.CPR_LOOKED_UP, by=request.actor, at=at, words=masked(number), child_ids=[])


def _next(request: Request, made: Child, form: ExpectForm) -> str:
    """A child that comes into the group later is not seen before."""
    return made.href if form.cleaned_data["starts_on"] <= request.actor.on else form.chosen_group().href
