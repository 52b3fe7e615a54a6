"""What waits for somebody on Min dag: a place, a meeting, and what was agreed."""

from collections.abc import Iterator
from dataclasses import replace

from django.conf import settings
from django.urls import reverse

from samspor.access.request import Request
from samspor.base import clock
from samspor.forums import pages, queries
from samspor.forums.models import DecisionRecord, Wish
from samspor.ui.danish import long_date, weekday_date
from samspor.ui.tasks import Task


def tasks(request: Request) -> list[Task]:
    """What waits too long for a place, what is soon, and what was agreed."""
    if not queries.sits_or_plans(request.actor):
        return []
    return [*_waiting(request), *_left_open(request), *_ahead(request), *_agreed(request)]


def _waiting(request: Request) -> Iterator[Task]:
    days = settings.PROFILE.forum_waiting_days
    for one in queries.too_long(request.actor, days=days):
        why = f"{one.keeper.name} bad om det {long_date(one.asked_at)}, og det har ingen plads i {one.series.title}."
        yield _task(one, "Find en plads til drøftelsen", why, reverse("forums:wish", args=[one.pk]), tone="attention")
    for held in queries.to_place(request.actor):
        why = "Nogen venter på en plads."
        yield Task(title=f"Læg dagsorden for {held.title}", why=why, href=reverse("forums:series", args=[held.pk]))


def _left_open(request: Request) -> Iterator[Task]:
    for one in queries.left_open(request.actor):
        why = (
            f"{one.series.title} {weekday_date(one.starts_at)}. Vælg »Mødet er slut«, så det, I ikke nåede, får plads."
        )
        yield Task(title="Gør mødet færdigt", why=why, href=pages.meeting_href(one.pk), tone="attention")


def _ahead(request: Request) -> Iterator[Task]:
    for one in queries.soon(request.actor, clock.now()):
        why = f"{one.meeting.series.title} {weekday_date(one.starts_at)}."
        yield _task(one.wish, "Gør dig klar til drøftelsen", why, pages.meeting_href(one.meeting_id))


def _agreed(request: Request) -> Iterator[Task]:
    for one in queries.decisions_mine(request.actor):
        yield _decision(one, "Gør det, I aftalte på mødet", f"Senest {long_date(one.due_on)}.")
    for one in queries.decisions_late(request.actor):
        why = f"{one.responsible.staff.name} skulle have gjort det {long_date(one.due_on)}."
        yield _decision(one, "Se til det, der blev aftalt på mødet", why)
    for one in queries.decisions_left(request.actor):
        yield _decision(one, "Find ud af, hvem der gør det, I aftalte på mødet", _LEFT)


_LEFT = "De, der skulle, arbejder her ikke længere. Find en, der gør det, og skriv, hvad der blev af det."


def _decision(one: DecisionRecord, title: str, why: str) -> Task:
    made = _task(one.item.wish, title, why, reverse("forums:decision", args=[one.pk]))
    return replace(made, due_on=one.due_on)


def _task(one: Wish, title: str, why: str, href: str, *, tone: str = "neutral") -> Task:
    children = (one.child_id,) if one.child_id else ()
    words = f"{title} om {{given}}" if one.child_id else title
    return Task(title=words, why=why, href=href, tone=tone, child_ids=children, about=one.child_id)
