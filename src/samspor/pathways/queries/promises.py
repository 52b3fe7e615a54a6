"""Reads of promises: those of a pathway, and those somebody is to keep or to see to."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import F, QuerySet

from samspor.access.actor import Actor
from samspor.access.among import among
from samspor.access.check import within
from samspor.access.kept import Kept
from samspor.access.rules import Permission
from samspor.pathways.models import Pathway, Promise


@Kept
def promises_of(pathway: UUID) -> QuerySet[Promise]:
    """What still stands first, by its day; then what is settled, newest first."""
    held = Promise.objects.filter(pathway=pathway).select_related("promised_by", "settled_by")
    return held.order_by(F("settled_at").desc(nulls_first=True), "due_on", "pk")


def promises_visible_to(actor: Actor) -> QuerySet[Promise]:
    held = Promise.objects.select_related("pathway__child__merged_into", "promised_by")
    return within(actor, Permission.PATHWAY_WRITE, held)


@Kept
def promised_by(actor: Actor) -> QuerySet[Promise]:
    """What one is to keep oneself, in open pathways one may write in."""
    mine = Promise.objects.filter(promised_by=actor.staff, settled_at=None, pathway__closed_at=None)
    return within(actor, Permission.PATHWAY_WRITE, mine).select_related("pathway").order_by("due_on", "pk")


def late_of_others(actor: Actor, pathways: Iterable[Pathway]) -> list[Promise]:
    """In pathways whose baton one answers for: what somebody else has promised, and whose day has gone."""
    return _late(frozenset(one.pk for one in pathways), actor.staff, actor.on) if actor.staff else []


@Kept
def _late(pathways: frozenset[UUID], staff: UUID, on: date) -> QuerySet[Promise]:
    held = Promise.objects.filter(among("pathway", pathways), settled_at=None, due_on__lt=on)
    return held.exclude(promised_by=staff).select_related("pathway", "promised_by").order_by("due_on", "pk")


def number_open(pathway: Pathway) -> int:
    return Promise.objects.filter(pathway=pathway, settled_at=None).count()
