"""Who sits in a meeting."""

from uuid import UUID

from samspor.access.actor import Actor
from samspor.forums.models import Seat
from samspor.forums.rules.words import MeetingState

ON = (MeetingState.PLANNED, MeetingState.MOVED)


def seats_of(meeting: UUID) -> list[Seat]:
    held = Seat.objects.filter(meeting=meeting, ended_at=None).select_related("job__staff", "job__unit")
    return list(held.order_by("is_guest", "job__staff__name", "pk"))


def seat_of(actor: Actor, seats: list[Seat]) -> Seat | None:
    """One's own, as long as the job goes on."""
    return next((one for one in seats if one.job.staff_id == actor.staff and actor.on in one.job.period), None)
