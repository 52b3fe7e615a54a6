"""The consents and notices one may see: of a child, and those one has asked for."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from samspor.access.actor import Actor
from samspor.access.among import among
from samspor.access.check import within
from samspor.access.kept import Kept
from samspor.access.rules import Permission
from samspor.people.api import Child, Employment, same_child
from samspor.sharing.models import EffortConsent, ExchangeConsent, Notice
from samspor.sharing.queries.around import kept
from samspor.sharing.queries.now import Now, nows, with_answers


def exchanges_visible_to(actor: Actor) -> QuerySet[ExchangeConsent]:
    return within(actor, Permission.CONSENT_READ, ExchangeConsent.objects.select_related("child__merged_into"))


def efforts_visible_to(actor: Actor) -> QuerySet[EffortConsent]:
    return within(actor, Permission.CONSENT_READ, EffortConsent.objects.select_related("child__merged_into"))


def exchanges_of(child: Child, on: date) -> list[Now]:
    """All of them, the newest first. Whoever asks has been asked whether they may see the child's."""
    return nows(_exchanges_about(frozenset(same_child(child))), on)


@Kept
def _exchanges_about(children: frozenset[UUID]) -> QuerySet[ExchangeConsent]:
    return with_answers(ExchangeConsent.objects.filter(among("child", children)).order_by("-asked_at", "pk"))


def exchanges_among(pages: frozenset[UUID], on: date) -> dict[UUID, list[Now]]:
    """Of several children at once, by the page that was kept."""
    found: dict[UUID, list[Now]] = {}
    for one in nows(_exchanges_among(pages), on) if pages else []:
        found.setdefault(kept(one.consent.child).pk, []).append(one)
    return found


@Kept
def _exchanges_among(pages: frozenset[UUID]) -> QuerySet[ExchangeConsent]:
    about = among("child", pages) | among("child__merged_into", pages)
    return with_answers(ExchangeConsent.objects.filter(about).order_by("-asked_at", "pk"))


def efforts_of(child: Child, on: date) -> list[Now]:
    held = EffortConsent.objects.filter(child__in=same_child(child)).order_by("-asked_at", "pk")
    return nows(with_answers(held), on)


def notices_of(child: Child) -> QuerySet[Notice]:
    return Notice.objects.filter(child__in=same_child(child)).select_related("guardian", "given_by", "unit")


def withdrawn_ways(actor: Actor, keys: Collection[str]) -> dict[str, str]:
    """Where a message that one was taken back leads: to the child's map, for who still sees it."""
    if not keys:
        return {}
    held = [*exchanges_visible_to(actor).filter(pk__in=keys), *efforts_visible_to(actor).filter(pk__in=keys)]
    return {str(one.pk): reverse("sharing:map", args=[kept(one.child).pk]) for one in held}


def asked_by(actor: Actor, on: date) -> list[Now]:
    """What one has asked for oneself and can still see; what a colleague asked too, when they no longer work here."""
    return [*nows(_exchanges_to_follow(actor), on), *nows(_efforts_to_follow(actor), on)]


@Kept
def _exchanges_to_follow(actor: Actor) -> QuerySet[ExchangeConsent]:
    return with_answers(exchanges_visible_to(actor).filter(_to_follow(actor)).order_by("asked_at", "pk"))


@Kept
def _efforts_to_follow(actor: Actor) -> QuerySet[EffortConsent]:
    return with_answers(efforts_visible_to(actor).filter(_to_follow(actor)).order_by("asked_at", "pk"))


def _to_follow(actor: Actor) -> Q:
    at_work = Employment.objects.filter(staff=OuterRef("asked_by"), period__contains=actor.on)
    return Q(asked_by=actor.staff) | (among("unit", actor.own_units) & Q(~Exists(at_work)))
