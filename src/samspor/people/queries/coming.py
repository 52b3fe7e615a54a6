"""Who begins in a group on a coming day, and who is expected there and not yet born."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from samspor.access.actor import Actor
from samspor.access.among import among
from samspor.access.check import within
from samspor.access.few import few
from samspor.access.kept import Kept
from samspor.access.rules import Permission
from samspor.people.models import Child, Enrolment
from samspor.people.queries.finding import SEARCH_LIMIT, guarded, matching, searchable
from samspor.people.queries.lists import children_visible_to
from samspor.people.rules import is_protected
from samspor.ui.danish import in_group, long_date

GUARDED = "Et barn med beskyttelse"


@dataclass(frozen=True, slots=True)
class Coming:
    """That somebody begins, from the enrolment itself. Without an address the child is still another unit's."""

    key: UUID
    name: str
    starts_on: date
    group: str
    unit: str
    href: str
    protected: bool
    hidden: bool

    @property
    def is_elsewhere(self) -> bool:
        """Another unit's until then, and nobody whom a name could give away."""
        return not self.href and not self.hidden

    @property
    def words(self) -> str:
        return f"begynder {long_date(self.starts_on)} {in_group(self.group)}"


def coming_to(actor: Actor, groups: Iterable[UUID]) -> list[Coming]:
    """Who is guarded, and another unit's until then, is told of without a name."""
    return _told(actor, _beginning_in(actor, frozenset(groups)))


def coming_by_name(actor: Actor, words: str) -> list[Coming]:
    """Those whose page one does not see yet; never who is guarded."""
    if not searchable(words):
        return []
    # Who is seen or guarded is asked of those found alone: beside the names it is asked of the whole municipality.
    named = _beginning(actor).filter(child__in=Child.objects.filter(matching(words)))[: 4 * SEARCH_LIMIT]
    return [one for one in _told(actor, named) if one.is_elsewhere][:SEARCH_LIMIT]


@Kept
def _beginning_in(actor: Actor, groups: frozenset[UUID]) -> QuerySet[Enrolment]:
    return _beginning(actor).filter(among("group", groups))


@Kept
def expected_in(actor: Actor, groups: frozenset[UUID]) -> QuerySet[Child]:
    """Not born yet, with a place in one of the groups, today or later."""
    lasting = Q(period__endswith=None) | Q(period__endswith__gt=actor.on)
    held = Enrolment.objects.filter(lasting, among("group", groups)).values("child")
    found = children_visible_to(actor).filter(birth_date=None, left_on=None, pk__in=held)
    return found.order_by("due_date", "search_name", "pk")


def _beginning(actor: Actor) -> QuerySet[Enrolment]:
    later = Enrolment.objects.filter(
        few(period__startswith__gt=actor.on), child__merged_into=None, child__birth_date__isnull=False
    )
    return (
        within(actor, Permission.CHILD_READ, later)
        .select_related("child", "group__unit")
        .order_by("period", "child__search_name", "pk")
    )


def _told(actor: Actor, rows: Iterable[Enrolment]) -> list[Coming]:
    found = list(rows)
    keys = frozenset(one.child_id for one in found)
    visible = set(_visible(actor, keys))
    hidden = set(_guarded(keys, actor.on)) - visible
    return [_coming(one, actor.on, seen=one.child_id in visible, hidden=one.child_id in hidden) for one in found]


@Kept
def _visible(actor: Actor, children: frozenset[UUID]) -> QuerySet[Child, UUID]:
    return children_visible_to(actor).filter(among("pk", children)).values_list("pk", flat=True)


@Kept
def _guarded(children: frozenset[UUID], on: date) -> QuerySet[Child, UUID]:
    return Child.objects.filter(guarded(on), among("pk", children)).values_list("pk", flat=True)


def _coming(one: Enrolment, on: date, *, seen: bool, hidden: bool) -> Coming:
    return Coming(
        key=one.child_id,
        name=GUARDED if hidden else one.child.name,
        starts_on=one.period.lower,
        group=one.group.name,
        unit=one.group.unit.name,
        href=one.child.href if seen else "",
        hidden=hidden,
        protected=seen and is_protected(one.child.protected_until, on),
    )
