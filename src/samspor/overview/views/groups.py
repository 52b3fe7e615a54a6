"""My groups, the children in them, and the children I have to do with by name."""

from itertools import groupby
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samspor.access.check import allowed, holds
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.people import api as people

_WAYS = (Permission.ENROLMENT_KEEP, Permission.SCREENING_READ, Permission.CONCERN_WRITE, Permission.VISIT_MAKE)


@require_safe
def groups(request: Request) -> HttpResponse:
    actor = request.actor
    found = list(people.groups_with_numbers(actor))
    units = [(unit, list(held)) for unit, held in groupby(found, key=lambda group: group.unit)]
    related = people.with_enrolments(people.children_related_to(actor), actor.on)
    ids = [child.pk for child in related]
    saw(Verb.CHILDREN_LISTED, by=actor, at=clock.now(), child_ids=ids, purpose="se sine børn")
    context = {
        "units": units,
        "related": [people.card(child, actor.on) for child in related],
        "may_create": bool(found) and holds(actor, Permission.ENROLMENT_KEEP),
        "may_open": people.units_to_keep(actor).exists(),
    }
    return render(request, "overview/groups.html", context)


@require_safe
def group(request: Request, group: UUID) -> HttpResponse:
    actor = request.actor
    found = people.seen.group.found(actor, group)
    children = people.with_enrolments(people.seen.children_of_group(actor, found.pk), actor.on)
    expected = people.with_enrolments(people.expected_in(actor, frozenset([found.pk])), actor.on)
    coming = people.coming_to(actor, [found.pk])
    ids = [*(child.pk for child in [*children, *expected]), *(one.key for one in coming)]
    given = allowed(actor, _WAYS, found)
    saw(Verb.GROUP_SEEN, by=actor, at=clock.now(), about=found, child_ids=ids, purpose="se gruppens børn")
    context = {
        "group": found,
        "hits": [people.card(child, actor.on, seen_in=found.pk) for child in children],
        "apart": people.naming.told_apart_by_more(_listed(one, found.pk) for one in children),
        "coming": coming,
        "expected": [people.card(child, actor.on, seen_in=found.pk) for child in expected],
        "may_edit": Permission.ENROLMENT_KEEP in given,
        "may_focus": Permission.SCREENING_READ in given,
        "may_start": Permission.CONCERN_WRITE in given,
        "may_visit": Permission.VISIT_MAKE in given,
        "may_keep": people.units_to_keep(actor).filter(pk=found.unit_id).exists(),
    }
    return render(request, "overview/group.html", context)


def _listed(child: people.Child, group: UUID) -> people.naming.Listed:
    """As the group has it: `with_enrolments` brought along when it began there."""
    lasting: list[people.Enrolment] = child.lasting  # type: ignore[attr-defined]  # set by with_enrolments
    began = next((one.period.lower for one in lasting if one.group_id == group), None)
    return people.naming.Listed(child.pk, child.name, child.birth_date, began)
