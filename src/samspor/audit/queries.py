"""Reads of the log, newest first. There is no counting: the log is long, and nobody asks for page 4,000."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Min, Q, QuerySet
from django.db.models.functions import TruncDate

from samspor.access.actor import Actor
from samspor.access.check import demand
from samspor.access.models import Account
from samspor.access.rules import Permission
from samspor.audit import texts
from samspor.audit.children import pages_of
from samspor.audit.models import Entry
from samspor.audit.verbs import Kind, Verb
from samspor.base.clock import COPENHAGEN
from samspor.ui.danish import long_date

PAGE = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody asks the log for. Every part narrows, but `everything`, which also shows what names no child.

    `after` is the last entry of the page before.
    """

    name: str = ""
    actor_id: UUID | None = None
    child: UUID | None = None
    kind: str = ""
    since: date | None = None
    until: date | None = None
    everything: bool = False
    after: int | None = None

    def words(self) -> str:
        """As it is remembered in the log itself."""
        held = (
            self.name and f"medarbejderen »{self.name}«",
            self.actor_id and "én medarbejder",
            self.child and "ét barn",
            self.kind and f"slags: {texts.KIND[Kind(self.kind)]}",
            self.since and f"fra og med {long_date(self.since)}",
            self.until and f"til og med {long_date(self.until)}",
            self.everything and "også det, der ikke handler om børn",
            self.after and "ældre linjer",
        )
        return ", ".join(words for words in held if words)


def entries(actor: Actor, wanted: Wanted) -> list[Entry]:
    """One more than a page holds, so that it is known whether there are older ones."""
    demand(actor, Permission.LOG_READ)
    found = Entry.objects.filter(_matching(wanted)).order_by("-at", "-id")
    if wanted.after and (last := Entry.objects.filter(pk=wanted.after).first()):
        found = found.filter(at__lte=last.at).exclude(at=last.at, pk__gte=last.pk)
    return list(found[: PAGE + 1])


def who_saw(actor: Actor, child: UUID) -> list[Mapping[str, Any]]:
    """Each person in each role that one had, with on how many days, the first and the last; newest first."""
    demand(actor, Permission.LOG_READ)
    found = Entry.objects.filter(child_ids__overlap=pages_of(child)).values("actor_id", "actor_name", "roles")
    days = Count(TruncDate("at", tzinfo=COPENHAGEN), distinct=True)
    return list(found.annotate(days=days, first=Min("at"), last=Max("at")).order_by("-last", "actor_name", "roles"))


def _matching(wanted: Wanted) -> Q:
    q = Q()
    if wanted.actor_id:
        q &= Q(actor_id=wanted.actor_id)
    if wanted.name.strip():
        named = Account.objects.filter(name__icontains=wanted.name.strip())
        q &= Q(actor_id__in=list(named.values_list("pk", flat=True)))
    if wanted.child:
        q &= Q(child_ids__overlap=pages_of(wanted.child))
    if wanted.kind:  # who asks for sign-ins or refusals wants them, although they name no child
        q &= Q(kind=wanted.kind)
    elif not wanted.everything:
        q &= ~Q(child_ids=[])
    return q & _period(wanted)


def _period(wanted: Wanted) -> Q:
    q = Q()
    if wanted.since:
        q &= Q(at__gte=_midnight(wanted.since))
    if wanted.until:
        q &= Q(at__lt=_midnight(wanted.until + timedelta(days=1)))
    return q


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), COPENHAGEN).astimezone(UTC)


def verifications(actor: Actor) -> QuerySet[Entry]:
    demand(actor, Permission.LOG_READ)
    return Entry.objects.filter(verb=Verb.LOG_VERIFIED).order_by("-id")[:10]


@dataclass(frozen=True, slots=True)
class Done:
    """One thing somebody did or saw, in words."""

    at: datetime
    phrase: str


def done_about(account: UUID | None, child: UUID, *, since: datetime, until: datetime) -> list[Done]:
    """What one person did and saw of one child, oldest first: for whoever may judge just that, and has been asked."""
    held = Entry.objects.filter(actor_id=account, at__gte=since, at__lte=until, child_ids__overlap=pages_of(child))
    return [Done(one.at, texts.VERB[Verb(one.verb)]) for one in held.order_by("at", "id")[:200]]
