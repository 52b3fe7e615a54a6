"""The map of who may talk with whom about a child; the same as one parent sees it; and the table of lanes."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samspor.access.check import demand, found, may, within
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.people.api import Child, Guardianship, check_way_out, guardianships_of
from samspor.sharing import pages, queries
from samspor.sharing.pages.lines import Line
from samspor.sharing.pages.picture import Between, Picture, picture
from samspor.sharing.pages.seen_as import SeenLine
from samspor.sharing.rules.words import State
from samspor.sharing.views.steps import child_within, context_of, stop_of
from samspor.ui.danish import dated
from samspor.ui.doors import about_nobody

OVER = frozenset({State.REFUSED, State.WITHDRAWN, State.EXPIRED, State.TAKEN_BACK})


@require_safe
def family(request: Request, child: UUID) -> HttpResponse:
    held = child_within(request, child)
    reader = queries.reader(request.actor)
    lines = _lines(held, queries.exchanges_of(held, request.actor.on), reader)
    efforts = _lines(held, queries.efforts_of(held, request.actor.on), reader)
    shown = [one for one in lines if one.state not in OVER]
    context = {
        **context_of(request, held),
        "lines": lines,
        "efforts": efforts,
        "picture": _drawn(shown),
        "in_force": [one for one in lines if one.is_in_force],
        "notices": [pages.told(one, held, may_read=reader.is_ours(one)) for one in queries.notices_of(held)],
        "adults": list(guardianships_of(held)),
        "may_ask": may(request.actor, Permission.CONSENT_ASK, held),
        "stop": stop_of(request, held),
    }
    return render(request, "sharing/map.html", context)


def _lines(child: Child, found_now: Iterable[queries.Now], reader: queries.Reader) -> list[Line]:
    """What can still be used first, each with the number it has in the picture."""
    ordered = sorted(found_now, key=lambda one: one.state in OVER)
    return [pages.line(one, number, child, reader) for number, one in enumerate(ordered, 1)]


def _drawn(lines: Iterable[Line | SeenLine]) -> Picture | None:
    between = [
        Between(one.number, one.sender, one.recipient, one.state, _topic(one.topics), f"til {dated(one.last_day)}")
        for one in lines
    ]
    return picture(between) if between else None


def _topic(topics: Sequence[str]) -> str:
    """Room for one word and how many more; the list says them all."""
    return topics[0] if len(topics) == 1 else f"{topics[0].split()[0]} og {len(topics) - 1} til"


@require_safe
def seen_as(request: Request, tie: UUID) -> HttpResponse:
    """Exactly what one parent would see: to be looked at before it is shown, and to be printed."""
    held = found(within(request.actor, Permission.CONSENT_READ, Guardianship.objects.select_related("guardian")), tie)
    child = queries.kept(held.child)
    check_way_out(request.actor, child)
    on = request.actor.on
    saw(Verb.SHARING_SHOWN_AS, by=request.actor, at=clock.now(), about=held, child_ids=[child.pk])
    asked = held.guardian_id in queries.family(child, on).voices
    hidden = held.guardian_id in queries.hidden_from(child, on)
    lines = _seen(queries.exchanges_of(child, on), held.guardian_id, hidden=hidden) if asked else []
    efforts = _seen(queries.efforts_of(child, on), held.guardian_id, hidden=hidden) if asked else []
    notices = queries.notices_of(child).filter(guardian=held.guardian_id)
    told = [pages.told_as(one, child, hidden=hidden) for one in notices]
    context = {
        "child": child, "guardian": held.guardian, "asked": asked, "hidden": hidden, "lines": lines,
        "efforts": efforts, "picture": _drawn(lines), "told": told, "today": on,
    }  # fmt: skip
    return render(request, "sharing/seen_as.html", context)


def _seen(found_now: Iterable[queries.Now], guardian: UUID, *, hidden: bool) -> list[SeenLine]:
    shown = [one for one in found_now if pages.is_seen(one, guardian)]
    return [pages.seen_line(one, number, guardian, hidden=hidden) for number, one in enumerate(shown, 1)]


@require_safe
@about_nobody
def lanes(request: Request) -> HttpResponse:
    """The table itself, to be read by everybody who works here."""
    demand(request.actor, Permission.RULES_READ)
    today = clock.today()
    return render(request, "sharing/lanes.html", {"sections": pages.sections(today), "today": today})
