"""An address from which one's own calendar fetches one's meetings: made, made anew, and closed."""

from datetime import datetime

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import demand
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.forums import queries
from samspor.forums.models import CalendarAddress
from samspor.people.api import StaffMember


@transaction.atomic
def make_calendar(*, by: Actor, at: datetime) -> CalendarAddress:
    """The one before stops working at once."""
    demand(by, Permission.FORUM_SIT)
    me = queries.me(by)
    _close(by=by, me=me, at=at)
    made = CalendarAddress.objects.create(staff=me, made_at=at)
    record(Verb.CALENDAR_MADE, by=by, about=made, at=at)
    return made


@transaction.atomic
def close_calendar(*, by: Actor, at: datetime) -> None:
    demand(by, Permission.FORUM_SIT)
    _close(by=by, me=queries.me(by), at=at)


def _close(*, by: Actor, me: StaffMember, at: datetime) -> None:
    """Behind the lock of who it is: two that are made at once are made one after the other."""
    StaffMember.objects.select_for_update(no_key=True).get(pk=me.pk)
    for one in CalendarAddress.objects.filter(staff=me):
        record(Verb.CALENDAR_CLOSED, by=by, about=one, at=at)
        one.delete()
