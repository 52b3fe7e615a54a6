"""A few series of meetings, one meeting held and others to come, written through the room's own verbs."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings

from samspor.access.actor import Actor
from samspor.base.clock import local_date
from samspor.demo.parameters import table
from samspor.demo.pathway_goals import job
from samspor.demo.pathways import open_pathways
from samspor.demo.transitions import who
from samspor.forums import api as forums
from samspor.forums.api import AgendaItem, Meeting, MeetingSeries, Wish
from samspor.forums.rules import dates
from samspor.forums.rules.words import About, Outcome
from samspor.law.calendar import add_arbejdsdage
from samspor.sharing.rules.words import Purpose

_DAY = timedelta(days=1)


def write(loader: Actor, at: datetime) -> None:
    told = table("forums")
    for one in forums.shipped():
        forums.adopt_type(by=loader, written=one, at=at)
    held = {entry["key"]: _series(entry, at) for entry in told["series"]}
    asked = [(entry, _wish(entry, held[entry["series"]], at)) for entry in told["wish"]]
    for on in ("held", "coming"):
        _agenda([(entry, wish) for entry, wish in asked if entry.get("on") == on], on, at)


def _series(entry: dict[str, Any], at: datetime) -> MeetingSeries:
    then, today = at - timedelta(days=entry["planned_ago"]), local_date(at)
    own = job(entry["by"], then)
    return forums.plan_series(
        by=who(entry["by"], then), type=forums.ForumType.objects.get(key=entry["type"]), unit=own.unit,
        title=entry["title"], days=_days(entry, today), starts=entry["starts"], ends=entry["ends"],
        place=entry["place"], members=[job(one, then) for one in entry["members"]],
        guests=[job(one, then) for one in entry["guests"]], at=then,
    )  # fmt: skip


def _days(entry: dict[str, Any], today: date) -> list[date]:
    first = add_arbejdsdage(today + timedelta(days=entry["first_in"]) - _DAY, 1)
    return dates.dates(first, today + timedelta(days=entry["last_in"]), weeks=entry["weeks"])


def _wish(entry: dict[str, Any], series: MeetingSeries, at: datetime) -> Wish:
    then = at - timedelta(days=entry["days_ago"])
    by = who(entry["by"], then)
    if "child" not in entry:
        return forums.ask_unnamed(
            by=by, series=series, about=About(entry["about"]), question=entry["question"], confirmed=(),
            smallest=settings.PROFILE.forum_smallest, at=then,
        )  # fmt: skip
    pathway = open_pathways()[entry["child"]]
    return forums.ask_about_child(
        by=by, series=series, child=pathway.child, pathway=pathway, question=entry["question"],
        aim=Purpose(entry["aim"]), topics=entry["topics"], at=then,
    )  # fmt: skip


def _agenda(asked: list[tuple[dict[str, Any], Wish]], on: str, at: datetime) -> None:
    """One after the other, from when the meeting begins; what was talked of is concluded, and the meeting is over."""
    meeting = _meeting(asked[0][1].series, on, at)
    begins = meeting.starts_at
    for entry, wish in asked:
        then = wish.asked_at + _DAY
        ends = begins + timedelta(minutes=entry["minutes"])
        item = forums.place_wish(
            by=who("lars", then), meeting=meeting, wish=wish, starts_at=begins, ends_at=ends, at=then
        )
        begins = ends
        if "ended" in entry:
            _conclude(entry["ended"], item, at)
    if on == "held":
        forums.hold_meeting(by=who("lars", meeting.ends_at), meeting=meeting, at=meeting.ends_at)


def _meeting(series: MeetingSeries, on: str, at: datetime) -> Meeting:
    first, *_ = series.meetings.order_by("starts_at")
    return first if on == "held" else series.meetings.filter(starts_at__gt=at).order_by("starts_at")[0]


def _conclude(said: Mapping[str, Any], item: AgendaItem, at: datetime) -> None:
    then = item.ends_at
    forums.conclude_item(
        by=who(said["by"], then), item=item, outcome=Outcome(said["outcome"]), text=said["text"],
        who=job(said["who"], then), due_on=local_date(at) + timedelta(days=said["due_in"]), at=then,
    )  # fmt: skip
