"""What waits for somebody in the pathways: a baton offered, one that fell, a day that passed, and silence."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.conf import settings

from samspor.access.request import Request
from samspor.base import clock
from samspor.base.clock import local_date
from samspor.pathways import queries
from samspor.pathways.models import NextThing, Pathway
from samspor.pathways.pages import address
from samspor.pathways.queries import Standing
from samspor.pathways.rules.baton import Why
from samspor.pathways.rules.pulse import Pulse, pulse
from samspor.people.rules import last_day
from samspor.ui.danish import long_date
from samspor.ui.tasks import Task

SOON = timedelta(days=7)
_FELL = {
    Why.LAPSED: "Den, der fik stafetten tilbudt, svarede ikke i tide. Derfor er den hos dig nu.",
    Why.EMPLOYMENT_ENDED: "Den, der havde stafetten, er ikke ansat længere. Derfor er den hos dig nu.",
    Why.CHILD_MOVED: "Barnet har skiftet sted. Derfor er stafetten hos dig nu.",
    Why.LEADER_FOUND: "Du er den nærmeste leder nu. Derfor er stafetten hos dig.",
}


def tasks(request: Request) -> list[Task]:
    return [*_promised(request), *_batons(request)]


def _promised(request: Request) -> Iterator[Task]:
    """What one has promised oneself, a week ahead; and when its day has gone, it is the holder's to see to as well."""
    today = request.actor.on
    for one in queries.promised_by(request.actor):
        if one.due_on <= today + SOON:
            late = one.due_on < today
            title, why, tone = _PROMISED[late]
            yield _task(one.pathway, title, why, tone=tone, due_on=one.due_on)


def _late(request: Request, answered_for: Iterable[Pathway]) -> Iterator[Task]:
    for one in queries.late_of_others(request.actor, answered_for):
        said = f"{one.promised_by.name} skulle have gjort det {long_date(one.due_on)}. Ingen har sagt, hvad der skete."
        title = "Se til, at løftet om {given} bliver holdt"
        yield _task(one.pathway, title, said, tone="attention", due_on=one.due_on)


_PROMISED = {
    False: ("Gør det, du har lovet om {given}", "Skriv det i forløbet, når det er gjort.", "neutral"),
    True: ("Skriv, hvad der blev af dit løfte om {given}",
           "Dagen er gået. Familien skal vide, om det bliver til noget.", "attention"),
}  # fmt: skip


def _batons(request: Request) -> list[Task]:
    held = queries.near(request.actor)
    if not held:
        return []
    stands, nexts, latest = queries.standing(held), queries.nexts_of(held), queries.latest_entries(held)
    led = queries.led_among(request.actor, held)
    at, staff = clock.now(), request.actor.staff
    mine = [one for one in held if one.pk in stands and stands[one.pk].who(at).pk == staff]
    return [*_late(request, mine), *(
        task
        for one in held
        if one.pk in stands
        for task in _of(
            request, one, stands[one.pk], nexts[one.pk],
            local_date(latest[one.pk].entered_at if one.pk in latest else one.opened_at), leads=one.pk in led,
        )
    )]  # fmt: skip


def _of(
    request: Request, one: Pathway, stands: Standing, next_: NextThing, written_on: date, *, leads: bool
) -> Iterator[Task]:
    at, today, staff = clock.now(), request.actor.on, request.actor.staff
    now = stands.now(at)
    offer = now.baton.offer
    if offer and queries.is_offered(stands, staff):
        last = last_day(offer.lapses_on)
        said = f"Svar senest {long_date(last)}. Ellers får din leder den."
        yield _task(one, "Svar på, om du tager stafetten for {given}", said, due_on=last)
    mine = stands.who(at).pk == staff
    if mine and now.baton.fell and not offer:
        yield _task(one, "Giv stafetten for {given} videre", _FELL[now.baton.why], tone="attention")
    if mine and next_.due_on < today:
        said = f"Det skulle være sket {long_date(next_.due_on)}. Skriv, hvad der skete, og hvad det næste er."
        yield _task(one, "Sæt det næste i forløbet for {given}", said, tone="attention", due_on=next_.due_on)
    quiet = pulse(written_on, today=today, weeks=settings.PROFILE.pathway_pulse_weeks)
    if mine and quiet is not Pulse.BEATS:
        yield _task(one, "Skriv i forløbet for {given}", f"Der er ikke skrevet noget siden {long_date(written_on)}.")
    elif leads and quiet is Pulse.SILENT:
        said = f"{stands.who(at).name} har stafetten, og der er ikke skrevet noget siden {long_date(written_on)}."
        yield _task(one, "Hør, hvordan det går med forløbet for {given}", said, tone="attention")


def _task(one: Pathway, title: str, why: str, *, tone: str = "neutral", due_on: date | None = None) -> Task:
    child = one.child_id
    return Task(
        title=title, why=why, href=address(one.pk), tone=tone, due_on=due_on, child_ids=(child,), about=child
    )  # fmt: skip
