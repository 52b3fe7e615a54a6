"""A child is expected: of a mother one meets for the first time, or of one whose child is here."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.base import clock
from samspor.base.refused import NotHere
from samspor.people import actions, queries
from samspor.people.forms import ExpectFirstForm, ExpectForm, ExpectSiblingForm
from samspor.people.models import ChildGroup
from samspor.people.rules import Relation
from samspor.people.views.steps import FORM, about_child, fetch_child, fill, sent, show_form, tried
from samspor.ui.doors import about_nobody

_SAID = "Det ventede barn er oprettet."


@require_http_methods(FORM)
@about_nobody
def expect(request: Request) -> HttpResponse:
    at = clock.now()
    groups = _groups(request)
    form = fill(request, ExpectFirstForm, groups=groups, initial=_first(request))

    def act() -> str:
        made = actions.expect_first_child(by=request.actor, at=at, **_when(form), **form.mother())
        return made.href

    if form.is_bound and form.is_valid():
        tried(request, form, form.cleaned_data["cpr"], at=at)
    done = sent(request, form, act, at=at, said=_SAID)
    return done or show_form(request, "people/expect.html", form, {})


@require_http_methods(FORM)
def expect_sibling(request: Request, child: UUID) -> HttpResponse:
    at = clock.now()
    found = fetch_child(request, Permission.CHILD_EDIT, child)
    parents = found.guardianships.filter(relation__in=(Relation.MOTHER, Relation.CO_PARENT))
    ties = parents.select_related("guardian").order_by("pk")
    form = fill(request, ExpectSiblingForm, groups=_groups(request), ties=ties, initial=_first(request))

    def act() -> str:
        made = actions.expect_sibling(by=request.actor, guardianship=form.chosen_tie(), at=at, **_when(form))
        return made.href

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


def _first(request: Request) -> dict[str, str]:
    """No first day is offered: the child is not born."""
    return {"group": request.GET.get("gruppe", "")}


def _when(form: ExpectForm) -> dict[str, Any]:
    given = form.cleaned_data
    return {"group": form.chosen_group(), "due_date": given["due_date"], "starts_on": given["starts_on"]}
