"""What waits for somebody in the concerns: a stop nobody has notified of first, then steps, then what was begun."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.urls import reverse

from samspor.access.actor import Actor
from samspor.access.request import Request
from samspor.concerns import queries, texts
from samspor.concerns.api import Concern, HardStop, NextStep
from samspor.concerns.pages import address
from samspor.ui.danish import long_date
from samspor.ui.tasks import AT_ONCE, Task


def waiting(request: Request) -> list[Task]:
    held = queries.waiting_for(request.actor)
    begun = [(one, "Aftal et næste skridt", _lacking(one, request.actor), "her") for one in held.without_step]
    begun += [(one, "Sæt dit mærke på linealen", "Sæt det for dig selv, før I taler sammen.", "lineal")
              for one in held.without_mark]  # fmt: skip
    steps = [_step(one, request.actor.on) for one in held.steps]
    stopped = [*_stopped(held.stops, request.actor), *_suspected(queries.suspicions_for(request.actor))]
    return [*stopped, *steps, *(_begun(*one) for one in begun)]


def _stopped(stops: Sequence[HardStop], actor: Actor) -> list[Task]:
    """One task for each concern, first of all: it is the law's order, and no degree."""
    together = {one.concern_id: [stop for stop in stops if stop.concern_id == one.concern_id] for one in stops}
    return [_notify(held, actor) for held in together.values()]


def _notify(held: Sequence[HardStop], actor: Actor) -> Task:
    concern, who = held[0].concern, held[0].by
    kinds = " og ".join(label.lower() for kind, label in texts.STOP_KIND.items() if kind in {one.kind for one in held})
    title, said = "Sørg for, at der bliver underrettet om {given}", f"{who.name} har"
    if who.pk == actor.staff:
        title, said = "Ring til modtagelsen om {given} nu, og underret", "Du har"
    return Task(
        title=title, why=f"{said} svaret ja til {kinds}. {texts.NOT_NOTIFIED}",
        href=reverse("concerns:notify", args=[concern.pk]), tone=AT_ONCE, child_ids=(concern.child_id,),
        about=concern.child_id,
    )  # fmt: skip


def _suspected(stops: Sequence[HardStop]) -> Iterator[Task]:
    """To who leads above the place: one for each concern, and nothing of the child."""
    for one in {stop.concern_id: stop for stop in reversed(stops)}.values():
        yield Task(
            title=f"Ring til {one.by.name}: en mistanke kan handle om en ansat",
            why=f"Det drejer sig om {one.concern.unit.name}. {texts.NOT_NOTIFIED}",
            href=reverse("concerns:suspicion", args=[one.pk]), tone=AT_ONCE,
        )  # fmt: skip


def _lacking(one: Concern, actor: Actor) -> str:
    if one.started_by_id == actor.staff:
        return "Du har skrevet en bekymring, som endnu ikke har ført til noget."
    return "Bekymringen har ikke ført til noget endnu, og den, der skrev den, arbejder her ikke længere."


def _step(step: NextStep, today: date) -> Task:
    review = today >= step.review_on
    return Task(
        title="Se på, om det hjalp {given}" if review else "Gør det, I aftalte, for {given}",
        why=f"Det skal senest være gjort {long_date(step.due_on)}, og I ser på det {long_date(step.review_on)}.",
        href=address(step.concern_id, "her"),
        due_on=step.review_on if review else step.due_on,
        tone="attention" if today > step.due_on else "neutral",
        child_ids=(step.concern.child_id,),
        about=step.concern.child_id,
    )


def _begun(one: Concern, verb: str, why: str, anchor: str) -> Task:
    href, child = address(one.pk, anchor), one.child_id
    return Task(title=verb + " for {given}", why=why, href=href, child_ids=(child,), about=child)
