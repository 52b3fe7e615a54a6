"""Min dag, and the messages on it."""

from itertools import chain
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from samspor.access.check import holds
from samspor.access.once import once
from samspor.access.rehearsal import rehearsed
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.base.refused import NotHere
from samspor.messages.api import failed_from, lay_aside, mark_read, received_by, undelivered_from, unread_of
from samspor.overview.pages.day import Told, in_order, is_later, named, once_each, told, ways_for
from samspor.people.api import may_search
from samspor.ui.slots import gather
from samspor.ui.tasks import Task


@require_safe
def day(request: Request) -> HttpResponse:
    at = clock.now()
    today = clock.local_date(at)
    waiting = in_order(rehearsed(lambda: _waiting(request)), today)
    tasks = named(request.actor, dict.fromkeys(waiting))  # the same thing to do stands once
    undelivered = undelivered_from(request.actor)
    shown = [key for task in tasks for key in task.child_ids]
    saw(Verb.DAY_SEEN, by=request.actor, at=at, child_ids=shown, purpose="se sin dag")
    context = {
        "today": today,
        "tasks": [task for task in tasks if not is_later(task, today)],
        "later": [task for task in tasks if is_later(task, today)],
        "unread": once_each(_unread(request)),
        "undelivered": undelivered,
        "may_search": may_search(request.actor),
        "log": reverse("audit:log") if request.actor.scope(Permission.LOG_READ) else "",
        "new_key": uuid4,
        "words": "",
    }
    return render(request, "overview/day.html", context)


def _waiting(request: Request) -> list[Task]:
    return list(chain.from_iterable(gather("day.tasks", request)))


def _unread(request: Request) -> list[Told]:
    may_review = holds(request.actor, Permission.EMERGENCY_REVIEW)
    held = unread_of(request.actor)
    ways = ways_for(request.actor, held)
    return [told(one, may_review=may_review, ways=ways) for one in held]


@require_POST
def read(request: Request, message: UUID) -> HttpResponse:
    at = clock.now()
    found = received_by(request.actor).filter(pk=message).first()
    if found is None:
        raise NotHere

    unread = _unread(request)
    shown = next((one for one in unread if one.key == found.pk), None)
    same = [one.key for one in unread if shown and one.is_same(shown)] or [found.pk]

    def act() -> str:
        """With the earlier ones it stood for on the page."""
        for one in received_by(request.actor).filter(pk__in=same, created_at__lte=found.created_at):
            mark_read(by=request.actor, message=one, at=at)
        return reverse("overview:day")

    return once(request, act, at=at)


@require_POST
def called(request: Request, message: UUID) -> HttpResponse:
    at = clock.now()
    found = failed_from(request.actor).filter(pk=message).first()
    if found is None:
        raise NotHere

    def act() -> str:
        lay_aside(by=request.actor, message=found, at=at)
        return reverse("overview:day")

    return once(request, act, at=at)
