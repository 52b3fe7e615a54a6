"""One's meetings in one's own calendar: the address, and what is fetched from it."""

from uuid import uuid4

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe

from samspor.access.check import demand
from samspor.access.once import once
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.forums import actions, pages, queries
from samspor.ui.answer import too_many
from samspor.ui.doors import public


@require_GET
def own(request: Request) -> HttpResponse:
    demand(request.actor, Permission.FORUM_SIT)
    held = queries.calendar_of(request.actor)
    saw(Verb.CALENDAR_SHOWN, by=request.actor, at=clock.now(), about=held)
    way = f"{reverse('forums:calendar_feed')}?k={queries.key_of(held)}" if held else ""
    context = {"address": request.build_absolute_uri(way) if way else "", "new_key": uuid4}
    return render(request, "forums/calendar.html", context)


@require_POST
def make(request: Request) -> HttpResponse:
    def act() -> str:
        actions.make_calendar(by=request.actor, at=clock.now())
        messages.success(request, "Der er lavet en ny adresse. Sæt den ind i din kalender.")
        return reverse("forums:calendar")

    return once(request, act, at=clock.now())


@require_POST
def close(request: Request) -> HttpResponse:
    def act() -> str:
        actions.close_calendar(by=request.actor, at=clock.now())
        messages.success(request, "Adressen er lukket. Din kalender får ikke mere at vide.")
        return reverse("forums:calendar")

    return once(request, act, at=clock.now())


@never_cache
@require_safe
@public
@login_not_required
def feed(request: Request) -> HttpResponse:
    """To whoever has the address: when there are meetings, and nothing of what they are about or where."""
    key = request.GET.get("k", "")
    if not key:
        return redirect("forums:calendar")
    if not ratelimit.consume(request, app="allauth.account", action="calendar_feed", key=key, limit_get=True):
        return too_many(request, {}, lambda _: False)
    at = clock.now()
    actor = queries.whose_calendar(key, at)
    held = queries.in_calendar(actor, at)
    saw(Verb.CALENDAR_FETCHED, by=actor, at=at, purpose="vise møder i egen kalender")
    return HttpResponse(pages.calendar(held, _at(request)), content_type="text/calendar; charset=utf-8")


def _at(request: Request) -> str:
    return request.build_absolute_uri("/").rstrip("/")
