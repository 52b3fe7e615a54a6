"""Lays out a group of thirty in the houses of those we measure as: by law the largest a screen is to bear."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.db.models import Count, Q

from bench.crew import Member
from samspor.access.actor import Actor, Grant
from samspor.access.rules import Role
from samspor.base import clock
from samspor.people.actions import enrol
from samspor.people.models import ChildGroup, Enrolment

THIRTY = 30


def fill_groups(members: Iterable[Member]) -> None:
    """From the other groups of the house, through the product's own action; once."""
    for member in members:
        here = Q(enrolments__period__contains=member.actor.on, enrolments__child__left_on=None)
        held = ChildGroup.objects.filter(unit__in=member.units(), closed_on=None)
        largest = held.annotate(number=Count("enrolments", filter=here)).order_by("-number", "pk").first()
        if largest:
            _fill(largest, THIRTY - vars(largest)["number"], member.actor, clock.now())


def _fill(group: ChildGroup, missing: int, actor: Actor, at: datetime) -> None:
    """Whoever came today stays: a child moves once a day."""
    there = Enrolment.objects.filter(
        group__unit=group.unit_id, is_main=True, period__contains=actor.on, child__left_on=None
    ).exclude(Q(group=group) | Q(period__startswith=actor.on))
    by = replace(actor, grants=(Grant(Role.UNIT_LEADER, frozenset({group.unit_id}), frozenset()),))
    for one in there.select_related("child").order_by("pk")[: max(missing, 0)]:
        enrol(by=by, child=one.child, group=group, starts_on=actor.on, at=at)
