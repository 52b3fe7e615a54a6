"""A concern on one page, in the order of the practice; the list of them; and the print for the parents."""

from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from samspor.access.check import demand, found, holds, may
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.concerns import pages, queries, texts
from samspor.concerns.rules.stops import Route
from samspor.concerns.views.steps import own_steps
from samspor.people.api import header_of, naming
from samspor.ui import slots


@require_GET
def listed(request: Request) -> HttpResponse:
    actor = request.actor
    demand(actor, Permission.CONCERN_READ)
    closed = "afsluttede" in request.GET
    held, drafts = queries.own_list(actor, closed=closed), queries.drafts_of(actor)
    groups, related = queries.where_to_start(actor)
    ids = [*(one.child_id for one in held), *(one.child_id for one in drafts), *(child.pk for child in related)]
    names = naming.names_of(actor, ids)
    lines = [pages.line(one, names[one.child_id].whole) for one in held]
    saw(Verb.CONCERNS_LISTED, by=actor, at=clock.now(), child_ids=ids, purpose="se undringer og bekymringer")
    may_consult = holds(actor, Permission.CONSULT_ANONYMOUSLY)
    context = {
        "lines": lines,
        "drafts": drafts,
        "names": names,
        "closed": closed,
        "may_consult": may_consult,
        "may_write": holds(actor, Permission.CONCERN_WRITE),
        "groups": groups,
        "related": related,
    }
    return render(request, "concerns/list.html", context)


@require_GET
def concern(request: Request, concern: UUID) -> HttpResponse:
    actor = request.actor
    held = queries.concern_seen.found(actor, concern)
    saw(Verb.CONCERN_SEEN, by=actor, at=clock.now(), about=held, child_ids=[held.child_id])
    header = header_of(request, held.child, steps=own_steps(request, held))
    page = pages.page(queries.whole(actor, held), queries.current_scales(), actor, child=header.name)
    may_write = may(actor, Permission.CONCERN_WRITE, held)
    context = {
        "page": page,
        "concern": held,
        "header": header,
        "kept": queries.guided(actor, held),
        "drafts": queries.drafts_in(actor, held.pk),
        "parties": texts.PARTY_WHY,
        "party_words": texts.PARTY,
        "may_write": page.is_open and may_write,
        "may_reopen": may_write and not page.is_open,
        "may_lift": may(actor, Permission.CONCERN_LIFT_STOP, held),
        "everything": "alle" in request.GET,
        "new_key": uuid4,
        "onward": list(slots.gather("concern.panels", request, held)),
    }
    return render(request, "concerns/concern.html", context)


@require_GET
def printed(request: Request, concern: UUID) -> HttpResponse:
    """For the parents: what is said openly. A professional's sealed mark, and what the child kept, are not there."""
    actor = request.actor
    held = found(queries.concerns_visible_to(actor), concern)
    queries.check_way_out(actor, held, Route.PRINT)
    saw(Verb.CONCERN_PRINTED, by=actor, at=clock.now(), about=held, child_ids=[held.child_id])
    name = naming.name_of(actor, held.child_id)
    page = pages.page(queries.whole(actor, held), queries.current_scales(), actor, child=name.whole)
    return render(request, "concerns/print.html", {"page": page, "concern": held, "name": name})
