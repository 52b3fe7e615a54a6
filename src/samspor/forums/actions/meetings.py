"""A meeting is moved or cancelled, and seats are given and taken back. Everybody it concerns is told."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.forums import queries
from samspor.forums.actions.steps import check_lasts, name_nobody, put_back, tell_staff
from samspor.forums.models import AgendaItem, Meeting, MeetingSeries, Seat
from samspor.forums.rules import dates
from samspor.forums.rules import may as rules
from samspor.forums.rules.words import ItemState, MeetingState, When
from samspor.messages.api import Template
from samspor.people.api import Employment, StaffMember


@transaction.atomic
def move_meeting(
    *, by: Actor, meeting: Meeting, starts_at: datetime, ends_at: datetime, place: str, words: str, at: datetime,
    confirmed: Collection[str] = (),
) -> Meeting:  # fmt: skip
    """What is on the agenda moves along."""
    meeting = _planned(by=by, meeting=meeting, to=MeetingState.MOVED, words=words, at=at)
    name_nobody(by=by, said={"place": place, "words": words}, confirmed=confirmed, at=at)
    dates.check_hours(starts_at, ends_at)
    dates.check_ahead(starts_at, at=at)
    check_lasts(by=by, series=meeting.series, last=local_date(starts_at), field="day", at=at)
    items = _waiting(meeting)
    moved = starts_at - meeting.starts_at
    for one in items:
        one.starts_at, one.ends_at = one.starts_at + moved, one.ends_at + moved
        one.save(update_fields=["starts_at", "ends_at"])
    before = {"starts_at": meeting.starts_at.isoformat(), "place": meeting.place}
    meeting.starts_at, meeting.ends_at, meeting.place = starts_at, ends_at, place
    meeting.save(update_fields=["starts_at", "ends_at", "place"])
    after = {"starts_at": starts_at.isoformat(), "place": place}
    children = _children(items)
    record(Verb.MEETING_MOVED, by=by, about=meeting, child_ids=children, at=at, before=before, after=after)
    _tell_all(by, meeting, [one.wish.keeper for one in items], Template.MEETING_MOVED, at)
    return meeting


@transaction.atomic
def cancel_meeting(
    *, by: Actor, meeting: Meeting, words: str, at: datetime, confirmed: Collection[str] = ()
) -> Meeting:
    """Nothing on its agenda is lost: each waits for another place, and whoever sees to it is told."""
    meeting = _planned(by=by, meeting=meeting, to=MeetingState.CANCELLED, words=words, at=at)
    name_nobody(by=by, said={"words": words}, confirmed=confirmed, at=at)
    items = _waiting(meeting)
    for one in items:
        put_back(by=by, item=one, at=at)
    record(Verb.MEETING_CANCELLED, by=by, about=meeting, child_ids=_children(items), at=at)
    _tell_all(by, meeting, [], Template.MEETING_CANCELLED, at)
    return meeting


@transaction.atomic
def give_seat(*, by: Actor, series: MeetingSeries, who: Employment, when: When, at: datetime) -> list[Seat]:
    """In the meetings ahead: all of them, the first of each quarter, or the next."""
    series = require(by, Permission.FORUM_PLAN, series)
    ahead = list(series.meetings.filter(state__in=queries.ON, starts_at__gt=at).order_by("starts_at", "pk"))
    rules.check_ahead(any_=bool(ahead))
    days = dates.with_guests(local_date(one.starts_at) for one in ahead)
    chosen = {
        When.EVERY: ahead,
        When.QUARTERLY: [one for one in ahead if local_date(one.starts_at) in days],
        When.NEXT: ahead[:1],
    }[when]
    there = set(Seat.objects.filter(meeting__in=chosen, job=who, ended_at=None).values_list("meeting", flat=True))
    rules.check_seat_once(there=len(there) == len(chosen))
    said = {"job": who, "is_guest": when is not When.EVERY, "by": queries.me(by), "entered_at": at}
    made = Seat.objects.bulk_create(Seat(meeting=one, **said) for one in chosen if one.pk not in there)
    record(Verb.SEAT_GIVEN, by=by, about=series, at=at, after={"who": str(who.staff_id), "when": when})
    tell_staff(by=by, to=[who.staff], template=Template.MEETINGS_PLANNED, about=series, at=at)
    return made


@transaction.atomic
def end_seat(*, by: Actor, seat: Seat, at: datetime) -> Seat:
    """From this moment they hear and see nothing more of it by their seat."""
    seat = require(by, Permission.FORUM_PLAN, seat)
    rules.check_seat(ended=seat.ended_at is not None)
    seat.ended_at = at
    seat.save(update_fields=["ended_at"])
    record(Verb.SEAT_ENDED, by=by, about=seat, at=at)
    return seat


def _planned(*, by: Actor, meeting: Meeting, to: MeetingState, words: str, at: datetime) -> Meeting:
    meeting = require(by, Permission.FORUM_PLAN, meeting)
    rules.check_meeting(MeetingState(meeting.state), to)
    rules.check_words(words, "words")
    meeting.state, meeting.sequence = to, meeting.sequence + 1
    meeting.changed_at, meeting.changed_by, meeting.changed_words = at, queries.me(by), words
    meeting.save(update_fields=["state", "sequence", "changed_at", "changed_by", "changed_words"])
    return meeting


def _waiting(meeting: Meeting) -> list[AgendaItem]:
    held = AgendaItem.objects.filter(meeting=meeting, state=ItemState.WAITING).select_related("wish__keeper")
    return list(held.order_by("wish"))  # locked in one order


def _children(items: Iterable[AgendaItem]) -> list[UUID]:
    return [one.wish.child_id for one in items if one.wish.child_id]


def _tell_all(by: Actor, meeting: Meeting, also: list[StaffMember], template: Template, at: datetime) -> None:
    everybody = [*(one.job.staff for one in queries.seats_of(meeting.pk, by.on)), *also]
    tell_staff(by=by, to=everybody, template=template, about=meeting, at=at)
