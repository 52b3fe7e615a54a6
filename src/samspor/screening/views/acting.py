"""What to do today when a ticked sign asks for it: shown beside what one ticked, wherever that is shown."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from django.urls import reverse

from samspor.access.request import Request
from samspor.people.api import Child
from samspor.screening import pages
from samspor.screening.models import RoundUnit
from samspor.screening.queries import acting as acting_queries
from samspor.ui import slots


def my_acting(request: Request, held: RoundUnit, children: Collection[UUID]) -> pages.Acting | None:
    return acting(request, acting_queries.my_acting(request.actor, held, children))


def ways_to_worry(request: Request, children: Collection[UUID]) -> Mapping[UUID, str]:
    """Where to write a concern about each of them, for whoever may."""
    nowhere: Mapping[UUID, str] = {}
    return next(slots.gather("child.worry", request, children), nowhere)


def acting(request: Request, signs: Mapping[Child, Sequence[str]]) -> pages.Acting | None:
    """None when nothing asks for it."""
    if not signs:
        return None
    ways = ways_to_worry(request, [child.pk for child in signs])
    step = acting_queries.acute_step()
    guide = reverse("guide:step", args=step) if step else reverse("guide:front")
    return pages.acting(signs, ways=ways, guide=guide)
