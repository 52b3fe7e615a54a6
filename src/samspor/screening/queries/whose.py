"""What one has had to do with the groups that wait, and who else has begun on them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Count, F

from samspor.access.actor import Actor
from samspor.access.rules import Permission, Role
from samspor.screening.models import OwnAssessment
from samspor.screening.queries.assessments import Waiting
from samspor.screening.rules import Knows

# The units of those given that somebody leads today, themselves or through a unit above.
_LED = """
    WITH RECURSIVE up AS (
      SELECT u.id AS unit, u.id, u.parent_id FROM people_unit u WHERE u.id = ANY(%(units)s) UNION ALL
      SELECT up.unit, u.id, u.parent_id FROM people_unit u JOIN up ON u.id = up.parent_id)
    SELECT DISTINCT up.unit FROM up JOIN people_employment m ON m.unit_id = up.id
    WHERE m.role = %(leader)s AND m.period @> %(on)s::date
"""


@dataclass(frozen=True, slots=True)
class Whose:
    """Of one group in one round. `assessors`: how many of those who work in the unit today have begun."""

    knows: Knows
    is_led: bool
    assessors: int


def whose(actor: Actor, waiting: Sequence[Waiting]) -> list[Whose]:
    """In the order of `waiting`: three statements, however many groups."""
    if not waiting:
        return []
    units = {one.unit for one in waiting}
    mine, led, begun = _mine(actor), _led(actor, units), _begun(actor, waiting)
    leads, before = actor.scope(Permission.ROUND_OVERVIEW).units, {group for _, group in mine}
    return [
        Whose(
            Knows(
                leads=one.unit in leads,
                begun=(one.round_unit, one.group) in mine,
                before=one.group in before,
                anywhere=one.unit in mine.values(),
            ),
            is_led=one.unit in led,
            assessors=begun.get((one.round_unit, one.group), 0),
        )
        for one in waiting
    ]


def _mine(actor: Actor) -> Mapping[tuple[UUID, UUID], UUID]:
    """The rounds and groups one has assessed in, those groups that are still there, with their unit."""
    own = OwnAssessment.objects.filter(assessor=actor.staff, assessment__group__closed_on=None)
    rows = own.values_list("assessment__round_unit", "assessment__group", "assessment__group__unit").distinct()
    return {(round_unit, group): unit for round_unit, group, unit in rows}


def _begun(actor: Actor, waiting: Sequence[Waiting]) -> Mapping[tuple[UUID, UUID], int]:
    there = OwnAssessment.objects.filter(
        assessment__round_unit__in={one.round_unit for one in waiting},
        assessor__employments__unit=F("assessment__round_unit__unit"),
        assessor__employments__period__contains=actor.on,
    )
    rows = there.values_list("assessment__round_unit", "assessment__group").annotate(Count("assessor", distinct=True))
    return {(round_unit, group): assessors for round_unit, group, assessors in rows}


def _led(actor: Actor, units: set[UUID]) -> set[UUID]:
    with connection.cursor() as cursor:
        cursor.execute(_LED, {"units": list(units), "leader": Role.UNIT_LEADER, "on": actor.on})
        return {unit for (unit,) in cursor.fetchall()}
