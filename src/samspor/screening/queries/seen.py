"""What one sees of one round, group or assessment: kept statements, for the pages that are opened most."""

from uuid import UUID

from django.db.models import QuerySet

from samspor.access.actor import Actor
from samspor.access.check import within
from samspor.access.kept import Kept
from samspor.access.rules import Permission
from samspor.people.api import ChildGroup
from samspor.screening.models import Assessment, RoundUnit
from samspor.screening.queries.assessments import (
    assessments_visible_to,
    rounds_and_visits_visible_to,
    rounds_visible_to,
)


@Kept
def shared_round(actor: Actor, key: UUID) -> QuerySet[RoundUnit]:
    return rounds_visible_to(actor).filter(pk=key)


@Kept
def round_or_visit(actor: Actor, key: UUID) -> QuerySet[RoundUnit]:
    return rounds_and_visits_visible_to(actor).filter(pk=key)


@Kept
def group(actor: Actor, key: UUID) -> QuerySet[ChildGroup]:
    return within(actor, Permission.SCREENING_READ, ChildGroup.objects.select_related("unit").filter(pk=key))


@Kept
def assessment(actor: Actor, key: UUID) -> QuerySet[Assessment]:
    return assessments_visible_to(actor).filter(pk=key)
