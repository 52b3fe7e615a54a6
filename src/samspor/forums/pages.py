"""What the pages of forums show: frozen, with nothing left to ask a database for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.urls import reverse
from icalendar import Calendar, Event

from samspor.base.clock import local_date
from samspor.forums import texts
from samspor.forums.models import AgendaItem, Meeting, Seat, Wish
from samspor.forums.rules.agenda import Span, is_now
from samspor.forums.rules.hearing import Heard
from samspor.forums.rules.words import About, Hearing, ItemState, MeetingState, Outcome, WishState
from samspor.people.api import naming
from samspor.sharing.rules.lane import STOP_NEXT
from samspor.ui.danish import plural, time_of_day


@dataclass(frozen=True, slots=True)
class WishLine:
    """`title` is the child's name only for who hears it. `is_left`: it names nobody, and its keeper is gone."""

    key: UUID
    title: str
    question: str
    state: WishState
    asked_at: datetime
    keeper: str
    is_left: bool = False

    @property
    def state_words(self) -> str:
        return texts.WISH_STATE[self.state]

    @property
    def tone(self) -> str:
        return texts.WISH_TONE[self.state]


def wish_line(one: Wish, heard: Heard, on: date, *, is_left: bool = False) -> WishLine:
    question, state = one.question if heard.may else "", WishState(one.state)
    return WishLine(one.pk, title(one, heard, on), question, state, one.asked_at, one.keeper.name, is_left)


def title(one: Wish, heard: Heard, on: date) -> str:
    """Who hears it by the lane does not see the child's page: told are its given names, and of a protected none."""
    if one.child is None:
        return texts.ABOUT[About(one.about)]
    name = naming.name_as(one.child.merged_into or one.child, is_seen=heard.how is Hearing.BY_WORK, on=on)
    return name.whole if heard.may and name.is_told else texts.NAMED_CHILD


@dataclass(frozen=True, slots=True)
class ItemLine:
    key: UUID
    wish: UUID
    title: str
    question: str
    starts_at: datetime
    ends_at: datetime
    minutes: int
    state: ItemState
    hears: bool
    how: str
    sentence: str
    is_now: bool

    @property
    def state_words(self) -> str:
        return texts.ITEM_STATE[self.state]


def item_line(one: AgendaItem, heard: Heard, *, plans: bool, at: datetime) -> ItemLine:
    """Who neither hears it nor plans it is told that there is something in that time, and nothing else."""
    span = Span(one.starts_at, one.ends_at)
    seen = heard.may or plans
    return ItemLine(
        one.pk, one.wish_id, title(one.wish, heard, local_date(at)) if seen else texts.NOT_YOURS,
        one.wish.question if heard.may else "", one.starts_at, one.ends_at,
        int((one.ends_at - one.starts_at).total_seconds() // 60), ItemState(one.state), heard.may,
        texts.HEARING[heard.how] if heard.how is not Hearing.NOBODY_NAMED else "",
        heard.sentence if heard.how is Hearing.LANE else "", is_now(span, at),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class SeatLine:
    key: UUID
    name: str
    role: str
    is_guest: bool


def seat_lines(seats: Iterable[Seat]) -> list[SeatLine]:
    return [
        SeatLine(one.pk, one.job.staff.name, f"{one.job.staff.title}, {one.job.unit.name}", one.is_guest)
        for one in seats
    ]


def item_lines(
    items: Iterable[AgendaItem], heard: Mapping[UUID, Heard], *, plans: bool, at: datetime
) -> list[ItemLine]:
    return [item_line(one, heard[one.wish_id], plans=plans, at=at) for one in items]


def unwritten(lines: Iterable[ItemLine]) -> list[tuple[str, str]]:
    """To choose among: what is on the agenda and has no minutes."""
    waiting = (one for one in lines if one.state is ItemState.WAITING)
    return [(str(one.key), f"Kl. {time_of_day(one.starts_at)}: {one.title}") for one in waiting]


def next_words(outcome: Outcome, *, stopped: bool) -> str:
    """What somebody must do now. While a stop stands it sends nobody to the family."""
    own = "" if stopped and outcome is Outcome.MORE_HELP else texts.OUTCOME_NEXT[outcome]
    return " ".join(one for one in (own, STOP_NEXT if stopped else "") if one)


def too_much(minutes: int) -> str:
    if not minutes:
        return ""
    over = plural(minutes, "minut", "minutter")
    return f"Dagsordenen er {over} længere end mødet. Tag et punkt af, eller gør et kortere."


def meeting_href(key: UUID, anchor: str = "") -> str:
    return reverse("forums:meeting", args=[key]) + (f"#{anchor}" if anchor else "")


@dataclass(frozen=True, slots=True)
class ListenerLine:
    name: str
    words: str
    tone: str
    sentence: str


def listeners(seats: Iterable[Seat], said: Mapping[UUID, Heard]) -> list[ListenerLine]:
    """Who stays and who goes out, with the lane's own sentence where it was asked."""
    return [
        ListenerLine(
            one.job.staff.name, texts.HEARING[said[one.pk].how], "done" if said[one.pk].may else "attention",
            said[one.pk].sentence,
        )
        for one in seats
    ]  # fmt: skip


def calendar(meetings: Iterable[Meeting], root: str) -> bytes:
    """For a calendar outside the house: when, and where to read more after signing in. No place, name, unit or word."""
    made = Calendar()
    for name, value in texts.CALENDAR.items():
        made.add(name, value)
    made.add("refresh-interval", timedelta(hours=1), parameters={"value": "DURATION"})
    for one in meetings:
        made.add_component(_event(one, root))
    written: bytes = made.to_ical()
    return written


def _event(one: Meeting, root: str) -> Event:
    """The moments are in UTC: every calendar knows that, and shows its own."""
    made, changed = Event(), one.changed_at or one.series.planned_at
    cancelled = one.state == MeetingState.CANCELLED
    said = {
        "uid": f"{one.pk}@samspor", "summary": texts.CALENDAR_TITLE, "description": texts.CALENDAR_WORDS,
        "dtstart": one.starts_at.astimezone(UTC), "dtend": one.ends_at.astimezone(UTC), "sequence": one.sequence,
        "dtstamp": changed.astimezone(UTC), "last-modified": changed.astimezone(UTC), "class": "PRIVATE",
        "status": "CANCELLED" if cancelled else "CONFIRMED", "url": root + meeting_href(one.pk),
    }  # fmt: skip
    for name, value in said.items():
        made.add(name, value)
    return made
