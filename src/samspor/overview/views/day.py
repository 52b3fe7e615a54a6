"""Min dag, and the messages on it."""

from itertools import chain
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from samspor.access.check import holds
from samspor.access.once import once
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.base.refused import NotHere
from samspor.messages.api import mark_read, received_by, undelivered_from, unread_of
from samspor.overview.pages.day import in_order, named, told, ways_for
from samspor.people.api import may_search
from samspor.ui.slots import gather


@require_safe
def day(request: Request) -> HttpResponse:
    at = clock.now()
    tasks = named(request.actor, in_order(chain.from_iterable(gather("day.tasks", request)), clock.local_date(at)))
    may_review = holds(request.actor, Permission.EMERGENCY_REVIEW)
    messages = unread_of(request.actor)
    ways = ways_for(request.actor, messages)
    unread = [told(one, may_review=may_review, ways=ways) for one in messages]
    undelivered = undelivered_from(request.actor)
    shown = [key for task in tasks for key in task.child_ids]
    saw(Verb.DAY_SEEN, by=request.actor, at=at, child_ids=shown, purpose="se sin dag")
    context = {
        "today": clock.local_date(at),
        "tasks": tasks,
        "unread": unread,
        "undelivered": undelivered,
        "may_search": may_search(request.actor),
        "log": reverse("audit:log") if request.actor.scope(Permission.LOG_READ) else "",
        "new_key": uuid4,
        "words": "",
    }
    return render(request, "overview/day.html", context)


@require_POST
def read(request: Request, message: UUID) -> HttpResponse:
    at = clock.now()
    found = received_by(request.actor).filter(pk=message).first()
    if found is None:
        raise NotHere

    def act() -> str:
        mark_read(by=request.actor, message=found, at=at)
        return reverse("overview:day")

    return once(request, act, at=at)
