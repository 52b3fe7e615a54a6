"""My groups, the children in them, and the children I have to do with by name."""

from itertools import groupby
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samspor.access.check import holds, may
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.base.refused import NotHere
from samspor.people import api as people


@require_safe
def groups(request: Request) -> HttpResponse:
    actor = request.actor
    found = list(people.groups_with_numbers(actor))
    units = [(unit, list(held)) for unit, held in groupby(found, key=lambda group: group.unit)]
    related = list(people.with_enrolments(people.children_related_to(actor), actor.on))
    ids = [child.pk for child in related]
    saw(Verb.CHILDREN_LISTED, by=actor, at=clock.now(), child_ids=ids, purpose="se sine børn")
    context = {
        "units": units,
        "related": [people.card(child, actor.on) for child in related],
        "may_create": bool(found) and holds(actor, Permission.CHILD_EDIT),
        "may_open": people.units_to_keep(actor).exists(),
    }
    return render(request, "overview/groups.html", context)


@require_safe
def group(request: Request, group: UUID) -> HttpResponse:
    actor = request.actor
    found = people.groups_visible_to(actor).filter(pk=group).first()
    if found is None:
        raise NotHere
    children = list(people.with_enrolments(people.children_in(actor, [found.pk]), actor.on))
    expected = list(people.with_enrolments(people.expected_in(actor, [found.pk]), actor.on))
    coming = people.coming_to(actor, [found.pk])
    ids = [*(child.pk for child in [*children, *expected]), *(one.key for one in coming)]
    saw(Verb.GROUP_SEEN, by=actor, at=clock.now(), about=found, child_ids=ids, purpose="se gruppens børn")
    context = {
        "group": found,
        "hits": [people.card(child, actor.on, seen_in=found.pk) for child in children],
        "coming": coming,
        "expected": [people.card(child, actor.on, seen_in=found.pk) for child in expected],
        "may_edit": may(actor, Permission.CHILD_EDIT, found),
        "may_focus": may(actor, Permission.SCREENING_READ, found),
        "may_start": may(actor, Permission.CONCERN_WRITE, found),
        "may_visit": may(actor, Permission.VISIT_MAKE, found),
        "may_keep": people.units_to_keep(actor).filter(pk=found.unit_id).exists(),
    }
    return render(request, "overview/group.html", context)
