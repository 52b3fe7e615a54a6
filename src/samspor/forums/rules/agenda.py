"""The times of an agenda: what comes after what, and what it says when there is too much of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from samspor.base.refused import Refused


@dataclass(frozen=True, slots=True)
class Span:
    starts: datetime
    ends: datetime


def next_free(meeting: Span, taken: Iterable[Span]) -> datetime:
    """Behind the last of those that are there."""
    return max((one.ends for one in taken), default=meeting.starts)


def check_span(meeting: Span, wanted: Span, taken: Iterable[Span]) -> None:
    """An agenda may be too long: that is said on the page. Two items at once may not be."""
    if not timedelta(minutes=5) <= wanted.ends - wanted.starts <= timedelta(hours=3):
        raise Refused("Et punkt varer mellem 5 minutter og 3 timer. Vælg noget derimellem.", "minutes")
    if not meeting.starts <= wanted.starts < meeting.ends:
        raise Refused("Punktet begynder ikke, mens mødet er i gang. Se tiden efter.", "starts")
    if any(one.starts < wanted.ends and wanted.starts < one.ends for one in taken):
        raise Refused("Der ligger et andet punkt i den tid. Vælg en anden tid.", "starts")


def overbooked(meeting: Span, taken: Sequence[Span]) -> int:
    """How many minutes the last item ends after the meeting does."""
    last = max((one.ends for one in taken), default=meeting.ends)
    return max(0, int((last - meeting.ends).total_seconds() // 60))


def is_now(item: Span, at: datetime) -> bool:
    return item.starts <= at < item.ends
