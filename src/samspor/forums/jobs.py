"""By night what has had its time is removed: what was talked of, meetings nobody is left in, old calendar addresses."""

from datetime import datetime

import structlog
from django.conf import settings
from django.db import transaction

from samspor.audit.nightly import erase, nightly, one_by_one
from samspor.audit.record import record, worker
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.forums import queries
from samspor.forums.models import AgendaItem, CalendarAddress, DecisionRecord, Meeting, MeetingSeries, Seat, Wish

log = structlog.stdlib.get_logger("samspor.forums")


@nightly("25 4 * * *", "forums.tidy")
def tidy(at: datetime) -> None:
    log.info("wishes_removed", **remove_outdated(at, years=settings.PROFILE.forum_years))


def remove_outdated(at: datetime, *, years: int) -> dict[str, int]:
    today = local_date(at)
    wishes = one_by_one(queries.wishes_past(today, years), lambda one: _remove(one, at))
    meetings = one_by_one(queries.meetings_past(today, years), lambda one: _empty(one, at))
    calendars = one_by_one(queries.calendars_past(today), lambda one: _close(one, at))
    return {"wishes": wishes, "meetings": meetings, "calendars": calendars}


@transaction.atomic
def _remove(wish: Wish, at: datetime) -> bool:
    """With its places on agendas, locked as by who writes."""
    locked = Wish.objects.select_for_update(of=("self",)).get(pk=wish.pk)
    children, key = [locked.child_id] if locked.child_id else [], str(locked.pk)
    DecisionRecord.objects.filter(item__wish=locked).delete()
    erase((AgendaItem,), wish=locked)
    locked.delete()
    record(Verb.WISHES_REMOVED, by=worker(at), about=None, child_ids=children, at=at, after={"wish": key})
    return True


@transaction.atomic
def _empty(meeting: Meeting, at: datetime) -> bool:
    """And the series, when it was the last of it."""
    key, series = str(meeting.pk), meeting.series_id
    erase((Seat,), meeting=meeting)
    meeting.delete()
    if not (Meeting.objects.filter(series=series).exists() or Wish.objects.filter(series=series).exists()):
        erase((MeetingSeries,), pk=series)
    record(Verb.WISHES_REMOVED, by=worker(at), about=None, at=at, after={"meeting": key})
    return True


@transaction.atomic
def _close(calendar: CalendarAddress, at: datetime) -> bool:
    record(Verb.CALENDAR_CLOSED, by=worker(at), about=calendar, at=at)
    calendar.delete()
    return True
