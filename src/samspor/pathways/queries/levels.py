"""How many are together about pathways, and what belongs to it and is not there: the same statements however many.

Nothing of it is kept: what a goal that ends or a consent taken back leaves open is missing the same day.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from samspor.access.among import Among, among
from samspor.access.kept import Kept
from samspor.base.clock import local_date
from samspor.pathways.models import Action, Extent, Goal, Hold, Participant, Pathway
from samspor.pathways.rules.levels import Need, default_level, every_level
from samspor.pathways.rules.together import Kind, Lead
from samspor.people.api import held_among
from samspor.sharing.api import exchanges_among

Lacks = tuple[Extent, tuple[Need, ...]]
Meets = Callable[[Collection[UUID], date], frozenset[UUID]]
_meets: list[Meets] = []


def also_meets(finder: Meets) -> None:
    """Called from a room's `apps.py`: which of the pathways are to be talked of at a meeting. Twice is as once."""
    if finder not in _meets:
        _meets.append(finder)


def extents_of(pathway: Pathway) -> list[Extent]:
    """The one that stands, then those before it."""
    return _extents_of(pathway.pk) or [_as_opened(pathway)]


def _as_opened(pathway: Pathway) -> Extent:
    """One that was opened before it was asked stands as what is chosen beforehand."""
    level = default_level(local_date(pathway.opened_at))
    return Extent(pathway=pathway, level=level, by_id=pathway.opened_by_id, entered_at=pathway.opened_at)


@Kept
def _extents_of(pathway: UUID) -> QuerySet[Extent]:
    return (
        Extent.objects.filter(pathway=pathway)
        .select_related("by")
        .order_by(F("replaced_at").desc(nulls_first=True), "pk")
    )


def lacking(pathways: Iterable[Pathway], on: date) -> dict[UUID, Lacks]:
    """By pathway. Of a child with a stop nothing: most of what is missing is found together with the family."""
    held = {one.pk: one for one in pathways}
    stopped = held_among({one.child_id for one in held.values()})
    free = {key: one for key, one in held.items() if one.child_id not in stopped}
    if not free:
        return {}
    rows = {one.pathway_id: one for one in Extent.objects.filter(Among("pathway", free), replaced_at=None)}
    stands = {key: rows.get(key) or _as_opened(one) for key, one in free.items()}
    asked = {need for one in stands.values() for need in every_level()[one.level].needs}
    found = _found(free, asked, on)
    return {key: (one, every_level()[one.level].lacks(found[key])) for key, one in stands.items()}


def lacks_of(pathway: Pathway, stands: Extent, on: date) -> tuple[Need, ...] | None:
    """As `lacking`, where what stands is known. None where it is not asked."""
    if held_among({pathway.child_id}):
        return None
    level = every_level()[stands.level]
    return level.lacks(_found({pathway.pk: pathway}, level.needs, on)[pathway.pk])


def _found(held: Mapping[UUID, Pathway], asked: Collection[Need], on: date) -> dict[UUID, set[Need]]:
    found = {
        key: {need for need, there in zip(_INSIDE, each, strict=True) if there}
        for key, *each in _there(frozenset(held), on)
    }
    beside = {Need.CONSENT: _consented, Need.MEETING: _met}
    for need, those in beside.items():
        for key in those(held, on) if need in asked else ():
            found[key].add(need)
    return found


# In this order they are asked of the pathway's own tables.
_INSIDE = (Need.FAMILY, Need.GOAL, Need.REVIEW, Need.ELSEWHERE, Need.CONTACT, Need.COORDINATOR)


@Kept
def _there(pathways: frozenset[UUID], on: date) -> QuerySet[Pathway, Any]:
    inside = {"pathway": OuterRef("pk")}
    people = Participant.objects.filter(Q(job=None) | Q(job__period__contains=on), ended_at=None, **inside)
    same_place = Hold.objects.filter(pathway=OuterRef("pathway"), period__endswith=None, unit=OuterRef("job__unit"))
    rows: tuple[QuerySet[Any], ...] = (
        people.filter(kind__in=[str(Kind.GUARDIAN), str(Kind.CHILD)]),
        Goal.objects.filter(state="open", **inside),
        Action.objects.filter(state="open", review_on__gte=on, **inside),
        people.filter(~Q(service="") | (Q(job__isnull=False) & ~Exists(same_place))),
        people.filter(lead=str(Lead.RELATIONAL)),
        people.filter(lead=str(Lead.COORDINATING)),
    )
    return Pathway.objects.filter(among("pk", pathways)).values_list("pk", *map(Exists, rows))


def _consented(held: Mapping[UUID, Pathway], on: date) -> frozenset[UUID]:
    """Those of a child some exchange about whom is in force."""
    pages = {key: one.child.merged_into_id or one.child_id for key, one in held.items()}
    about = exchanges_among(frozenset(pages.values()), on)
    return frozenset(key for key, page in pages.items() if any(one.is_in_force for one in about.get(page, ())))


def _met(held: Mapping[UUID, Pathway], on: date) -> frozenset[UUID]:
    return frozenset().union(*(finder(held.keys(), on) for finder in _meets))
