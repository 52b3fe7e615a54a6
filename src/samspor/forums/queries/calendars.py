"""Whose calendar an address is, and what it is told."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.crypto import constant_time_compare, salted_hmac

from samspor.access.actor import Actor
from samspor.access.check import holds, within
from samspor.access.rules import Permission
from samspor.base.refused import NotHere
from samspor.forums.models import CalendarAddress, Meeting, Seat
from samspor.people.api import Employment, actor_for

BACK = timedelta(days=30)
_SALT = "samspor.forums.calendar"


def calendar_of(actor: Actor) -> CalendarAddress | None:
    return within(actor, Permission.FORUM_SIT, CalendarAddress.objects.all()).first()


def key_of(held: CalendarAddress) -> str:
    """Which one it is, and its secret: worked out with a key when it is asked for, and kept nowhere."""
    secret = salted_hmac(_SALT, f"{held.pk}:{held.made_at.isoformat()}", algorithm="sha256").hexdigest()
    return f"{held.pk.hex}:{secret}"


def whose_calendar(key: str, at: datetime) -> Actor:
    """NotHere for an address that is wrong, closed, or of somebody who does not sit in meetings any longer."""
    held = CalendarAddress.objects.select_related("staff__account").filter(pk=_which(key)).first()
    right = held is not None and constant_time_compare(key_of(held), key)
    account = held.staff.account if held and right else None
    actor = actor_for(account, at=at) if account and account.is_active else None
    if actor is None or not holds(actor, Permission.FORUM_SIT):
        raise NotHere
    return actor


def _which(key: str) -> UUID:
    try:
        return UUID(key.partition(":")[0])
    except ValueError:
        return UUID(int=0)


def in_calendar(actor: Actor, at: datetime) -> list[Meeting]:
    """Those one has a seat in, the cancelled too: a calendar must be told."""
    seats = Seat.objects.filter(meeting=OuterRef("pk"), ended_at=None, job__staff=actor.staff)
    held = Meeting.objects.filter(Exists(seats), ends_at__gt=at - BACK).select_related("series")
    return list(within(actor, Permission.FORUM_SIT, held).order_by("starts_at", "pk"))


def calendars_past(today: date) -> list[CalendarAddress]:
    """Those of people who do not work here any longer."""
    working = Employment.objects.filter(staff=OuterRef("staff"), period__contains=today)
    return list(CalendarAddress.objects.filter(~Exists(working)).order_by("pk"))
