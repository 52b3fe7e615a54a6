"""Lays out long pathways for a measurement: one with as many entries as a page is to bear, and many of one's own."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Count, QuerySet

from bench.crew import Member
from bench.laying import ENTRIES, SEEN
from samspor.access.actor import Actor
from samspor.access.check import within
from samspor.access.rules import Permission
from samspor.base import clock
from samspor.pathways.api import Pathway, open_pathway, pathways_to_pass_on, pathways_visible_to, write_entry
from samspor.pathways.rules.words import EntryKind, Origin
from samspor.people.api import Child, children_visible_to

OWN = 50
MANY = 20  # batons: nobody at work in a house has them


def long_pathways(actor: Actor) -> QuerySet[Pathway]:
    held = pathways_visible_to(actor).annotate(written=Count("entries"))
    return held.filter(written__gte=ENTRIES)


def write_pathways(members: Iterable[Member]) -> None:
    """As many of one's own as a list is to bear, the first of them long, through the product's own actions; once."""
    for member in members:
        missing = OWN - pathways_to_pass_on(member.actor).count()
        for child in _without(member.actor)[: max(missing, 0)]:
            _open(member.actor, child, clock.now())
        first = pathways_to_pass_on(member.actor).first()
        if first and not long_pathways(member.actor).exists():
            _fill(member.actor, first, clock.now())


def _without(actor: Actor) -> QuerySet[Child]:
    seen = within(actor, Permission.PATHWAY_WRITE, children_visible_to(actor))
    return seen.filter(left_on=None).exclude(pathways__closed_at=None, pathways__isnull=False).order_by("pk")


def _open(by: Actor, child: Child, at: datetime) -> None:
    open_pathway(
        by=by, child=child, origin=Origin.STAFF, purpose="At det bliver lettere at være med i legen.",
        what="Vi ser på, om det hjælper.", on=clock.local_date(at) + timedelta(days=14), at=at,
    )  # fmt: skip


def _fill(by: Actor, pathway: Pathway, at: datetime) -> None:
    kinds = list(EntryKind)
    for number in range(ENTRIES):
        write_entry(
            by=by, pathway=pathway, kind=kinds[number % len(kinds)], text=SEEN, happened_on=clock.local_date(at), at=at
        )
