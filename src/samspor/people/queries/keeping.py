"""Whose groups somebody opens, names and closes."""

from uuid import UUID

from django.db.models import QuerySet

from samspor.access.actor import Actor
from samspor.access.check import within
from samspor.access.rules import Permission
from samspor.people.models import Unit


def units_to_keep(actor: Actor) -> QuerySet[Unit]:
    """Where one works and keeps the children in order: a health visitor opens no room in a kindergarten."""
    mine = frozenset[UUID]().union(*(grant.units for grant in actor.grants))
    return within(actor, Permission.ENROLMENT_KEEP, Unit.objects.filter(Unit.open_on(actor.on), pk__in=mine))
