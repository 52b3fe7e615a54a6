"""Handovers lend tasks to my day: to begin, to go on with, to read, to see to, and to say what was useful."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from django.conf import settings
from django.urls import reverse

from samspor.access.request import Request
from samspor.concerns.api import stopped_among
from samspor.transitions import queries
from samspor.transitions.models import Delivery
from samspor.transitions.pages import address
from samspor.transitions.queries import Now
from samspor.transitions.rules.sending import State
from samspor.ui import slots
from samspor.ui.danish import dated, plural
from samspor.ui.tasks import Task

_GO_ON = {
    State.PREPARING: ("Skriv videre på overleveringen om", "Vælg, hvad der skal med, og tal med forældrene."),
    State.WITH_PARENTS: (
        "Følg op på overleveringen om",
        "Forældrene har ikke svaret på det hele, eller barnet begynder snart.",
    ),
    State.REFUSED: (
        "Se svaret på overleveringen om",
        "Der er sagt nej til det hele. Tal med forældrene om, hvad de hellere vil have med, eller luk den.",
    ),
    State.EXPIRED: ("Spørg igen om overleveringen om", "Et samtykke er udløbet, før den blev sendt."),
    State.READY: ("Send overleveringen om", "Forældrene har svaret, og alt er aftalt."),
    State.PARTLY: ("Send overleveringen om", "Forældrene har svaret. Det, der er sagt nej til, går ikke med."),
}


def register() -> None:
    slots.fill("day.tasks", tasks, order=18)


def tasks(request: Request) -> list[Task]:
    profile = settings.PROFILE
    held = queries.waiting_for(
        request.actor, unread_days=profile.handover_unread_days, weeks=profile.handover_useful_weeks
    )
    stopped = stopped_among([one.handover.child_id for one in held.to_go_on]) if held.to_go_on else frozenset()
    return [
        *_to_begin(request),
        *(_go_on(one, is_stopped=one.handover.child_id in stopped) for one in held.to_go_on),
        *_each(held.unread, "Læs overleveringen om", "Den er sendt til jer, og ingen har bekræftet, at den er læst."),
        *_each(held.unread_late, "Sørg for, at nogen læser overleveringen om", _LATE, tone="attention"),
        *_each(held.to_read_too, "Læs overleveringen om", _ASKED, view="delivery"),
        *_each(held.to_answer, "Sig, hvad der var nyttigt i overleveringen om", _USEFUL),
        *(_elsewhere(one) for one in held.unread_elsewhere),
        *(_outside(one, "noted_read", "har læst", _ON_PAPER) for one in held.unread_there),
        *(_outside(one, "noted_useful", "fandt noget nyttigt i", _THEIR_USE) for one in held.unheard_there),
    ]


_SAID_NO = (
    "Se svaret på overleveringen om",
    "En forælder har sagt nej til noget gennem sit link. Tal om det, eller lad det ude.",
)
# A stop shuts the way to the parents: no line of my day leads there.
_STOPPED = ("Se på overleveringen om", "Der er et stop for kontakt til forældrene. Siden siger, hvad I gør.")
_LATE = "Den har ligget ulæst hos jer i en uge eller mere."
_ASKED = "En kollega har læst den og beder dig læse den også."
_ON_PAPER = "Den er afleveret på papir. Ring til dem, og skriv, hvem der har læst den."
_THEIR_USE = "Der er gået nogle uger. Ring til dem, og skriv, hvad de sagde. Så bliver den næste bedre."
_USEFUL = "Der er gået nogle uger. Dit svar gør den næste overlevering bedre."


def _to_begin(request: Request) -> Iterator[Task]:
    """One line for each place children go to: a whole class may begin school on the same day."""
    coming = queries.soon_elsewhere(request.actor, days=settings.PROFILE.handover_ahead_days)
    by_place = sorted(coming, key=lambda one: (one.group.unit.name, one.group.unit_id))
    for _, found in groupby(by_place, key=lambda one: one.group.unit_id):
        rows = sorted(found, key=lambda one: one.period.lower)
        unit, first = rows[0].group.unit, rows[0].period.lower
        yield Task(
            title=f"Overlevering til {unit.name}: {plural(len(rows), 'barn', 'børn')}",
            why=f"De første begynder {dated(first)}, og der er ikke begyndt en overlevering."
            if len(rows) > 1
            else f"{rows[0].child.given_names} begynder {dated(first)}, og der er ikke begyndt en overlevering.",
            href=reverse("transitions:list"),
            due_on=first,
            child_ids=tuple(one.child_id for one in rows),
            can_wait=True,
        )


def _go_on(one: Now, *, is_stopped: bool) -> Task:
    verb, why = _STOPPED if is_stopped else _verb(one)
    held = one.handover
    return Task(
        title=verb + " {given}", why=why, href=address(held.pk), due_on=held.starts_on,
        child_ids=(held.child_id,), about=held.child_id,
    )  # fmt: skip


def _verb(one: Now) -> tuple[str, str]:
    return _SAID_NO if one.state is State.WITH_PARENTS and queries.noes_by_link(one) else _GO_ON[one.state]


def _each(found: Iterable[Delivery], verb: str, why: str, *, tone: str = "neutral", view: str = "") -> Iterator[Task]:
    for one in found:
        held = one.handover
        where = view or ("useful" if one.read_at else "delivery")
        yield Task(
            title=verb + " {given}", why=why, href=reverse(f"transitions:{where}", args=[one.pk]), tone=tone,
            due_on=held.starts_on if not one.read_at else None, child_ids=(held.child_id,), about=held.child_id,
            unnamed=f"et barn fra {held.from_unit.name}",
        )  # fmt: skip


def _outside(one: Delivery, view: str, done: str, why: str) -> Task:
    """Nobody there can write it: the one who prepared it rings."""
    held = one.handover
    return Task(
        title=f"Hør, om {held.to_place} {done} overleveringen om {{given}}",
        why=why,
        href=reverse(f"transitions:{view}", args=[held.pk]),
        child_ids=(held.child_id,),
        about=held.child_id,
    )


def _elsewhere(one: Delivery) -> Task:
    """The sender's leader rings: whoever sent something knows whether it matters."""
    held = one.handover
    place = one.unit.name if one.unit else ""
    return Task(
        title=f"Ring til {place} om overleveringen om {{given}}",
        why="Den er sendt fra jer og er ikke læst endnu.",
        href=address(held.pk),
        tone="attention",
        child_ids=(held.child_id,),
        about=held.child_id,
    )
