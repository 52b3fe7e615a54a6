"""Who sits in a meeting."""

from datetime import date
from uuid import UUID

from samspor.access.actor import Actor
from samspor.forums.models import Meeting, Seat
from samspor.forums.rules.words import MeetingState
from samspor.people.api import Employment

ON = (MeetingState.PLANNED, MeetingState.MOVED)


def seats_of(meeting: UUID, on: date) -> list[Seat]:
    """Of those whose job goes on that day: who works here no longer sits, and hears, nowhere."""
    held = Seat.objects.filter(meeting=meeting, ended_at=None, job__period__contains=on)
    held = held.select_related("job__staff", "job__unit")
    return list(held.order_by("is_guest", "job__staff__name", "pk"))


def members_of(series: UUID, on: date) -> list[Employment]:
    """Those with a fixed seat in its last meeting."""
    last = Meeting.objects.filter(series=series).order_by("-starts_at", "pk")[:1]
    held = Seat.objects.filter(meeting__in=last, ended_at=None, is_guest=False, job__period__contains=on)
    return [one.job for one in held.select_related("job__staff").order_by("pk")]


def seat_of(actor: Actor, seats: list[Seat]) -> Seat | None:
    """One's own, as long as the job goes on."""
    return next((one for one in seats if one.job.staff_id == actor.staff and actor.on in one.job.period), None)
