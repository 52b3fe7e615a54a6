"""A guardian says their own number on a goal: it stands beside the others', and nobody changes it."""

from datetime import datetime

from django.db import transaction

from samspor.access.actor import Actor
from samspor.base.refused import NotHere
from samspor.concerns.api import ScaleStep
from samspor.family import queries
from samspor.family.actions.coming import present
from samspor.family.models import FamilyVisit
from samspor.pathways.api import GoalNumber, say_own_number


@transaction.atomic
def put_own_number(*, by: Actor, visit: FamilyVisit, goal: str, step: ScaleStep, at: datetime) -> GoalNumber:
    """On a goal that stands on their page, as it is this moment."""
    visit = present(by=by, visit=visit, at=at)
    held = queries.goal_on(queries.seen_by(visit.child, visit.guardian, at=at), goal) if visit.guardian else None
    if visit.guardian is None or held is None:
        raise NotHere
    return say_own_number(by=by, goal=held, guardian=visit.guardian, step=step, at=at)
