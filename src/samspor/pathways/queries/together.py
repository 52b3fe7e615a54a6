"""Who is in a pathway; and whom it is open to by the lane, asked anew each time: nothing of it is kept."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, FilteredRelation, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate

from samspor.access.actor import Actor
from samspor.access.among import among
from samspor.access.check import holds, within
from samspor.access.kept import Kept
from samspor.access.rules import POLICY, Permission
from samspor.pathways import texts
from samspor.pathways.models import (
    Action,
    EarlierOutcome,
    Goal,
    GoalNumber,
    LogEntry,
    NextThing,
    Participant,
    Pathway,
    Promise,
)
from samspor.pathways.models.ground import Inside
from samspor.pathways.queries.around import around
from samspor.pathways.rules.together import Asked
from samspor.people.api import Child, Employment, Guardianship, Unit, guardianships_of
from samspor.people.rules import UnitKind
from samspor.sharing.api import Way, lanes_now
from samspor.sharing.rules.lane import NOT_KNOWN, NOT_KNOWN_NEXT, STOP_NEXT, Answer
from samspor.sharing.rules.sectors import sector_of
from samspor.sharing.rules.words import Act, Lane, Purpose, Sector

_JOIN = sorted(POLICY[Permission.PATHWAY_JOIN])
_OPENS = (Lane.FREE, Lane.CONSENT)
UNANSWERED = Asked(may=False, sentence=NOT_KNOWN, next_step=NOT_KNOWN_NEXT)
Wrote = tuple[UUID | None, Sector | None]  # where somebody worked when they wrote, and what service that is
UNKNOWN: Wrote = (None, None)
FOR_WANT_OF_CONSENT = ("no_consent", "of_age_no")  # how the rows begin that a yes would open


@Kept
def participants_of(pathway: UUID) -> QuerySet[Participant]:
    """Those who are with it now, in the order they came."""
    held = Participant.objects.filter(pathway=pathway, ended_at=None).order_by("entered_at", "pk")
    return held.select_related("job__staff", "job__unit", "guardian", "asked_for_by")


def participants_visible_to(actor: Actor) -> QuerySet[Participant]:
    held = Participant.objects.select_related("pathway__child__merged_into", "job__staff", "job__unit", "guardian")
    return within(actor, Permission.PATHWAY_WRITE, held)


def let_in(actor: Actor) -> list[Pathway]:
    """The pathways of others' children that are open to one this moment. Most are let into none: one statement."""
    if not holds(actor, Permission.PATHWAY_JOIN) or actor.staff is None:
        return []
    rows = _own(actor, actor.staff)
    said = asked(rows, actor.on) if rows else {}
    return list({one.pathway_id: one.pathway for one in rows if said[one.pk].may}.values())


@Kept
def _own(actor: Actor, staff: UUID) -> QuerySet[Participant]:
    here = Child.staying(actor.on, "pathway__child__")  # when the child has left, nobody is left to take them off
    works = {"job__staff": staff, "job__period__contains": actor.on}  # being reached by name says nothing of that job
    mine = Participant.objects.filter(here, is_let_in=True, ended_at=None, pathway__closed_at=None, **works)
    held = within(actor, Permission.PATHWAY_JOIN, mine).order_by("entered_at", "pk")
    return held.select_related("pathway__child__merged_into", "pathway__opened_by", "job__staff", "job__unit")


def joined_as(actor: Actor, pathway: Pathway) -> Participant | None:
    """As whom one has been let in, while the lane is open."""
    if not holds(actor, Permission.PATHWAY_JOIN) or actor.staff is None:
        return None
    rows = [one for one in _own(actor, actor.staff) if one.pathway_id == pathway.pk]
    said = asked(rows, actor.on) if rows else {}
    return next((one for one in rows if said[one.pk].may), None)


def joins(actor: Actor, pathway: Pathway) -> bool:
    return joined_as(actor, pathway) is not None


def asked(rows: Sequence[Participant], on: date) -> dict[UUID, Asked]:
    """What the lane says of each today: in as many statements however many. All who have written must be asked of."""
    wrote = written_by({one.pathway_id for one in rows})
    ways = [(one.pk, way) for one in rows for way in _ways(one, wrote.get(one.pathway_id, frozenset()))]
    said: dict[UUID, list[Asked]] = {
        one.pk: [UNANSWERED] for one in rows if one.is_let_in and UNKNOWN in wrote.get(one.pathway_id, frozenset())
    }
    for (key, way), answer in zip(ways, lanes_now([way for _, way in ways], on), strict=True):
        said.setdefault(key, []).append(answered(answer, way))
    return {key: next((one for one in each if not one.may), each[0]) for key, each in said.items()}


def answered(answer: Answer, way: Way) -> Asked:
    """While there is a stop nobody is sent to the family, whichever row it was. A meeting opens no page."""
    asks = answer.row.startswith(FOR_WANT_OF_CONSENT) and answer.next_step != STOP_NEXT
    if answer.lane in _OPENS:
        return Asked(may=True, sentence=answer.sentence, next_step=answer.next_step)
    begins = "" if answer.lane is Lane.BLOCKED else "Det kan ikke ske her. "
    whose = f" Det gælder det, der kommer fra {texts.FROM[way.asker]}."
    return Asked(may=False, sentence=f"{begins}{answer.sentence}{whose}", next_step=answer.next_step, asks=asks)


def written_by(pathways: Iterable[UUID]) -> Mapping[UUID, frozenset[Wrote]]:
    """Whose information stands in each: the places of those who wrote anything, as they worked on the day.

    Two places of one kind are two. Of whom no service is known that day it is not known whose it is.
    """
    held: dict[tuple[UUID, UUID, date], set[Wrote]] = defaultdict(set)
    for pathway, staff, day, unit, kind in _written(frozenset(pathways)):
        sector = sector_of(UnitKind(kind)) if kind else None
        held[pathway, staff, day] |= {(unit, sector)} if sector else set()
    found: dict[UUID, frozenset[Wrote]] = {}
    for (pathway, _, _), places in held.items():
        found[pathway] = found.get(pathway, frozenset()) | (places or {UNKNOWN})
    return found


_BEGUN, _ENDED, _SETTLED = ("by", "entered_at"), ("ended_by", "ended_at"), ("settled_by", "settled_at")
_WRITTEN: tuple[tuple[type[Inside], str, str], ...] = (
    *((model, *_BEGUN) for model in (LogEntry, NextThing, Promise, Goal, GoalNumber, Action, Participant)),
    (Goal, *_ENDED), (Promise, *_SETTLED), (Action, *_SETTLED),
    (EarlierOutcome, "said_by", "said_at"), (Action, "looked_by", "looked_at"),
)  # fmt: skip


@Kept
def _written(pathways: frozenset[UUID]) -> QuerySet[Inside, Any]:
    first, *others = (_jobs(pathways, *where) for where in _WRITTEN)
    return first.union(*others)


def _jobs(pathways: frozenset[UUID], model: type[Inside], by: str, at: str) -> QuerySet[Inside, Any]:
    """Also of who had none that day."""
    rows: QuerySet[Any] = model._default_manager.filter(among("pathway", pathways))  # noqa: SLF001 -- Django's name
    that_day = Q(**{f"{by}__employments__period__contains": TruncDate(at)})
    rows = rows.filter(**{f"{by}__isnull": False}).order_by()
    rows = rows.annotate(job_then=FilteredRelation(f"{by}__employments", condition=that_day), day=TruncDate(at))
    return rows.values_list("pathway", by, "day", "job_then__unit", "job_then__unit__kind")


def _ways(one: Participant, wrote: frozenset[Wrote]) -> list[Way]:
    """From whoever let them in, and from every other place whose words they would read. Their own are theirs."""
    to, sender, own = Sector(one.service), Sector(one.sender), one.job.unit_id if one.job else None
    others = {sector for unit, sector in wrote if sector and unit != own} - {sender}
    senders = [sender, *sorted(others)] if one.is_let_in else [sender]
    return [
        Way(
            child=one.pathway.child, act=Act.OPEN if one.is_let_in else Act.INVITE, asker=asker, to=to,
            purpose=Purpose(one.aim), topics=frozenset(one.topics), to_unit=one.job.unit_id if one.job else None,
            to_person=one.job.staff.name if one.job else one.name or "",
        )
        for asker in senders
    ]  # fmt: skip


def shut_out(actor: Actor, pathways: Iterable[Pathway]) -> list[tuple[Participant, Asked]]:
    """Who has been let in, or is spoken with, and may not be any more: in pathways whose baton one answers for."""
    keys = frozenset(one.pk for one in pathways)
    rows = _from_elsewhere(keys) if keys else []
    said = asked(rows, actor.on) if rows else {}
    return [(one, said[one.pk]) for one in at_work(rows, actor.on) if not said[one.pk].may]


@Kept
def _from_elsewhere(pathways: frozenset[UUID]) -> QuerySet[Participant]:
    held = Participant.objects.filter(among("pathway", pathways), ended_at=None).exclude(service="")
    held = held.select_related("pathway__child__merged_into", "job__staff", "job__unit", "guardian")
    return held.order_by("entered_at", "pk")


def at_work(rows: Iterable[Participant], on: date) -> list[Participant]:
    """But those whose job is over. Who is not staff has none that could be."""
    return [one for one in rows if one.job is None or on in one.job.period]


def working_among(by: Actor, pathway: Pathway, rows: Iterable[Participant]) -> frozenset[UUID]:
    """The staff of them who reach the child by their work today; and those let in whose job goes on."""
    here = at_work(rows, by.on)
    joined = {one.job.staff_id for one in here if one.job and one.is_let_in}
    others = {one.job.staff_id for one in here if one.job} - joined
    reach = {one.staff_id for one in around(by, pathway)} if others and pathway.closed_at is None else others
    return frozenset(joined | (others & reach))


def adults_of(pathway: Pathway, on: date) -> list[Guardianship]:
    """Those tied to the child that day."""
    child = pathway.child.merged_into or pathway.child
    return [
        one
        for one in guardianships_of(child)
        if (one.from_on is None or one.from_on <= on) and (one.to_on is None or on < one.to_on)
    ]


def is_there(pathway: Pathway, **who: object) -> bool:
    return Participant.objects.filter(pathway=pathway, ended_at=None, **who).exists()


def places(on: date) -> list[Unit]:
    """Where somebody of another service may work: the places that have to do with children, and have people today."""
    at_work = Employment.objects.filter(unit=OuterRef("pk"), role__in=_JOIN, period__contains=on)
    kinds = sorted(kind for kind in UnitKind if sector_of(kind))
    return list(Unit.objects.filter(Exists(at_work), kind__in=kinds).order_by("name", "pk"))


def working_at(unit: UUID, on: date) -> list[Employment]:
    """Those who can sign in there, and whose role can be let in."""
    held = Employment.objects.filter(unit=unit, role__in=_JOIN, period__contains=on, staff__account__is_active=True)
    return list(held.select_related("staff", "unit").order_by("staff__name", "pk"))
