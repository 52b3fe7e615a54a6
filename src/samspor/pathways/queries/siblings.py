"""Siblings' pathways that hang together: told to who may read both, and else not at all."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from samspor.access.actor import Actor
from samspor.access.among import Among, among
from samspor.access.check import within
from samspor.access.kept import Kept
from samspor.access.rules import Permission
from samspor.pathways.models import Pathway, SiblingLink
from samspor.pathways.queries.around import kept
from samspor.people.api import Child, Guardianship


@Kept
def _links_of(pathway: UUID) -> QuerySet[SiblingLink]:
    held = SiblingLink.objects.filter(Q(one=pathway) | Q(other=pathway), ended_at=None)
    return held.select_related("one__child__merged_into", "other__child__merged_into").order_by("entered_at", "pk")


def _others(pathway: UUID) -> dict[UUID, tuple[SiblingLink, Pathway]]:
    """By the other's key. Two pages that were found to be one child are no siblings."""
    found = {}
    for link in _links_of(pathway):
        here, there = (link.one, link.other) if link.one_id == pathway else (link.other, link.one)
        if kept(here.child).pk != kept(there.child).pk:
            found[there.pk] = (link, there)
    return found


def linked(actor: Actor, pathway: Pathway) -> list[tuple[SiblingLink, Pathway]]:
    """Those whose record one may read oneself, by one's work."""
    held = _others(pathway.pk)
    if not held:
        return []
    seen = within(actor, Permission.PATHWAY_READ, Pathway.objects.filter(Among("pk", held)))
    read = set(seen.values_list("pk", flat=True))
    return [each for key, each in held.items() if key in read]


def links_visible_to(actor: Actor, pathway: UUID) -> QuerySet[SiblingLink]:
    held = SiblingLink.objects.filter(Q(one=pathway) | Q(other=pathway)).select_related("one__child", "other__child")
    return within(actor, Permission.PATHWAY_WRITE, held)


def to_link(actor: Actor, pathway: Pathway) -> list[Pathway]:
    """Open pathways of children with an adult in common, that one writes in oneself and that are not linked."""
    siblings = frozenset(_siblings(kept(pathway.child).pk))
    return _to_link(actor, pathway.pk, siblings) if siblings else []


@Kept
def _siblings(page: UUID) -> QuerySet[Guardianship, UUID]:
    """Asked first: most have none with a pathway, and the planner does not see it."""
    adults = Guardianship.objects.filter(child=page).values("guardian")
    held = Guardianship.objects.filter(guardian__in=adults).exclude(child=page)
    return held.values_list("child", flat=True).distinct()


@Kept
def _to_link(actor: Actor, pathway: UUID, siblings: frozenset[UUID]) -> QuerySet[Pathway]:
    there = Pathway.objects.filter(
        among("child", siblings) | among("child__merged_into", siblings), closed_at=None
    ).exclude(pk=pathway)
    pair = Q(one=pathway, other=OuterRef("pk")) | Q(one=OuterRef("pk"), other=pathway)
    held = within(actor, Permission.PATHWAY_WRITE, there)
    held = held.exclude(Exists(SiblingLink.objects.filter(pair, ended_at=None)))
    return held.select_related("child__merged_into").order_by("opened_at", "pk")


def linked_children(pathway: UUID) -> list[Child]:
    """Of those that are open. Who asks sees to it who may be told."""
    return [kept(one.child) for _, one in _others(pathway).values() if one.closed_at is None]
