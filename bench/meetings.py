"""Lays out a forum whose agenda is full: twelve children, each with a time."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.db.models import Count, QuerySet

from bench.crew import Member, crew, member_of
from samspor.access.actor import Actor
from samspor.access.check import within
from samspor.access.rules import Permission, Role
from samspor.base import clock
from samspor.forums.api import (
    ForumType,
    Meeting,
    MeetingSeries,
    adopt_type,
    ask_about_child,
    place_wish,
    plan_series,
    shipped,
)
from samspor.forums.queries import meetings_visible_to
from samspor.people.api import Employment, children_visible_to
from samspor.sharing.rules.words import Purpose

ITEMS = 12
SLOT = timedelta(minutes=15)
ASKED = "Hvordan får vi ordene med ind i legen, uden at det bliver en prøve?"


def full_meetings(actor: Actor) -> QuerySet[Meeting]:
    held = meetings_visible_to(actor).annotate(number=Count("items"))
    return held.filter(number__gte=ITEMS, starts_at__gt=clock.now())


def plan_meetings(members: Iterable[Member]) -> None:
    """One in the house of each, who asks about the children; once."""
    at = clock.now()
    (rikke,) = crew({Role.PROJECT_LEADER: 1}, 1)
    for written in shipped():
        adopt_type(by=rikke.actor, written=written, at=at)
    for member in members:
        if not full_meetings(member.actor).exists():
            _plan(member, at)


def _plan(member: Member, at: datetime) -> None:
    jobs = Employment.objects.filter(unit__in=member.units(), period__contains=member.actor.on)
    own = jobs.filter(staff=member.actor.staff)  # a meeting is shown to those who sit there
    led = jobs.filter(role=Role.UNIT_LEADER, staff__account__isnull=False).select_related("staff", "unit").first()
    if led is None or led.staff.account_id is None:
        return
    leader = member_of(Role.UNIT_LEADER, led.staff.account_id)
    day = clock.local_date(at) + timedelta(days=7)
    series = plan_series(
        by=leader.actor, type=ForumType.objects.get(key="tvaerfagligt-forum", to_on=None),
        unit=led.unit, title="Måling", days=[day], starts=time(9), ends=time(15), place="Personalerummet",
        members=list({one.pk: one for one in [*own, *jobs.filter(unit=led.unit)[:5]]}.values()), guests=[], at=at,
    )  # fmt: skip
    _ask(member, leader, series, at)


def _ask(member: Member, leader: Member, series: MeetingSeries, at: datetime) -> None:
    meeting = series.meetings.get()
    seen = within(member.actor, Permission.FORUM_ASK, children_visible_to(member.actor))
    begins = meeting.starts_at
    for child in seen.filter(left_on=None).order_by("pk")[:ITEMS]:
        wish = ask_about_child(
            by=member.actor, series=series, child=child, question=ASKED, aim=Purpose.EARLY_HELP,
            topics=["language"], at=at,
        )  # fmt: skip
        place_wish(by=leader.actor, meeting=meeting, wish=wish, starts_at=begins, ends_at=begins + SLOT, at=at)
        begins += SLOT
