"""What stands beside the assessments on the pages of a round."""

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings

from samspor.access.request import Request
from samspor.base import clock
from samspor.people.api import naming
from samspor.screening import pages, queries
from samspor.screening.models import RoundUnit
from samspor.screening.pages import Focus, Late


def focus_here(request: Request, held: RoundUnit, group: UUID | None, children: Iterable[UUID]) -> list[Focus]:
    """The focus points that come back in this round. `children` are those the page shows."""
    found = queries.focus_beside(request.actor, held.unit_id, group, frozenset(children))
    return pages.focus_list(found, clock.today(), naming.as_seen(one.child for one in found if one.child))


def late_here(request: Request, held: RoundUnit) -> list[Late]:
    """The children of the round whose parents should have been told by now."""
    found = queries.late_in(request.actor, held, settings.PROFILE.parents_informed_days)
    return pages.late(found, naming.names_of(request.actor, [one.assessment.child_id for one in found]))
