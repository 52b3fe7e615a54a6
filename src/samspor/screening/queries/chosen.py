"""The children a round before a transition is about. Every other round is about all who are there."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from samspor.access.actor import Actor
from samspor.access.among import among
from samspor.access.kept import Kept
from samspor.people.api import Enrolment
from samspor.screening.models import RoundChild, RoundUnit
from samspor.screening.rules import RoundKind


def is_of_some(round_unit: RoundUnit) -> bool:
    return bool(round_unit.round.kind == RoundKind.TRANSITION)


def chosen_in(round_units: Iterable[RoundUnit]) -> frozenset[UUID]:
    """A child with two pages is one: both keys are there."""
    found = _chosen(frozenset(one.pk for one in round_units))
    return frozenset(key for pair in found for key in pair if key)


@Kept
def _chosen(round_units: frozenset[UUID]) -> QuerySet[RoundChild, tuple[UUID, UUID | None]]:
    return RoundChild.objects.filter(among("round_unit", round_units)).values_list("child", "child__merged_into")


def part_of(round_unit: UUID) -> Q:
    """Of enrolments: those of the children the round is about."""
    of_some = RoundUnit.objects.filter(pk=round_unit, round__kind=RoundKind.TRANSITION)
    mine = RoundChild.objects.filter(round_unit=round_unit)
    picked = mine.filter(Q(child=OuterRef("child")) | Q(child__merged_into=OuterRef("child")))
    return ~Exists(of_some) | Exists(picked)


def moving_on(actor: Actor, round_unit: RoundUnit, children: Collection[UUID]) -> frozenset[UUID]:
    """Those of them who are to begin at a place of another kind: offered to the leader as chosen."""
    later = Enrolment.objects.filter(child__in=children, period__startswith__gt=actor.on)
    return frozenset(later.exclude(group__unit__kind=round_unit.unit.kind).values_list("child", flat=True))
