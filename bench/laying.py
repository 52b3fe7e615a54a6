"""Lays out what a measurement needs and the demo has not: a round in which nobody has handed anything in."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from bench.crew import Member, crew
from samspor.access.actor import Grant
from samspor.access.rules import Role
from samspor.base import clock
from samspor.people.api import Unit
from samspor.screening.api import plan_round, record_notice
from samspor.screening.models import InstrumentVersion, RoundUnit
from samspor.screening.rules import Way

OURS = "Måling"


def open_a_round(members: Iterable[Member]) -> None:
    """In the houses of those who are to save marks, through the product's own actions; once for each house."""
    at = clock.now()
    houses = {unit for member in members for unit in member.units()}
    there = RoundUnit.objects.filter(round__label=OURS, round__closes_on__gt=at.date()).values("unit")
    missing = list(Unit.objects.filter(pk__in=houses).exclude(pk__in=there))
    if not missing:
        return
    (leader,) = crew({Role.UNIT_LEADER: 1}, 1)
    # One leader for all the houses: what is measured comes after.
    by = replace(leader.actor, grants=(Grant(Role.UNIT_LEADER, frozenset(unit.pk for unit in missing), frozenset()),))
    today = clock.local_date(at)
    made = plan_round(
        by=by, label=OURS, area="daycare", opens_on=today, closes_on=today + timedelta(days=180),
        instrument=InstrumentVersion.objects.order_by("valid_from")[0], units=missing, at=at,
    )  # fmt: skip
    for round_unit in made.units.all():
        record_notice(by=by, round_unit=round_unit, notice_on=today, way=Way.TALK, at=at)
