"""A wish gets its place on an agenda, and may be taken off again."""

from datetime import datetime

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.forums import queries
from samspor.forums.actions.steps import put_back, tell_staff
from samspor.forums.models import AgendaItem, Meeting, Wish
from samspor.forums.rules import may as rules
from samspor.forums.rules.agenda import Span, check_span
from samspor.forums.rules.words import MeetingState, WishState
from samspor.messages.api import Template


@transaction.atomic
def place_wish(
    *, by: Actor, meeting: Meeting, wish: Wish, starts_at: datetime, ends_at: datetime, at: datetime
) -> AgendaItem:
    """Whoever plans gives a place without being told the name."""
    meeting = require(by, Permission.FORUM_PLAN, meeting)
    rules.check_on(MeetingState(meeting.state))
    held = Wish.objects.select_for_update(of=("self",), no_key=True).select_related("keeper")
    wish = held.get(pk=wish.pk)
    rules.check_same_series(same=wish.series_id == meeting.series_id)
    rules.check_wish(WishState(wish.state), WishState.PLACED)
    taken = [Span(one.starts_at, one.ends_at) for one in queries.items_of(meeting.pk)]
    check_span(Span(meeting.starts_at, meeting.ends_at), Span(starts_at, ends_at), taken)
    made = AgendaItem.objects.create(
        meeting=meeting, wish=wish, starts_at=starts_at, ends_at=ends_at, by=queries.me(by), entered_at=at
    )
    wish.state = WishState.PLACED
    wish.save(update_fields=["state"])
    children = [wish.child_id] if wish.child_id else []
    record(Verb.WISH_PLACED, by=by, about=made, child_ids=children, at=at, after={"starts_at": starts_at.isoformat()})
    tell_staff(by=by, to=[wish.keeper], template=Template.WISH_PLACED, about=wish, at=at)
    return made


@transaction.atomic
def take_off(*, by: Actor, item: AgendaItem, at: datetime) -> AgendaItem:
    """The wish waits for another place."""
    require(by, Permission.FORUM_PLAN, item.meeting)
    wish = put_back(by=by, item=item, at=at)
    children = [wish.child_id] if wish.child_id else []
    record(Verb.WISH_TAKEN_OFF, by=by, about=item, child_ids=children, at=at)
    return item
