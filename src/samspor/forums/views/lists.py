"""One's meetings and wishes, and one series."""

from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from samspor.access.check import found, holds, may
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.base.refused import NotHere
from samspor.forums import pages, queries, texts
from samspor.forums.rules.hearing import BY_WORK
from samspor.forums.rules.words import Ground

PAST = 20


@require_GET
def listed(request: Request) -> HttpResponse:
    actor, now = request.actor, clock.now()
    if not queries.sits_or_plans(actor):
        raise NotHere
    wishes = list(queries.wishes_of(actor))
    saw(Verb.MEETINGS_LISTED, by=actor, at=now, child_ids=[one.child_id for one in wishes if one.child_id])
    context = {
        "unfinished": list(queries.unfinished(actor, now)[:50]),
        "meetings": list(queries.meetings_ahead(actor, now)[:50]),
        "soon": 5,
        "wishes": [pages.wish_line(one, BY_WORK, actor.on) for one in wishes],
        "series": list(queries.series_visible_to(actor)),
        "may_plan": holds(actor, Permission.FORUM_PLAN),
        "may_sit": holds(actor, Permission.FORUM_SIT),
    }
    return render(request, "forums/list.html", context)


@require_GET
def series(request: Request, series: UUID) -> HttpResponse:
    """Its dates; to ask in it; and to who plans it, what waits for a place."""
    actor, now = request.actor, clock.now()
    held = found(queries.series_visible_to(actor), series)
    plans = may(actor, Permission.FORUM_PLAN, held)
    ahead = list(held.meetings.filter(ends_at__gt=now).order_by("starts_at", "pk"))
    own = {one.pk for one in queries.meetings_visible_to(actor).filter(series=held)}
    past = list(held.meetings.filter(ends_at__lte=now).order_by("-starts_at", "pk")[:PAST])
    waiting = queries.waiting_in(held.pk) if plans else []
    left = queries.left_behind(waiting, actor.on)
    heard = queries.hearing(actor, waiting, None, None)
    seen = [one.child_id for one in waiting if one.child_id and heard[one.pk].may]
    saw(Verb.MEETING_SEEN, by=actor, at=now, about=held, child_ids=seen)
    context = {
        "series": held,
        "ground": texts.GROUND_SAID[Ground(held.type.ground)],
        "by_consent": held.type.ground == Ground.CONSENT,
        "ahead": [(one, one.pk in own) for one in ahead],
        "past": [(one, one.pk in own) for one in past],
        "waiting": [pages.wish_line(one, heard[one.pk], actor.on, is_left=one.pk in left) for one in waiting],
        "new_key": uuid4,
        "next": next((one for one in ahead if one.is_on), None),
        "plans": plans,
        "may_ask": holds(actor, Permission.FORUM_CONSULT) and any(one.is_on for one in ahead),
    }
    return render(request, "forums/series.html", context)
