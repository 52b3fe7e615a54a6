"""What one has had to do with the groups that wait, and who else has begun on them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from samspor.access.actor import Actor
from samspor.access.check import holds
from samspor.access.kept import Kept
from samspor.access.rehearsal import once
from samspor.access.rules import Permission, Role
from samspor.people.api import Employment
from samspor.screening.models import OwnAssessment
from samspor.screening.queries.waiting import Waiting, open_where_one_works, waiting_for
from samspor.screening.rules import Knows

# The units of those given that somebody who can sign in leads today, themselves or through a unit above.
_LED = """
    WITH RECURSIVE up AS (
      SELECT u.id AS unit, u.id, u.parent_id FROM people_unit u WHERE u.id = ANY(%(units)s) UNION ALL
      SELECT up.unit, u.id, u.parent_id FROM people_unit u JOIN up ON u.id = up.parent_id)
    SELECT DISTINCT up.unit FROM up CROSS JOIN LATERAL (
      SELECT 1 FROM people_employment m JOIN people_staffmember s ON s.id = m.staff_id
      JOIN access_account a ON a.id = s.account_id AND a.is_active
      WHERE m.unit_id = up.id AND m.role = %(leader)s AND m.period @> %(on)s::date LIMIT 1) leader
"""


@dataclass(frozen=True, slots=True)
class Whose:
    """Of one group in one round. `assessors`: how many of those who work in the unit today have begun."""

    knows: Knows
    is_led: bool
    assessors: int


def waiting_with_whose(actor: Actor) -> list[tuple[Waiting, Whose]]:
    """What waits for oneself, without the groups of a led unit that are plainly others': a school has forty."""
    if not holds(actor, Permission.SCREENING_ASSESS) or not open_where_one_works(actor):
        return []
    units = {unit for grant in actor.grants for unit in grant.units}
    ground = _Ground(_mine(actor), led_among(actor, units))
    mine, leads = ground.mine, actor.scope(Permission.ROUND_OVERVIEW).units
    narrow = (ground.led & set(mine.values())) - leads
    waiting = waiting_for(actor, narrow=narrow, groups={group for _, group in mine})
    return list(zip(waiting, whose(actor, waiting, ground), strict=True))


@dataclass(frozen=True, slots=True)
class _Ground:
    """The rounds and groups one has assessed in, with their unit; and the units somebody leads."""

    mine: Mapping[tuple[UUID, UUID], UUID]
    led: set[UUID]


def whose(actor: Actor, waiting: Sequence[Waiting], ground: _Ground | None = None) -> list[Whose]:
    """In the order of `waiting`: three statements, however many groups. Who has begun is asked for their leader."""
    if not waiting:
        return []
    ground = ground or _Ground(_mine(actor), led_among(actor, {one.unit for one in waiting}))
    mine, leads = ground.mine, actor.scope(Permission.ROUND_OVERVIEW).units
    before = {group for _, group in mine}
    begun = _begun(actor, [one for one in waiting if one.unit in leads])
    return [
        Whose(
            Knows(
                leads=one.unit in leads,
                begun=(one.round_unit, one.group) in mine,
                before=one.group in before,
                anywhere=one.unit in mine.values(),
            ),
            is_led=one.unit in ground.led,
            assessors=begun.get((one.round_unit, one.group), 0),
        )
        for one in waiting
    ]


def _mine(actor: Actor) -> Mapping[tuple[UUID, UUID], UUID]:
    """The rounds and groups one has assessed in, those groups that are still there, with their unit."""
    return {(round_unit, group): unit for round_unit, group, unit in _assessed_by(actor.staff)}


@Kept
def _assessed_by(staff: UUID | None) -> QuerySet[OwnAssessment, Any]:
    own = OwnAssessment.objects.filter(assessor=staff, assessment__group__closed_on=None)
    return own.values_list("assessment__round_unit", "assessment__group", "assessment__group__unit").distinct()


def _begun(actor: Actor, waiting: Sequence[Waiting]) -> Mapping[tuple[UUID, UUID], int]:
    """Two statements: in one, PostgreSQL reads everything that everybody who works there has ever assessed."""
    if not waiting:
        return {}
    begun = OwnAssessment.objects.filter(assessment__round_unit__in={one.round_unit for one in waiting})
    rows = begun.values_list("assessment__round_unit", "assessment__group", "assessor").distinct()
    unit_of = {one.round_unit: one.unit for one in waiting}
    employed = Employment.objects.filter(unit__in=unit_of.values(), period__contains=actor.on)
    there = set(employed.values_list("unit", "staff"))
    return Counter((ru, group) for ru, group, assessor in rows if (unit_of[ru], assessor) in there)


def led_among(actor: Actor, units: set[UUID]) -> set[UUID]:
    """Those of the units that somebody who can sign in leads today."""
    held = frozenset(units)
    return set(once((led_among, held, actor.on), lambda: _led(held, actor.on))) if held else set()


def _led(units: frozenset[UUID], on: date) -> set[UUID]:
    with connection.cursor() as cursor:
        cursor.execute(_LED, {"units": list(units), "leader": Role.UNIT_LEADER, "on": on})
        return {unit for (unit,) in cursor.fetchall()}
