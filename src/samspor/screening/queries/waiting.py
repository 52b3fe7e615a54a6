"""What waits in the rounds of one's units: group by group, and the rounds whose parents have not been told."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from samspor.access.actor import Actor
from samspor.access.among import among
from samspor.access.check import holds, within
from samspor.access.kept import Kept
from samspor.access.rules import Permission
from samspor.people.api import held_among
from samspor.screening import rules
from samspor.screening.models import RoundUnit
from samspor.screening.rules import RoundKind


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a group's round waits for: children without one's own view, ready for dialogue, and with parents to tell.

    `untold`: the children whose parents have not heard of the round, and may.
    """

    round_unit: UUID
    group: UUID
    group_name: str
    label: str
    unit: UUID
    unit_name: str
    closes_on: date
    mine: int
    dialogue: int
    to_inform: int
    untold: int


# The same as rules.step and rules.untold, for every group of one's units in one statement (a test holds them together).
# Those whose parents are to hear something come by key: whose may not now is not for the database to say.
_WAITING = """
    SELECT ru.id, g.id, g.name, r.label, u.id, u.name, r.closes_on,
      count(*) FILTER (WHERE j.id IS NULL AND own.sealed AND NOT own.mine AND told.yes),
      count(*) FILTER (WHERE j.id IS NULL AND NOT own.sealed AND told.yes),
      coalesce(array_agg(e.child_id) FILTER (WHERE j.id IS NOT NULL AND i.id IS NULL), '{}'),
      coalesce(array_agg(e.child_id) FILTER (WHERE NOT told.yes), '{}')
    FROM screening_roundunit ru
    JOIN screening_assessmentround r ON r.id = ru.round_id
    JOIN people_unit u ON u.id = ru.unit_id
    JOIN people_childgroup g ON g.unit_id = u.id AND g.closed_on IS NULL
    JOIN people_enrolment e ON e.group_id = g.id AND e.period @> %(on)s::date
    JOIN people_child c ON c.id = e.child_id AND c.birth_date <= %(on)s::date
      AND (c.left_on IS NULL OR c.left_on > %(on)s::date)
    LEFT JOIN screening_assessment a ON a.round_unit_id = ru.id AND a.child_id = e.child_id
    LEFT JOIN screening_jointassessment j ON j.assessment_id = a.id
    LEFT JOIN screening_parentsinformed i ON i.assessment_id = a.id
    CROSS JOIN LATERAL (
      SELECT count(*) < CASE WHEN a.alone_because IS NULL THEN %(assessors)s ELSE 1 END AS sealed,
             coalesce(bool_or(o.assessor_id = %(me)s), false) AS mine
      FROM screening_ownassessment o
      WHERE o.assessment_id = a.id AND o.handed_in_at IS NOT NULL AND j.id IS NULL) own
    CROSS JOIN LATERAL (
      SELECT EXISTS (
          SELECT FROM people_enrolment w JOIN people_childgroup wg ON wg.id = w.group_id
          WHERE w.child_id = c.id AND wg.unit_id = ru.unit_id AND w.period @> ru.notice_on
            AND (w.entered_at IS NULL OR w.entered_at <= ru.notice_at))
        OR EXISTS (
          SELECT FROM screening_latenotice l JOIN people_child lc ON lc.id = l.child_id
          WHERE l.round_unit_id = ru.id AND c.id IN (lc.id, lc.merged_into_id)) AS yes) told
    WHERE (r.kind <> 'transition' OR EXISTS (
        SELECT FROM screening_roundchild rc JOIN people_child pc ON pc.id = rc.child_id
        WHERE rc.round_unit_id = ru.id AND c.id IN (pc.id, pc.merged_into_id)))
      AND ru.unit_id = ANY(%(units)s) AND ru.notice_on IS NOT NULL AND %(on)s::date BETWEEN r.opens_on AND r.closes_on
      AND r.kind <> 'visit' AND (u.id <> ALL(%(narrow)s::uuid[]) OR g.id = ANY(%(groups)s::uuid[]))
    GROUP BY ru.id, g.id, r.id, u.id ORDER BY r.closes_on, u.name, g.name
"""


def waiting_for(actor: Actor, *, narrow: Collection[UUID] = (), groups: Collection[UUID] = ()) -> list[Waiting]:
    """Of the units one works in (not the whole district one may see); of those in `narrow` only these groups."""
    if not holds(actor, Permission.SCREENING_ASSESS):
        return []
    units = [unit for grant in actor.grants for unit in grant.units]
    with connection.cursor() as cursor:
        who = {"on": actor.on, "me": actor.staff, "assessors": rules.ASSESSORS}
        cursor.execute(_WAITING, {**who, "units": units, "narrow": list(narrow), "groups": list(groups)})
        return _may_be_told(cursor.fetchall())


def _may_be_told(rows: Sequence[Sequence[Any]]) -> list[Waiting]:
    held = held_among([child for row in rows for children in row[-2:] for child in children])
    return [Waiting(*row[:-2], *(len(set(children) - held) for children in row[-2:])) for row in rows]


@Kept
def open_where_one_works(actor: Actor) -> QuerySet[RoundUnit, UUID]:
    """Whether there is anything to ask `waiting_for` about: outside the rounds there is not."""
    days = {"round__opens_on__lte": actor.on, "round__closes_on__gte": actor.on}
    here = RoundUnit.objects.filter(among("unit", actor.own_units), **days).exclude(notice_on=None)
    return here.exclude(round__kind=RoundKind.VISIT).values_list("pk", flat=True)[:1]


@Kept
def rounds_without_notice(actor: Actor) -> QuerySet[RoundUnit]:
    held = RoundUnit.objects.select_related("round", "unit").filter(notice_on=None, round__closes_on__gte=actor.on)
    return within(actor, Permission.ROUND_NOTICE, held).order_by("round__opens_on", "unit__name")
