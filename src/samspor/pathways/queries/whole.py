"""One pathway as it is shown, in as many statements whatever its length; and the lines of many."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from samspor.access.actor import Actor
from samspor.access.among import among
from samspor.access.check import holds, within
from samspor.access.kept import Kept
from samspor.access.rules import Permission
from samspor.pathways.models import BatonOffer, Hold, LogEntry, NextThing, Pathway, Substitute
from samspor.pathways.queries.around import leads_unplaced
from samspor.pathways.queries.lists import pathways_to_pass_on, pathways_visible_to
from samspor.pathways.queries.together import let_in
from samspor.people.api import Child, same_child

ENTRIES = 20  # a page of the record


@Kept
def holds_of(pathway: UUID) -> QuerySet[Hold]:
    """Newest first."""
    return Hold.objects.filter(pathway=pathway).select_related("holder__staff", "unit").order_by("-period")


@Kept
def offers_of(pathway: UUID, *, answered: bool) -> QuerySet[BatonOffer]:
    """`answered`: those that no longer wait as well, with why somebody said no."""
    held = BatonOffer.objects.filter(pathway=pathway)
    held = held if answered else held.filter(answered_at=None)
    return held.select_related("to__staff", "offered_by").order_by("-offered_at", "pk")


@Kept
def substitutes_of(pathway: UUID, on: date) -> QuerySet[Substitute]:
    """Those who stand in, now or later."""
    held = Substitute.objects.filter(pathway=pathway, ended_at=None, period__endswith__gt=on)
    return held.select_related("who__staff", "of").order_by("period", "pk")


def entries_of(pathway: Pathway, number: str) -> Page[LogEntry]:
    """One page of the record, newest first."""
    held = LogEntry.objects.filter(pathway=pathway).select_related("by").order_by("-entered_at", "pk")
    return Paginator(held, ENTRIES).get_page(number)


def others_wrote(pathway: Pathway, staff: UUID | None, since: datetime) -> bool:
    """In the record, or what comes next: by somebody else, after that moment."""
    rows = LogEntry.objects.filter(pathway=pathway), NextThing.objects.filter(pathway=pathway)
    return any(held.filter(entered_at__gt=since).exclude(by=staff).exists() for held in rows)


def nexts_of(pathways: Iterable[Pathway]) -> dict[UUID, NextThing]:
    return {one.pathway_id: one for one in _nexts(_keys(pathways))}


@Kept
def _nexts(pathways: frozenset[UUID]) -> QuerySet[NextThing]:
    return NextThing.objects.filter(among("pathway", pathways), replaced_at=None)


def next_days(pathways: Iterable[Pathway]) -> dict[UUID, date]:
    """When what comes next is due, without its words."""
    return dict(_next_days(_keys(pathways)))


@Kept
def _next_days(pathways: frozenset[UUID]) -> QuerySet[NextThing, Any]:
    held = NextThing.objects.filter(among("pathway", pathways), replaced_at=None)
    return held.values_list("pathway", "due_on")


def _keys(rows: Iterable[Pathway]) -> frozenset[UUID]:
    return frozenset(one.pk for one in rows)


@Kept
def _of_children(children: frozenset[UUID]) -> QuerySet[Pathway]:
    return Pathway.objects.filter(among("child", children)).order_by("-opened_at", "pk")


def of_the_child(actor: Actor, child: Child) -> list[Pathway]:
    """Most have none: then the page asks for nothing more, however many rooms of it ask."""
    held = vars(child)
    if "_pathways" not in held:
        held["_pathways"] = _of_children(frozenset(same_child(child)))
    found: list[Pathway] = held["_pathways"]
    if not found:
        return []
    seen = set(_visible(actor, _keys(found)))
    return [one for one in found if one.pk in seen]


@Kept
def _visible(actor: Actor, pathways: frozenset[UUID]) -> QuerySet[Pathway, UUID]:
    return pathways_visible_to(actor).filter(among("pk", pathways)).values_list("pk", flat=True)


def listed(actor: Actor, *, closed: bool) -> list[Pathway]:
    """Those one may read, those one is to pass on, and those one has been let into."""
    more = () if closed else [*_to_pass_on(actor), *let_in(actor)]
    return list({one.pk: one for one in [*_newest(actor, closed=closed), *more]}.values())


@Kept
def _newest(actor: Actor, *, closed: bool) -> QuerySet[Pathway]:
    return pathways_visible_to(actor).filter(closed_at__isnull=not closed).order_by("-opened_at", "pk")[:200]


@Kept
def _to_pass_on(actor: Actor) -> QuerySet[Pathway]:
    return pathways_to_pass_on(actor)


def near(actor: Actor) -> list[Pathway]:
    """The open ones one may have to answer for: by name, or as the leader of where the child is."""
    return _near(actor) if holds(actor, Permission.PATHWAY_HOLD) else []


@Kept
def _near(actor: Actor) -> QuerySet[Pathway]:
    led = within(actor, Permission.PATHWAY_OVERSEE, Pathway.objects.all()).values("pk")
    mine = within(actor, Permission.PATHWAY_HOLD, Pathway.objects.all()).values("pk")
    held = Pathway.objects.filter(Q(pk__in=led) | Q(pk__in=mine), closed_at=None)
    return held.select_related("child__merged_into").order_by("opened_at", "pk")


def latest_entries(pathways: Iterable[Pathway]) -> dict[UUID, LogEntry]:
    return {one.pathway_id: one for one in _latest(_keys(pathways))}


@Kept
def _latest(pathways: frozenset[UUID]) -> QuerySet[LogEntry]:
    held = LogEntry.objects.filter(among("pathway", pathways)).order_by("pathway", "-entered_at", "pk")
    return held.distinct("pathway").defer("text")


def read_among(actor: Actor, held: Iterable[Pathway]) -> list[Pathway]:
    """Those of them whose record one may read, by one's work or let in."""
    shown = list(held)
    seen = frozenset(_read(actor, _keys(shown)))
    if len(seen) < len(shown):
        seen |= {one.pk for one in let_in(actor)}
    return [one for one in shown if one.pk in seen]


@Kept
def _read(actor: Actor, pathways: frozenset[UUID]) -> QuerySet[Pathway, UUID]:
    return _among(actor, Permission.PATHWAY_READ, pathways)


def written_among(actor: Actor, held: Iterable[Pathway]) -> frozenset[UUID]:
    return frozenset(_written(actor, _keys(held)))


@Kept
def _written(actor: Actor, pathways: frozenset[UUID]) -> QuerySet[Pathway, UUID]:
    return _among(actor, Permission.PATHWAY_WRITE, pathways)


def _among(actor: Actor, permission: Permission, pathways: frozenset[UUID]) -> QuerySet[Pathway, UUID]:
    return within(actor, permission, Pathway.objects.filter(among("pk", pathways))).values_list("pk", flat=True)


def led_among(actor: Actor, held: Iterable[Pathway]) -> frozenset[UUID]:
    rows = list(held)
    near = frozenset(_led(actor, _keys(rows))) if actor.scope(Permission.PATHWAY_OVERSEE) else frozenset()
    return near | leads_unplaced(actor, rows)


@Kept
def _led(actor: Actor, pathways: frozenset[UUID]) -> QuerySet[Pathway, UUID]:
    return _among(actor, Permission.PATHWAY_OVERSEE, pathways)
