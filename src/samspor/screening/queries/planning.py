"""The units a round can be planned for, and the districts they lie in."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from samspor.access.actor import Actor
from samspor.access.among import among
from samspor.access.check import within
from samspor.access.kept import Kept
from samspor.access.rules import Permission
from samspor.people.api import Unit
from samspor.screening.models import RoundUnit
from samspor.screening.rules import RoundKind

_DISTRICTS = """
    WITH RECURSIVE up AS (
      SELECT u.id AS unit, u.parent_id, u.kind, u.name FROM people_unit u WHERE u.id = ANY(%s) UNION ALL
      SELECT up.unit, u.parent_id, u.kind, u.name FROM people_unit u JOIN up ON u.id = up.parent_id)
    SELECT unit, name FROM up WHERE kind = 'district'
"""


def units_to_plan(actor: Actor) -> list[Unit]:
    """Those with groups, by area and name."""
    there = Unit.objects.filter(Unit.open_on(actor.on), groups__isnull=False)
    return list(within(actor, Permission.ROUND_PLAN, there).distinct().order_by("area", "name", "pk"))


def rounds_lasting(unit: Unit, closes_on: date) -> QuerySet[RoundUnit]:
    """The unit's own rounds that are not over by then; a visit is somebody's own, and closes by itself."""
    lasting = RoundUnit.objects.filter(unit=unit, round__closes_on__gte=closes_on)
    own = lasting.exclude(round__kind=RoundKind.VISIT).select_related("round")
    return own.order_by("round__closes_on", "round__label")


@Kept
def shared_with_others(actor: Actor, rounds: frozenset[UUID]) -> QuerySet[RoundUnit, UUID]:
    """Those of the rounds that also lie in a unit one may not plan for."""
    mine = within(actor, Permission.ROUND_PLAN, RoundUnit.objects.all()).values("pk")
    return RoundUnit.objects.filter(among("round", rounds)).exclude(pk__in=mine).values_list("round", flat=True)


def districts_of(units: Iterable[Unit]) -> dict[UUID, str]:
    """The name of the district by unit, of those that lie in one."""
    with connection.cursor() as cursor:
        cursor.execute(_DISTRICTS, [[unit.pk for unit in units]])
        return dict(cursor.fetchall())


def on_the_same_days(units: Iterable[Unit], opens_on: date, closes_on: date) -> list[RoundUnit]:
    """The units that are in another round on these days: allowed, and mostly not meant."""
    held = RoundUnit.objects.filter(unit__in=list(units)).exclude(round__kind=RoundKind.VISIT)
    same = held.filter(round__opens_on__lte=closes_on, round__closes_on__gte=opens_on)
    return list(same.select_related("round", "unit").order_by("unit__name", "round__opens_on", "pk"))
