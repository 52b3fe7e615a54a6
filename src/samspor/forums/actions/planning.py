"""Kinds of meeting are taken into use, and series are planned."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import demand, require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.forums import queries
from samspor.forums.actions.steps import check_lasts, name_nobody, tell_staff
from samspor.forums.models import ForumType, Meeting, MeetingSeries, Seat
from samspor.forums.reading import Written
from samspor.forums.rules import dates
from samspor.forums.rules import may as rules
from samspor.messages.api import Template
from samspor.people.api import Employment, Unit
from samspor.people.rules import check_not_past_closing, day_after


@transaction.atomic
def adopt_type(*, by: Actor, written: Written, at: datetime) -> ForumType:
    """Takes a kind of meeting into use; one that is in use already is left as it is, whatever the file says now."""
    demand(by, Permission.FORUM_TYPE_ADOPT)
    made, new = ForumType.objects.get_or_create(
        key=written.key, to_on=None,
        defaults={
            "title": written.title, "kind": written.kind, "has_authority": written.has_authority,
            "ground": written.ground, "slot_minutes": written.slot_minutes, "adviser_role": written.adviser_role or "",
            "anchoring": written.anchoring or "", "from_on": local_date(at),
            "steps": [{"title": one.title, "minutes": one.minutes, "help": one.help} for one in written.steps],
        },
    )  # fmt: skip
    if new:
        record(Verb.FORUM_TYPE_ADOPTED, by=by, about=made, at=at, after={"key": made.key})
    return made


@transaction.atomic
def plan_series(
    *, by: Actor, type: ForumType, unit: Unit, title: str, days: Sequence[date], starts: time, ends: time, place: str,
    members: Collection[Employment], guests: Collection[Employment], at: datetime, confirmed: Collection[str] = (),
) -> MeetingSeries:  # fmt: skip
    """`members` have a seat in every meeting, `guests` in the first of each quarter."""
    unit = require(by, Permission.FORUM_PLAN, unit)
    rules.check_words(title, "title")
    name_nobody(by=by, said={"title": title, "place": place}, confirmed=confirmed, at=at)
    check_not_past_closing(day_after(max(days)), name=unit.name, closed_on=unit.closed_on, field="last_on")
    made = MeetingSeries.objects.create(type=type, unit=unit, title=title, planned_by=queries.me(by), planned_at=at)
    also = [one for one in guests if one not in members]
    meetings = _meetings(made, _spans(days, starts, ends, at), place)
    _seats(meetings, members, also, by=by, at=at)
    after = {"type": type.key, "meetings": len(meetings), "unit": str(unit.pk)}
    record(Verb.MEETINGS_PLANNED, by=by, about=made, at=at, after=after)
    told = [one.staff for one in (*members, *also)]
    tell_staff(by=by, to=told, template=Template.MEETINGS_PLANNED, about=made, at=at)
    return made


@transaction.atomic
def extend_series(
    *, by: Actor, series: MeetingSeries, days: Sequence[date], starts: time, ends: time, place: str, at: datetime,
    confirmed: Collection[str] = (),
) -> MeetingSeries:  # fmt: skip
    """More meetings, with the fixed seats of the last: so that what waits in it has somewhere to go."""
    series = require(by, Permission.FORUM_PLAN, series)
    name_nobody(by=by, said={"place": place}, confirmed=confirmed, at=at)
    there = series.meetings.filter(state__in=queries.ON).values_list("starts_at", flat=True)
    dates.check_new(days, {local_date(one) for one in there})
    check_lasts(by=by, series=series, last=max(days), field="last_on", at=at)
    members = queries.members_of(series.pk, by.on)
    meetings = _meetings(series, _spans(days, starts, ends, at), place)
    _seats(meetings, members, (), by=by, at=at)
    after = {"type": series.type.key, "meetings": len(meetings), "unit": str(series.unit_id)}
    record(Verb.MEETINGS_PLANNED, by=by, about=series, at=at, after=after)
    told = [one.staff for one in members]
    tell_staff(by=by, to=told, template=Template.MEETINGS_PLANNED, about=series, at=at)
    return series


def _spans(days: Sequence[date], starts: time, ends: time, at: datetime) -> list[tuple[datetime, datetime]]:
    spans = [(dates.moment(day, starts), dates.moment(day, ends)) for day in days]
    dates.check_hours(*spans[0])
    dates.check_ahead(spans[0][0], at=at)
    return spans


def _meetings(series: MeetingSeries, spans: Sequence[tuple[datetime, datetime]], place: str) -> list[Meeting]:
    made = [Meeting(series=series, starts_at=begins, ends_at=over, place=place) for begins, over in spans]
    return Meeting.objects.bulk_create(made)


def _seats(
    meetings: Sequence[Meeting], members: Collection[Employment], guests: Collection[Employment], *, by: Actor,
    at: datetime,
) -> None:  # fmt: skip
    visited = dates.with_guests(local_date(one.starts_at) for one in meetings)
    said = {"by": queries.me(by), "entered_at": at}
    seats = [Seat(meeting=one, job=job, **said) for one in meetings for job in members]
    seats += [
        Seat(meeting=one, job=job, is_guest=True, **said)
        for one in meetings
        if local_date(one.starts_at) in visited
        for job in guests
    ]
    Seat.objects.bulk_create(seats)
