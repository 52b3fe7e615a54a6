"""One meeting: its agenda as whoever looks may hear it, and who sits in it."""

from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from samspor.access.check import found, may
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.base.clock import local_date
from samspor.forums import pages, queries, texts
from samspor.forums.rules.agenda import Span, overbooked
from samspor.forums.rules.hearing import BASIS
from samspor.forums.rules.words import Ground, MeetingState
from samspor.sharing.rules.lane import basis_words


@require_GET
def meeting(request: Request, meeting: UUID) -> HttpResponse:
    actor, now = request.actor, clock.now()
    held = found(queries.meetings_visible_to(actor), meeting)
    plans = may(actor, Permission.FORUM_PLAN, held)
    seats = queries.seats_of(held.pk, min(actor.on, local_date(held.starts_at)))  # who sat there, once it was
    items = queries.items_of(held.pk)
    waiting = queries.waiting_in(held.series_id) if plans and held.is_on else []
    wishes = [*(one.wish for one in items), *waiting]
    heard = queries.hearing(actor, wishes, queries.seat_of(actor, seats), held)
    seen = [one.child_id for one in wishes if one.child_id and heard[one.pk].may]
    saw(Verb.MEETING_SEEN, by=actor, at=now, about=held, child_ids=seen)
    whole, taken = Span(held.starts_at, held.ends_at), [Span(one.starts_at, one.ends_at) for one in items]
    ground, state = Ground(held.series.type.ground), MeetingState(held.state)
    context = {
        "meeting": held,
        "series": held.series,
        "state_words": texts.MEETING_STATE[state],
        "tone": texts.MEETING_TONE[state],
        "ground": texts.GROUND_SAID[ground],
        "basis": basis_words(BASIS[ground], actor.on) if ground in BASIS else "",
        "seats": pages.seat_lines(seats),
        "items": pages.item_lines(items, heard, plans=plans, at=now),
        "too_much": pages.too_much(overbooked(whole, taken)),
        "plans": plans,
        "may_change": plans and held.is_on,
        "may_hold": plans and held.is_on and held.starts_at <= now,
        "waiting": [pages.wish_line(one, heard[one.pk], actor.on) for one in waiting],
        "new_key": uuid4,
    }
    return render(request, "forums/meeting.html", context)
