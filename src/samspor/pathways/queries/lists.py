"""The pathways one may see, and those whose baton has fallen."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from samspor.access.actor import Actor
from samspor.access.check import within
from samspor.access.kept import Kept
from samspor.access.rules import Permission
from samspor.pathways.models import Pathway, PathwayDraft
from samspor.pathways.queries.standing import standing
from samspor.people.api import Child, same_child

_AT_A_TIME = 500


def pathways_visible_to(actor: Actor) -> QuerySet[Pathway]:
    return within(actor, Permission.PATHWAY_READ, Pathway.objects.select_related("child__merged_into", "opened_by"))


def pathways_to_pass_on(actor: Actor) -> QuerySet[Pathway]:
    """Those one holds, stands in for or is offered, also where one does not see what stands in them."""
    held = Pathway.objects.filter(closed_at=None).select_related("child__merged_into", "opened_by")
    return within(actor, Permission.PATHWAY_HOLD, held)


@Kept
def one_visible_to(actor: Actor, key: UUID) -> QuerySet[Pathway]:
    return pathways_visible_to(actor).filter(pk=key)


@Kept
def one_to_pass_on(actor: Actor, key: UUID) -> QuerySet[Pathway]:
    return pathways_to_pass_on(actor).filter(pk=key)


@Kept
def one_open(key: UUID) -> QuerySet[Pathway]:
    """For what time does to a baton: whoever asks is shown nothing of it."""
    return Pathway.objects.filter(pk=key, closed_at=None)


def open_pathway_of(child: Child) -> Pathway | None:
    return Pathway.objects.filter(child__in=same_child(child), closed_at=None).first()


def draft_of(actor: Actor, place: str) -> PathwayDraft | None:
    return PathwayDraft.objects.filter(account=actor.id, place=place).first()


def fallen(at: datetime) -> list[Pathway]:
    """Whose baton has fallen since it was last written down."""
    held = list(Pathway.objects.filter(closed_at=None).select_related("child").order_by("pk"))
    parts = (held[first : first + _AT_A_TIME] for first in range(0, len(held), _AT_A_TIME))
    return [one for part in parts for one in _fallen_of(part, at)]


def _fallen_of(part: list[Pathway], at: datetime) -> list[Pathway]:
    stands = standing(part)
    return [one for one in part if one.pk in stands and stands[one.pk].falls(at)]  # closed meanwhile, perhaps
