"""What waits for somebody in the pathways: a baton offered, one that fell, a day that passed, and silence."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings

from samspor.access.request import Request
from samspor.base import clock
from samspor.base.clock import local_date
from samspor.pathways import queries
from samspor.pathways.models import Pathway
from samspor.pathways.pages import address
from samspor.pathways.pages.levels import in_short, is_due
from samspor.pathways.queries import Standing
from samspor.pathways.queries.levels import lacking
from samspor.pathways.queries.together import shut_out
from samspor.pathways.queries.whole import next_days
from samspor.pathways.rules.baton import Responsible, Why, lapses_on
from samspor.pathways.rules.doing import Doing
from samspor.pathways.rules.pulse import Pulse, pulse
from samspor.people.api import StaffMember
from samspor.people.rules import last_day
from samspor.ui.danish import long_date
from samspor.ui.tasks import Task

_LEFT = "Barnet bor her ikke længere. Skriv, hvad der kom ud af det."
_OUT = "Du arbejder ikke med barnet længere. Giv den til en, der gør."
SOON = timedelta(days=7)
_FELL = {
    Why.LAPSED: "Den, der fik stafetten tilbudt, svarede ikke i tide. Derfor er den hos dig nu.",
    Why.EMPLOYMENT_ENDED: "Den, der havde stafetten, er ikke ansat længere. Derfor er den hos dig nu.",
    Why.CHILD_MOVED: "Barnet har skiftet sted. Derfor er stafetten hos dig nu.",
    Why.LEADER_FOUND: "Du er den nærmeste leder nu. Derfor er stafetten hos dig.",
}


def tasks(request: Request) -> list[Task]:
    return [*_promised(request), *_to_do(request), *_batons(request)]


def _promised(request: Request) -> Iterator[Task]:
    """What one has promised oneself, a week ahead; and when its day has gone, it is the holder's to see to as well."""
    today = request.actor.on
    for one in queries.promised_by(request.actor):
        if one.due_on <= today + SOON:
            late = one.due_on < today
            title, why, tone = _PROMISED[late]
            yield _task(one.pathway, title, why, tone=tone, due_on=one.due_on)


def _to_do(request: Request) -> Iterator[Task]:
    """What one is to do oneself, a week ahead, and the day to look at it together."""
    today = request.actor.on
    for one in queries.actions_by(request.actor, today + SOON):
        state = one.stands(today)
        title, why, tone = _DOING[state]
        due = one.review_on if state is Doing.TO_REVIEW else one.due_on
        yield _task(one.pathway, title, why, tone=tone, due_on=due, anchor="tiltag")


def _doing_of_others(request: Request, answered_for: Iterable[Pathway]) -> Iterator[Task]:
    for one in queries.actions_of_others(request.actor, answered_for):
        if one.stands(request.actor.on) is Doing.LATE:
            said = f"{queries.doer(one)} skulle have gjort det {long_date(one.due_on)}. Ingen har sagt, hvad der skete."
            yield _task(
                one.pathway, "Se til tiltaget for {given}", said, tone="attention", due_on=one.due_on, anchor="tiltag"
            )
        else:
            said = f"{queries.doer(one)} gør det, og I ville se på det nu."
            yield _task(one.pathway, "Se sammen på tiltaget for {given}", said, due_on=one.review_on, anchor="tiltag")


_DOING = {
    Doing.UNDERWAY: ("Gør det, I har aftalt om {given}", "Skriv i forløbet, hvad der kom ud af det.", "neutral"),
    Doing.TO_REVIEW: ("Se på dit tiltag for {given}", "I ville se på det undervejs. Er det det rigtige?", "neutral"),
    Doing.LATE: ("Skriv, hvad der blev af dit tiltag for {given}", "Dagen er gået.", "attention"),
}


def _shut_out(request: Request, answered_for: Iterable[Pathway]) -> Iterator[Task]:
    """Whoever was let in is shut out in silence; who answers for the pathway is not left to find out."""
    for one, said in shut_out(request.actor, answered_for):
        can = "kan ikke læse med længere" if one.is_let_in else "må I ikke tale med om barnet nu"
        why = f"{queries.name_of(one)} {can}. {said.sentence} {said.next_step}"
        yield _task(one.pathway, "Se, hvem der er med i forløbet for {given}", why, tone="attention", anchor="aktoerer")


def _lacking(request: Request, answered_for: Iterable[Pathway]) -> Iterator[Task]:
    """What belongs to how many they are, when there has been time for it."""
    held = {one.pk: one for one in answered_for}
    for key, (stands, lacks) in lacking(held.values(), request.actor.on).items():
        if lacks and is_due(stands, request.actor.on):
            yield _task(held[key], "Se, hvad der mangler i forløbet for {given}", in_short(lacks), anchor="omfang")


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


_SEEN_TO = (_late, _doing_of_others, _shut_out, _lacking)  # by who answers for it


def _batons(request: Request) -> list[Task]:
    held = queries.near(request.actor)
    if not held:
        return []
    known = _known(request, held)
    mine = [one for one in held if one.pk in known and known[one.pk].who == request.actor.staff]
    writable = [one for one in mine if known[one.pk].writes]
    seen_to = (each for see in _SEEN_TO for each in see(request, writable))
    return [*seen_to, *(task for one in held if one.pk in known for task in _of(request, one, known[one.pk]))]


@dataclass(frozen=True, slots=True)
class _Known:
    """Of one pathway, this moment. `next_on`: when what comes next is due; `written_on`: when it was last written in.

    `leads` and `writes` are what the reader does there.
    """

    stands: Standing
    now: Responsible
    next_on: date
    written_on: date
    leads: bool
    writes: bool

    @property
    def holder(self) -> StaffMember:
        return self.stands.people[self.now.job].staff

    @property
    def who(self) -> UUID:
        return self.holder.pk


def _known(request: Request, held: Sequence[Pathway]) -> dict[UUID, _Known]:
    stands, next_on, latest = queries.standing(held), next_days(held), queries.latest_entries(held)
    led, written, at = queries.led_among(request.actor, held), queries.written_among(request.actor, held), clock.now()
    last = {one.pk: latest[one.pk].entered_at if one.pk in latest else one.opened_at for one in held}
    return {
        key: _Known(one, one.now(at), next_on[key], local_date(last[key]), key in led, key in written)
        for key, one in stands.items()
    }


def _of(request: Request, one: Pathway, known: _Known) -> Iterator[Task]:
    yield from _offered(request, one, known)
    if known.who != request.actor.staff:
        yield from _of_another(request, one, known) if known.leads else ()
    elif queries.has_left(one.child, request.actor.on):
        yield _task(one, "Afslut forløbet for {given}", _LEFT, tone="attention")
    else:
        yield from _of_mine(request, one, known)
        yield from _to_write(request, one, known) if known.writes else ()


def _offered(request: Request, one: Pathway, known: _Known) -> Iterator[Task]:
    offer = known.now.baton.offer
    if offer and queries.is_offered(known.stands, request.actor.staff):
        last = last_day(offer.lapses_on)
        said = f"Svar senest {long_date(last)}. Ellers får din leder den."
        yield _task(one, "Svar på, om du tager stafetten for {given}", said, due_on=last)


def _of_mine(request: Request, one: Pathway, known: _Known) -> Iterator[Task]:
    """What fell to me, what I can not work in, and whose place I answer in."""
    now = known.now
    if now.stands_in:
        yield _stands_in(request, one, known)
    if not now.baton.offer and (now.baton.fell or not known.writes):
        why = _FELL[now.baton.why] if now.baton.fell else _OUT
        yield _task(one, "Giv stafetten for {given} videre", why, tone="attention")


def _stands_in(request: Request, one: Pathway, known: _Known) -> Task:
    now, stands, today = known.now, known.stands, request.actor.on
    cover = next(each for each in stands.around.covers if each.of == now.baton.staff and each.holds_on(today))
    said = f"Du svarer i stedet for {stands.people[now.baton.job].staff.name} til og med"
    return _task(one, "Du er stedfortræder i forløbet for {given}", f"{said} {long_date(last_day(cover.to_on))}.")


def _to_write(request: Request, one: Pathway, known: _Known) -> Iterator[Task]:
    due_on, written_on = known.next_on, known.written_on
    if due_on < request.actor.on:
        said = f"Det skulle være sket {long_date(due_on)}. Skriv, hvad der skete, og hvad det næste er."
        yield _task(one, "Sæt det næste i forløbet for {given}", said, tone="attention", due_on=due_on)
    if _pulse(request, written_on) is not Pulse.BEATS:
        yield _task(one, "Skriv i forløbet for {given}", f"Der er ikke skrevet noget siden {long_date(written_on)}.")


def _of_another(request: Request, one: Pathway, known: _Known) -> Iterator[Task]:
    """What whoever leads sees to: that it does not lie with somebody who is away, or shut out, and is not silent."""
    now, name, written_on = known.now, known.holder.name, known.written_on
    if not known.stands.around.jobs[now.job].signs_in:
        yield _task(one, "Giv stafetten for {given} videre", f"{name} kan ikke logge ind.", tone="attention")
    elif now.baton.fell and not now.baton.offer and request.actor.on >= _waits_until(now.baton.since):
        said = f"Stafetten har ligget hos {name} siden {long_date(local_date(now.baton.since))}. Hjælp den videre."
        yield _task(one, "Giv stafetten for {given} videre", said, tone="attention")
    if _pulse(request, written_on) is Pulse.SILENT:
        said = f"{name} har stafetten, og der er ikke skrevet noget siden {long_date(written_on)}."
        yield _task(one, "Hør, hvordan det går med forløbet for {given}", said, tone="attention")


def _waits_until(since: datetime) -> date:
    return lapses_on(local_date(since), days=settings.PROFILE.baton_accept_days)


def _pulse(request: Request, written_on: date) -> Pulse:
    return pulse(written_on, today=request.actor.on, weeks=settings.PROFILE.pathway_pulse_weeks)


def _task(
    one: Pathway, title: str, why: str, *, tone: str = "neutral", due_on: date | None = None, anchor: str = ""
) -> Task:
    child = one.child_id
    return Task(
        title=title, why=why, href=address(one.pk, anchor), tone=tone, due_on=due_on, child_ids=(child,), about=child
    )  # fmt: skip
