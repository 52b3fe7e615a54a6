"""Suspicions that may be about somebody who works there: for who leads above, and never for who works there."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from samspor.access.actor import Actor
from samspor.access.check import holds, within
from samspor.access.kept import Kept
from samspor.access.rules import Permission, Role
from samspor.concerns.models import Concern, HardStop
from samspor.people.api import Employment, StaffMember, Unit


def suspicions_for(actor: Actor) -> list[HardStop]:
    """Those nobody has notified of yet."""
    return _waiting(actor) if holds(actor, Permission.SUSPICION_HEAR) else []


@Kept
def _waiting(actor: Actor) -> QuerySet[HardStop]:
    return _heard(actor).filter(lifted_at=None, notified_on=None)


def suspicion(actor: Actor, stop: UUID) -> HardStop:
    return _one.found(actor, stop)


@Kept
def _one(actor: Actor, stop: UUID) -> QuerySet[HardStop]:
    return _heard(actor).filter(pk=stop)


def _heard(actor: Actor) -> QuerySet[HardStop]:
    there = Employment.objects.filter(unit=OuterRef("concern__unit"), staff=actor.staff, period__contains=actor.on)
    held = HardStop.objects.filter(~Exists(there), about_staff=True).select_related("concern__unit", "by")
    return within(actor, Permission.SUSPICION_HEAR, held).order_by("entered_at", "concern", "kind")


def told_of_suspicion(concern: Concern, on: date) -> list[StaffMember]:
    """Who finds it on their day, as `suspicions_for` says of each: who leads further up, and the director."""
    today = Employment.objects.filter(period__contains=on)
    above = Q(role=Role.UNIT_LEADER, unit__in=list(_above(concern.unit))) | Q(role=Role.DIRECTOR)
    told = StaffMember.objects.filter(pk__in=today.filter(above).values("staff"), account__isnull=False)
    there = today.filter(unit=concern.unit_id)
    return list(told.exclude(pk__in=there.values("staff")).order_by("name", "pk"))


def _above(unit: Unit) -> Iterator[UUID]:
    while unit.parent:
        unit = unit.parent
        yield unit.pk
