"""An item while it is talked of: the steps, who hears it, and what was agreed."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from samspor.access.check import found, may, within
from samspor.access.drafts import brought_back, draft_answer
from samspor.access.once import sent_as
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.base.refused import NotHere
from samspor.forums import actions, pages, queries
from samspor.forums.forms import ConcludeForm, DoneForm, HeldForm, named
from samspor.forums.models import AgendaItem, DecisionRecord
from samspor.forums.pages import meeting_href
from samspor.forums.rules import may as rules
from samspor.forums.rules.hearing import Heard
from samspor.forums.rules.words import Ground, ItemState, MeetingState, Outcome, WishState
from samspor.forums.views.steps import GET_POST, caught, filled, one_of, write
from samspor.people.api import drafts, header_of, held_among, same_child


def _heard(request: Request, key: UUID) -> tuple[AgendaItem, Heard]:
    """Who may not hear it finds nothing here, whoever plans the meeting."""
    held = found(queries.items_visible_to(request.actor), key)
    seat = queries.seat_of(request.actor, queries.seats_of(held.meeting_id, request.actor.on))
    heard = queries.hearing(request.actor, [held.wish], seat, held.meeting)[held.wish_id]
    if not heard.may:
        raise NotHere
    return held, heard


def _concludes(request: Request, held: AgendaItem) -> bool:
    """Of a child who works with it; of what names nobody whoever hears it."""
    now, states = clock.now(), (ItemState(held.state), MeetingState(held.meeting.state), WishState(held.wish.state))
    late = rules.is_late(held.meeting.ends_at, days=settings.PROFILE.forum_minutes_days, at=now)
    open_ = rules.can_write(*states, late=late) and held.meeting.starts_at <= now
    return open_ and (held.wish.child is None or may(request.actor, Permission.FORUM_ASK, held.wish))


@require_GET
def item(request: Request, item: UUID) -> HttpResponse:
    actor, (held, heard) = request.actor, _heard(request, item)
    children = [held.wish.child_id] if held.wish.child_id else []
    saw(Verb.MEETING_SEEN, by=actor, at=clock.now(), about=held, child_ids=children)
    seats = queries.seats_of(held.meeting_id, actor.on)
    over = queries.is_over(held.meeting, actor.on)
    listening = [queries.as_listener(one) for one in seats]
    said = queries.hearing_of(listening, [held.wish], actor.on, held.meeting, over=over)
    decision = queries.decisions_visible_to(actor).filter(item=held).first()
    sees = held.wish.child is not None and may(actor, Permission.CHILD_READ, held.wish.child)
    context = {
        "item": held,
        "wish": held.wish,
        "line": pages.wish_line(held.wish, heard, actor.on),
        "header": header_of(request, held.wish.child) if held.wish.child and sees else None,
        "steps": held.meeting.series.type.steps,
        "listeners": pages.listeners(seats, {one.pk: said[one.pk, held.wish_id] for one in seats}),
        "decision": decision,
        "next_words": _next(held, decision),
        "may_conclude": _concludes(request, held),
    }
    return render(request, "forums/item_child.html" if context["header"] else "forums/item.html", context)


def _next(held: AgendaItem, decision: DecisionRecord | None) -> str:
    if decision is None:
        return ""
    return pages.next_words(Outcome(decision.outcome), stopped=_stopped(held))


def _stopped(held: AgendaItem) -> bool:
    return held.wish.child is not None and bool(held_among(same_child(held.wish.child)))


@require_http_methods(GET_POST)
def conclude(request: Request, item: UUID) -> HttpResponse:
    """The minutes save themselves while they are written."""
    actor, (held, _) = request.actor, _heard(request, item)
    people = queries.can_see_to(held, actor.on)
    child = held.wish.child_id
    form = filled(request, ConcludeForm, people=named(people), caught=[] if child else caught(request, "text"))
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
            confirmed=given.get("confirmed", ()), days=settings.PROFILE.forum_minutes_days,
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
    ground = Ground(held.meeting.series.type.ground)
    shared = rules.is_for_family(Outcome.LOCAL, ground, stopped=_stopped(held))
    lead = _IN_PATHWAY if held.wish.pathway_id and shared else _ALONE
    back = reverse("forums:item", args=[held.pk])
    return {"heading": "Skriv, hvad I aftalte", "lead": lead, "submit": "Gem", "back": back, "here": request.path}


_IN_PATHWAY = (
    "Det bliver skrevet i barnets forløb, som en aftale og et tiltag, og familien kan læse det med det samme. "
    "Skal der underrettes, står det kun her."
)
_ALONE = "Én sørger for det, og der er en dag. Så bliver det ikke glemt."


@require_http_methods(GET_POST)
def decision(request: Request, decision: UUID) -> HttpResponse:
    held = found(queries.decisions_visible_to(request.actor), decision)
    child = held.item.wish.child_id
    form = filled(request, DoneForm, caught=[] if child else caught(request, "words"))

    def act() -> str:
        given = form.cleaned_data
        actions.settle_decision(
            by=request.actor, decision=held, words=given["words"], at=clock.now(), confirmed=given.get("confirmed", ())
        )
        return reverse("forums:list")

    lead = held.entry.text if held.entry else held.text
    page = {"heading": "Hvad blev der af det?", "lead": lead, "submit": "Gem", "back": reverse("forums:list")}
    kids = [child] if child else []
    return write(request, form, act, about=held, said="Det er skrevet.", children=kids, **page)


@require_http_methods(GET_POST)
def held(request: Request, meeting: UUID) -> HttpResponse:
    """Asked first: what has no minutes stands by name, as far as whoever asks may hear it."""
    actor, now = request.actor, clock.now()
    one = found(within(actor, Permission.FORUM_PLAN, queries.meetings_visible_to(actor)), meeting)
    items = queries.items_of(one.pk)
    seat = queries.seat_of(actor, queries.seats_of(one.pk, actor.on))
    heard = queries.hearing(actor, [each.wish for each in items], seat, one)
    left = pages.unwritten(pages.item_lines(items, heard, plans=True, at=now))
    form = filled(request, HeldForm, items=left)

    def act() -> str:
        talked = [UUID(key) for key in form.cleaned_data.get("talked", ())]
        actions.hold_meeting(by=actor, meeting=one, at=now, talked=talked)
        return meeting_href(one.pk)

    days = settings.PROFILE.forum_minutes_days
    lead = f"{_UNWRITTEN} Det kan skrives i {days} dage efter mødet." if left else _WRITTEN
    page: dict[str, Any] = {"heading": "Er mødet slut?", "lead": lead, "submit": "Ja, mødet er slut"}
    page["children"] = [each.wish.child_id for each in items if each.wish.child_id and heard[each.wish_id].may]
    return write(request, form, act, about=one, said="Mødet er slut.", back=meeting_href(one.pk), **page)


_UNWRITTEN = "Her mangler der at stå, hvad I aftalte."
_WRITTEN = "Der er skrevet om alt på dagsordenen."
