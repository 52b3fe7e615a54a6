"""What one sees of one child or one group: kept statements, for the pages that are opened most."""

from uuid import UUID

from django.db.models import QuerySet

from samspor.access.actor import Actor
from samspor.access.among import among
from samspor.access.kept import Kept
from samspor.people.models import Child, ChildGroup, Enrolment
from samspor.people.queries.lists import children_visible_to, groups_visible_to, in_groups


@Kept
def child(actor: Actor, key: UUID) -> QuerySet[Child]:
    """That one, if one may see it: for `first`."""
    return children_visible_to(actor).filter(pk=key)


@Kept
def one_of(actor: Actor, children: frozenset[UUID]) -> QuerySet[Child]:
    """Of these, the first one may see."""
    return children_visible_to(actor).filter(among("pk", children)).order_by("pk")[:1]


@Kept
def group(actor: Actor, key: UUID) -> QuerySet[ChildGroup]:
    return groups_visible_to(actor).filter(pk=key)


@Kept
def children_of_group(actor: Actor, group: UUID) -> QuerySet[Child]:
    """As `children_in`, of one group."""
    return in_groups(children_visible_to(actor), Enrolment.objects.filter(group=group), actor.on)
