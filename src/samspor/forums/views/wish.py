"""One wish: to follow it, to withdraw it, and to take it over."""

from collections.abc import Callable
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from samspor.access.check import found, may, within
from samspor.access.once import once
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.forums import actions, pages, queries
from samspor.forums.models import AgendaItem, MeetingSeries, Wish
from samspor.forums.rules.hearing import BY_WORK
from samspor.forums.rules.words import ItemState
from samspor.people.api import header_of


@require_GET
def wish(request: Request, wish: UUID) -> HttpResponse:
    actor = request.actor
    held = found(queries.wishes_visible_to(actor), wish)
    children = [held.child_id] if held.child_id else []
    saw(Verb.WISH_SEEN, by=actor, at=clock.now(), about=held, child_ids=children)
    permission = Permission.FORUM_ASK if held.child_id else Permission.FORUM_CONSULT
    item = _item(held)
    is_open = held.settled_at is None
    context = {
        "wish": held,
        "line": pages.wish_line(held, BY_WORK, actor.on),
        "about": held.get_about_display(),
        "header": header_of(request, held.child) if held.child else None,
        "item": item,
        "hears": item is not None and _hears(request, item),
        "sits": item is not None and queries.meetings_visible_to(actor).filter(pk=item.meeting_id).exists(),
        "may_withdraw": is_open and may(actor, permission, held),
        "may_take_over": is_open and held.keeper_id != actor.staff and may(actor, Permission.FORUM_OVERSEE, held),
        "new_key": uuid4,
    }
    return render(request, "forums/wish_child.html" if held.child else "forums/wish.html", context)


def _item(held: Wish) -> AgendaItem | None:
    rows = AgendaItem.objects.filter(wish=held).exclude(state=ItemState.DROPPED)
    rows = rows.select_related("meeting__series__type", "wish__series__type", "wish__child__merged_into")
    return rows.order_by("-starts_at", "pk").first()


def _hears(request: Request, item: AgendaItem) -> bool:
    seat = queries.seat_of(request.actor, queries.seats_of(item.meeting_id, request.actor.on))
    return queries.hearing(request.actor, [item.wish], seat, item.meeting)[item.wish_id].may


@require_POST
def withdraw(request: Request, wish: UUID) -> HttpResponse:
    held = found(queries.wishes_visible_to(request.actor), wish)
    return _done(request, held, lambda: actions.withdraw_wish(by=request.actor, wish=held, at=clock.now()))


@require_POST
def take_over(request: Request, wish: UUID) -> HttpResponse:
    held = found(queries.wishes_visible_to(request.actor), wish)
    return _done(request, held, lambda: actions.take_over(by=request.actor, wish=held, at=clock.now()))


@require_POST
def close(request: Request, wish: UUID) -> HttpResponse:
    """By who plans, from the list of what waits: they never read it."""
    series = within(request.actor, Permission.FORUM_PLAN, MeetingSeries.objects.all())
    held = found(Wish.objects.filter(series__in=series).select_related("series", "keeper"), wish)

    def acted() -> str:
        actions.close_wish(by=request.actor, wish=held, at=clock.now())
        return reverse("forums:series", args=[held.series_id])

    return once(request, acted, at=clock.now())


def _done(request: Request, held: Wish, act: Callable[[], object]) -> HttpResponse:
    def acted() -> str:
        act()
        return reverse("forums:wish", args=[held.pk])

    return once(request, acted, at=clock.now())
