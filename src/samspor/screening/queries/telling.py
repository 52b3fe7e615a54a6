"""Who of a round's children came after their parents were told of it."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from samspor.access.actor import Actor
from samspor.access.among import among
from samspor.access.check import within
from samspor.access.kept import Kept
from samspor.access.rules import Permission
from samspor.people.api import Enrolment
from samspor.screening import rules
from samspor.screening.models import EarlierLateNotice, LateNotice, RoundUnit
from samspor.screening.queries.assessments import Place, children_of
from samspor.screening.rules import RoundKind
from samspor.screening.rules.telling import Announced, Stay


def untold(round_unit: RoundUnit, children: Collection[UUID], on: date) -> frozenset[UUID]:
    """Of those children. Before the notice it is said of the whole round; a closed one is no longer written in."""
    whole = round_unit.round
    if round_unit.notice_on is None or whole.kind == RoundKind.VISIT or on > whole.closes_on or not children:
        return frozenset()
    stays: dict[UUID, list[Stay]] = {child: [] for child in children}
    for child, period, entered_at in _stays(frozenset(stays), round_unit.unit_id):
        stays[child].append(Stay(period.lower, period.upper, entered_at))
    told = Announced(round_unit.notice_on, round_unit.notice_at)
    return rules.telling.untold(stays, told=told, since=_told_since(round_unit))


@Kept
def _stays(children: frozenset[UUID], unit: UUID) -> QuerySet[Enrolment, Any]:
    held = Enrolment.objects.filter(among("child", children), group__unit=unit)
    return held.values_list("child", "period", "entered_at")


def latecomers(actor: Actor, round_unit: RoundUnit) -> list[Place]:
    """The children of the unit today whose parents have not been told; one in two groups is one child."""
    places = {place.child.pk: place for place in children_of(actor, round_unit)}
    waiting = untold(round_unit, places, actor.on)
    return [place for child, place in places.items() if child in waiting]


def late_notices_visible_to(actor: Actor) -> QuerySet[LateNotice]:
    """Each with what it said before somebody corrected it, in the order they were given."""
    earlier = Prefetch("earlier", EarlierLateNotice.objects.select_related("recorded_by"))
    held = LateNotice.objects.select_related("round_unit__round", "round_unit__unit", "child", "recorded_by")
    seen = within(actor, Permission.ROUND_NOTICE, held.prefetch_related(earlier))
    return seen.order_by("notice_on", "child__given_names", "pk")


def _told_since(round_unit: RoundUnit) -> set[UUID]:
    """A child with two pages is one."""
    return {child for pair in _late_in(round_unit.pk) for child in pair if child}


@Kept
def _late_in(round_unit: UUID) -> QuerySet[LateNotice, tuple[UUID, UUID | None]]:
    return LateNotice.objects.filter(round_unit=round_unit).values_list("child", "child__merged_into")
