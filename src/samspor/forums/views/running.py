"""An item while it is talked of: the steps, who hears it, and what was agreed."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samspor.access.check import found, may, within
from samspor.access.drafts import brought_back, draft_answer
from samspor.access.once import once, sent_as
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.base.refused import NotHere
from samspor.forums import actions, pages, queries
from samspor.forums.forms import ConcludeForm, DoneForm, named
from samspor.forums.models import AgendaItem
from samspor.forums.pages import meeting_href
from samspor.forums.rules.hearing import BY_WORK
from samspor.forums.rules.words import ItemState, Outcome
from samspor.forums.views.steps import GET_POST, filled, one_of, write
from samspor.people.api import drafts, header_of


def _heard(request: Request, key: UUID) -> AgendaItem:
    """Who may not hear it finds nothing here, whoever plans the meeting."""
    held = found(queries.items_visible_to(request.actor), key)
    seat = queries.seat_of(request.actor, queries.seats_of(held.meeting_id))
    if not queries.hearing(request.actor, [held.wish], seat, held.meeting)[held.wish_id].may:
        raise NotHere
    return held


def _concludes(request: Request, held: AgendaItem) -> bool:
    """Of a child who works with it; of what names nobody whoever hears it."""
    open_ = held.state == ItemState.WAITING and held.meeting.is_on and held.meeting.starts_at <= clock.now()
    return open_ and (held.wish.child is None or may(request.actor, Permission.FORUM_ASK, held.wish))


@require_GET
def item(request: Request, item: UUID) -> HttpResponse:
    actor, held = request.actor, _heard(request, item)
    children = [held.wish.child_id] if held.wish.child_id else []
    saw(Verb.MEETING_SEEN, by=actor, at=clock.now(), about=held, child_ids=children)
    seats = queries.seats_of(held.meeting_id)
    said = queries.hearing_of([queries.as_listener(one) for one in seats], [held.wish], actor.on, held.meeting)
    decision = queries.decisions_visible_to(actor).filter(item=held).first()
    sees = held.wish.child is not None and may(actor, Permission.CHILD_READ, held.wish.child)
    context = {
        "item": held,
        "wish": held.wish,
        "line": pages.wish_line(held.wish, BY_WORK),
        "header": header_of(request, held.wish.child) if held.wish.child and sees else None,
        "steps": held.meeting.series.type.steps,
        "listeners": pages.listeners(seats, {one.pk: said[one.pk, held.wish_id] for one in seats}),
        "decision": decision,
        "may_conclude": _concludes(request, held),
    }
    return render(request, "forums/item_child.html" if context["header"] else "forums/item.html", context)


@require_http_methods(GET_POST)
def conclude(request: Request, item: UUID) -> HttpResponse:
    """The minutes save themselves while they are written."""
    actor, held = request.actor, _heard(request, item)
    people = queries.can_see_to(held, actor.on)
    form = filled(request, ConcludeForm, people=named(people))
    child = held.wish.child_id
    mine: dict[str, Any] = {
        "by": actor,
        "about": held.meeting,
        "permission": Permission.UNIT_READ,
        "place": request.path,
    }

    def act() -> str:
        given = form.cleaned_data
        actions.conclude_item(
            by=actor, item=held, outcome=Outcome(given["outcome"]), text=given["text"],
            who=one_of(people, given["who"]), due_on=given["due_on"], at=clock.now(),
        )  # fmt: skip
        drafts.drop_form(at=clock.now(), **mine)
        return reverse("forums:item", args=[held.pk])

    drafted = draft_answer(
        request, form, drop=lambda: drafts.drop_form(at=clock.now(), **mine),
        keep=lambda typed: drafts.save_form(child=child, typed=typed, at=clock.now(), sent_as=sent_as(request), **mine),
    )  # fmt: skip
    page = {"said": "Det er skrevet.", "children": [child] if child else [], **_minutes(request, held)}
    page["saved_at"] = brought_back(form, drafts.form_draft(actor, request.path))
    return drafted or write(request, form, act, about=held, **page)


def _minutes(request: Request, held: AgendaItem) -> dict[str, Any]:
    lead = _IN_PATHWAY if held.wish.pathway_id else _ALONE
    back = reverse("forums:item", args=[held.pk])
    return {"heading": "Skriv, hvad I aftalte", "lead": lead, "submit": "Gem", "back": back, "here": request.path}


_IN_PATHWAY = "Det bliver skrevet i barnets forløb, som en aftale og et tiltag. I skal ikke skrive det to gange."
_ALONE = "Én sørger for det, og der er en dag. Så bliver det ikke glemt."


@require_http_methods(GET_POST)
def decision(request: Request, decision: UUID) -> HttpResponse:
    held = found(queries.decisions_visible_to(request.actor), decision)
    child = held.item.wish.child_id
    form = filled(request, DoneForm)

    def act() -> str:
        actions.settle_decision(by=request.actor, decision=held, words=form.cleaned_data["words"], at=clock.now())
        return reverse("forums:list")

    lead = held.entry.text if held.entry else held.text
    page = {"heading": "Hvad blev der af det?", "lead": lead, "submit": "Gem", "back": reverse("forums:list")}
    kids = [child] if child else []
    return write(request, form, act, about=held, said="Det er skrevet.", children=kids, **page)


@require_POST
def held(request: Request, meeting: UUID) -> HttpResponse:
    rows = within(request.actor, Permission.FORUM_PLAN, queries.meetings_visible_to(request.actor))
    one = found(rows, meeting)

    def act() -> str:
        actions.hold_meeting(by=request.actor, meeting=one, at=clock.now())
        return meeting_href(one.pk)

    return once(request, act, at=clock.now())
