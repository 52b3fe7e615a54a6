"""What every verb in a concern begins with: may they, is it open, and is the child still there."""

from datetime import datetime

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.rules import Permission
from samspor.base.clock import local_date
from samspor.concerns import queries
from samspor.concerns.models import Concern
from samspor.concerns.rules import entries
from samspor.people.api import Child, Enrolment, same_child


def writable(*, by: Actor, concern: Concern, at: datetime, also_gone: bool = False) -> Concern:
    """The concern anew and locked: two who save at once wait for each other. The child is one more look-up.

    `also_gone`: what may be written when the child is no longer there, too.
    """
    concern = require(by, Permission.CONCERN_WRITE, concern)
    entries.check_open(queries.state_now(concern))
    if not also_gone:
        check_child(by=by, concern=concern, at=at)
    return concern


def check_child(*, by: Actor, concern: Concern, at: datetime) -> None:  # noqa: ARG001 -- the shape of shared steps
    child, today = Child.objects.select_related("merged_into").get(pk=concern.child_id), local_date(at)
    child = child.merged_into or child
    enrolled = Enrolment.objects.filter(
        child__in=same_child(child), group__unit=concern.unit_id, period__contains=today
    )
    entries.check_child_here(
        enrolled=concern.group_id is None or enrolled.exists(),
        left=child.left_on is not None and child.left_on <= today,
    )
