"""The child's page."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from samspor.access.check import allowed, is_reached, within
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.base.refused import NotHere
from samspor.overview.pages.child import addresses, adults, facts
from samspor.overview.pages.path import path, stays
from samspor.people import api as people
from samspor.people.api import Child
from samspor.people.rules import purpose_of
from samspor.ui.answer import SeeOther, show
from samspor.ui.slots import gather

_ASKED = (Permission.CHILD_EDIT, Permission.ENROLMENT_KEEP, Permission.CHILD_MERGE, Permission.ADDRESS_REVEAL)


@require_safe
def child(request: Request, child: UUID) -> HttpResponse:
    found = people.seen.child.first(request.actor, child)
    if found is None:
        return SeeOther(_kept(request, child).href)
    is_reached(request.actor, Permission.CHILD_READ, found)
    return render(request, "overview/child.html", _page(request, found, at=clock.now()))


@require_POST
def reveal(request: Request, child: UUID) -> HttpResponse:
    """One address at a time, and every click stands in the log."""
    at = clock.now()
    rows = within(request.actor, Permission.ADDRESS_REVEAL, people.children_visible_to(request.actor))
    found = rows.filter(pk=child).first()
    if found is None:
        raise NotHere
    people_there = {str(found.pk): found} | {
        str(tie.guardian_id): tie.guardian for tie in people.guardianships_of(found)
    }
    whose = people_there.get(request.POST.get("of", ""))
    if whose is None:
        raise NotHere
    purpose = purpose_of(request.actor, found.pk)
    saw(Verb.ADDRESS_REVEALED, by=request.actor, at=at, about=whose, child_ids=[found.pk], purpose=purpose)
    context = _page(request, found, at=at, shown=whose.pk)
    return show(
        request, "overview/child.html", context | {"address": context["addresses"][whose.pk]},
        fragment="overview/_address.html",
    )  # fmt: skip


def _kept(request: Request, key: UUID) -> Child:
    """Where a page that was merged away leads: to the one that was kept, if that is one's own to see."""
    kept = people.children_visible_to(request.actor).filter(merged=key).first()
    if kept is None:
        raise NotHere
    return kept


def _page(request: Request, found: Child, *, at: datetime, shown: UUID | None = None) -> dict[str, Any]:
    actor, on = request.actor, request.actor.on
    ties = people.guardianships_of(found)
    where = addresses(found, ties, on, shown)
    enrolments = people.path_of(found.pk)
    siblings = people.siblings_of(actor, found.pk)
    given = allowed(actor, _ASKED, found)
    may_merge = Permission.CHILD_MERGE in given
    seen = [found.pk, *(sibling.pk for sibling in siblings)]
    saw(Verb.CHILD_SEEN, by=actor, at=at, about=found, child_ids=seen, purpose=purpose_of(actor, found.pk))
    return {
        "child": found,
        "header": people.header_of(request, found),
        "emergency": people.emergency_of(actor, found, at),
        "facts": facts(found),
        "addresses": where,
        "adults": adults(ties, where, on),
        "path": path(found.given_names, stays(enrolments), on),
        "enrolments": enrolments,
        "siblings": siblings,
        "affiliations": people.affiliations_of(found.pk, on),
        "merges": people.merges_of(found.pk) if may_merge else [],
        "panels": list(gather("child.panels", request, found)),
        "may_edit": Permission.CHILD_EDIT in given,
        "may_enrol": Permission.ENROLMENT_KEEP in given,
        "may_merge": may_merge,
        "may_reveal": Permission.ADDRESS_REVEAL in given,
        "editable": _editable(request, found) if Permission.ENROLMENT_KEEP in given else set(),
        "on": on,
        "new_key": uuid4,
    }


def _editable(request: Request, found: Child) -> set[UUID]:
    """The enrolments one may end: those in one's own units."""
    mine = within(request.actor, Permission.ENROLMENT_KEEP, found.enrolments.all())
    return set(mine.values_list("pk", flat=True))
