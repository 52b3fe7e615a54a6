"""Rounds that closed while somebody's view still waited for a second, or for the dialogue."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from samspor.access.actor import Actor
from samspor.access.among import among
from samspor.access.kept import Kept
from samspor.access.rules import Permission
from samspor.people.api import Child
from samspor.screening.models import Assessment
from samspor.screening.rules import RoundKind
from samspor.screening.rules.assessments import REOPENED_WITHIN


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Of one round in one unit: how many children somebody has looked at to no end."""

    round_unit: UUID
    label: str
    unit_name: str
    children: int


def unfinished_in(actor: Actor) -> Sequence[Unfinished]:
    """Of the units one leads, while the round can still be prolonged: else what was handed in stays sealed for ever."""
    led = actor.scope(Permission.ROUND_OVERVIEW).units
    if not led:
        return []
    return [Unfinished(*row) for row in _unfinished(led, on=actor.on, since=actor.on - REOPENED_WITHIN)]


@Kept
def _unfinished(units: frozenset[UUID], *, on: date, since: date) -> QuerySet[Assessment, Any]:
    held = Assessment.objects.filter(
        Child.staying(on), among("round_unit__unit", units), joint=None, own__handed_in_at__isnull=False,
        round_unit__round__closes_on__lt=on, round_unit__round__closes_on__gte=since,
    ).exclude(round_unit__round__kind=RoundKind.VISIT)  # fmt: skip
    by_round = held.values_list("round_unit", "round_unit__round__label", "round_unit__unit__name").order_by(
        "round_unit__round__closes_on", "round_unit__unit__name", "round_unit"
    )
    return by_round.annotate(children=Count("pk", distinct=True))
