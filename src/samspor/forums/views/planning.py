"""To plan: a series, its seats, and what is put on the agenda or moved."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samspor.access.check import demand, found, within
from samspor.access.once import once
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.base import clock
from samspor.base.clock import COPENHAGEN, local_date
from samspor.forums import actions, queries
from samspor.forums.forms import CancelForm, ExtendForm, MoveForm, PlaceForm, PlanForm, SeatForm, SeatWhereForm, named
from samspor.forums.models import Meeting, Seat
from samspor.forums.pages import meeting_href
from samspor.forums.rules import dates
from samspor.forums.rules.agenda import Span, next_free
from samspor.forums.rules.words import When
from samspor.forums.views.steps import GET_POST, caught, filled, one_of, show, write
from samspor.people.api import Unit


@require_http_methods(GET_POST)
def plan(request: Request) -> HttpResponse:
    actor, today = request.actor, clock.today()
    demand(actor, Permission.FORUM_PLAN)
    units, types = list(queries.units_to_plan(actor)), list(queries.types_in_use(today))
    form = filled(
        request, PlanForm, types=[(str(one.pk), one.title) for one in types],
        units=[(str(one.pk), one.name) for one in units], caught=caught(request, "title", "place"),
    )  # fmt: skip

    def act() -> str:
        given = form.cleaned_data
        days = dates.dates(given["first_on"], given["last_on"], weeks=given["weeks"])
        dates.check_dates(given["first_on"], given["last_on"], days, today=today)
        made = actions.plan_series(
            by=actor, type=one_of(types, given["type"]), unit=one_of(units, given["unit"]), title=given["title"],
            days=days, starts=given["starts"], ends=given["ends"], place=given["place"],
            members=queries.jobs_of(actor)[:1], guests=(), at=clock.now(), confirmed=given.get("confirmed", ()),
        )  # fmt: skip
        return reverse("forums:series", args=[made.pk])

    lead = "Møderne bliver lagt på arbejdsdage. Bagefter giver du dem, der skal sidde med, en plads."
    page = {"heading": "Planlæg møder", "lead": lead, "submit": "Planlæg", "back": reverse("forums:list")}
    return write(
        request, form, act, about=None, said="Møderne er planlagt. Giv nu plads til dem, der skal med.", **page
    )


@require_http_methods(GET_POST)
def extend(request: Request, series: UUID) -> HttpResponse:
    held = found(within(request.actor, Permission.FORUM_PLAN, queries.series_visible_to(request.actor)), series)
    form = filled(request, ExtendForm, caught=caught(request, "place"))

    def act() -> str:
        given = form.cleaned_data
        days = dates.dates(given["first_on"], given["last_on"], weeks=given["weeks"])
        dates.check_dates(given["first_on"], given["last_on"], days, today=clock.today())
        actions.extend_series(
            by=request.actor, series=held, days=days, starts=given["starts"], ends=given["ends"], place=given["place"],
            at=clock.now(), confirmed=given.get("confirmed", ()),
        )  # fmt: skip
        return reverse("forums:series", args=[held.pk])

    lead = "De faste pladser ved bordet følger med. Gæster giver du en plads bagefter."
    page = {"heading": f"Planlæg flere møder i {held.title}", "lead": lead, "submit": "Planlæg"}
    back = reverse("forums:series", args=[held.pk])
    return write(request, form, act, about=held, said="Der er flere møder nu.", back=back, **page)


@require_GET
def seat_where(request: Request, series: UUID) -> HttpResponse:
    """First where they work, then who: a municipality has too many people for one list."""
    held = found(within(request.actor, Permission.FORUM_PLAN, queries.series_visible_to(request.actor)), series)
    units = {str(one.pk): one for one in queries.places(clock.today())}
    place = units.get(request.GET.get("sted", ""))
    if place:
        return redirect("forums:seat_from", held.pk, place.pk)
    form = SeatWhereForm(places=[(key, one.name) for key, one in units.items()])
    page: dict[str, Any] = {"heading": "Giv en plads ved bordet", "lead": held.title, "submit": "Videre", "get": True}
    return show(request, form, about=held, back=reverse("forums:series", args=[held.pk]), **page)


@require_http_methods(GET_POST)
def seat(request: Request, series: UUID, unit: UUID) -> HttpResponse:
    held = found(within(request.actor, Permission.FORUM_PLAN, queries.series_visible_to(request.actor)), series)
    place = found(Unit.objects.all(), unit)
    people = queries.working_at(place.pk, clock.today())
    form = filled(request, SeatForm, people=named(people))
    back = reverse("forums:series", args=[held.pk])

    def act() -> str:
        given = form.cleaned_data
        who = one_of(people, given["who"])
        actions.give_seat(by=request.actor, series=held, who=who, when=When(given["when"]), at=clock.now())
        return back

    lead = "En plads åbner dagsordenen. Hvilke børn personen hører om, afgør reglerne for deling hver gang."
    page = {"heading": f"Giv en fra {place.name} en plads", "lead": lead, "submit": "Giv plads", "back": back}
    return write(request, form, act, about=held, said="Der er givet en plads.", **page)


@require_POST
def end_seat(request: Request, seat: UUID) -> HttpResponse:
    rows = within(request.actor, Permission.FORUM_PLAN, Seat.objects.select_related("meeting"))
    held = found(rows, seat)

    def act() -> str:
        actions.end_seat(by=request.actor, seat=held, at=clock.now())
        return meeting_href(held.meeting_id, "bordet")

    return once(request, act, at=clock.now())


@require_POST
def take_off(request: Request, item: UUID) -> HttpResponse:
    rows = within(request.actor, Permission.FORUM_PLAN, queries.items_visible_to(request.actor))
    held = found(rows, item)

    def act() -> str:
        actions.take_off(by=request.actor, item=held, at=clock.now())
        return meeting_href(held.meeting_id, "dagsorden")

    return once(request, act, at=clock.now())


def _meeting(request: Request, key: UUID) -> Meeting:
    return found(within(request.actor, Permission.FORUM_PLAN, queries.meetings_visible_to(request.actor)), key)


@require_http_methods(GET_POST)
def move(request: Request, meeting: UUID) -> HttpResponse:
    held = _meeting(request, meeting)
    starts, ends = (one.astimezone(COPENHAGEN) for one in (held.starts_at, held.ends_at))
    now = {"day": local_date(starts), "starts": starts.time(), "ends": ends.time(), "place": held.place}
    form = filled(request, MoveForm, initial=now, caught=caught(request, "place", "words"))

    def act() -> str:
        given = form.cleaned_data
        begins, over = (dates.moment(given["day"], given[name]) for name in ("starts", "ends"))
        actions.move_meeting(
            by=request.actor, meeting=held, starts_at=begins, ends_at=over, place=given["place"], words=given["words"],
            at=clock.now(), confirmed=given.get("confirmed", ()),
        )  # fmt: skip
        return meeting_href(held.pk)

    lead = "Alle, der sidder med, og alle, der har et punkt, får besked. Punkterne flytter med."
    page = {"heading": "Flyt mødet", "lead": lead, "submit": "Flyt mødet", "back": meeting_href(held.pk)}
    return write(request, form, act, about=held, said="Mødet er flyttet, og alle har fået besked.", **page)


@require_http_methods(GET_POST)
def cancel(request: Request, meeting: UUID) -> HttpResponse:
    held = _meeting(request, meeting)
    form = filled(request, CancelForm, caught=caught(request, "words"))

    def act() -> str:
        given = form.cleaned_data
        actions.cancel_meeting(
            by=request.actor, meeting=held, words=given["words"], at=clock.now(), confirmed=given.get("confirmed", ())
        )
        return meeting_href(held.pk)

    lead = "Alle får besked. Det, der stod på dagsordenen, venter på en ny plads."
    page = {"heading": "Aflys mødet", "lead": lead, "submit": "Aflys mødet", "back": meeting_href(held.pk)}
    return write(request, form, act, about=held, said="Mødet er aflyst, og alle har fået besked.", **page)


@require_http_methods(GET_POST)
def place(request: Request, meeting: UUID, wish: UUID) -> HttpResponse:
    held = _meeting(request, meeting)
    wanted = found(held.series.wishes.select_related("keeper"), wish)
    taken = [Span(one.starts_at, one.ends_at) for one in queries.items_of(held.pk)]
    free = next_free(Span(held.starts_at, held.ends_at), taken).astimezone(COPENHAGEN)
    usual = held.series.type.slot_minutes
    form = filled(request, PlaceForm, initial={"starts": free.time(), "minutes": usual})

    def act() -> str:
        given = form.cleaned_data
        begins = dates.moment(local_date(held.starts_at), given["starts"])
        over = begins + timedelta(minutes=given["minutes"])
        actions.place_wish(by=request.actor, meeting=held, wish=wanted, starts_at=begins, ends_at=over, at=clock.now())
        return meeting_href(held.pk, "dagsorden")

    page = {"heading": "Sæt på dagsordenen", "lead": f"{wanted.keeper.name} har bedt om det.", "submit": "Sæt på"}
    back = meeting_href(held.pk)
    return write(request, form, act, about=held, said="Punktet er på dagsordenen.", back=back, **page)
