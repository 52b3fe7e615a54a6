"""The children, groups and units one may see."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet
from django.db.models.functions import Lower

from samspor.access.actor import Actor
from samspor.access.among import among
from samspor.access.check import within
from samspor.access.kept import Kept
from samspor.access.rules import Permission
from samspor.people.models import Child, ChildGroup, Enrolment, Unit


def children_visible_to(actor: Actor) -> QuerySet[Child]:
    return within(actor, Permission.CHILD_READ, Child.objects.filter(merged_into=None))


def groups_visible_to(actor: Actor) -> QuerySet[ChildGroup]:
    """The groups whose children one may see."""
    open_ones = ChildGroup.objects.select_related("unit").filter(Unit.open_on(actor.on, "unit__"), closed_on=None)
    return within(actor, Permission.CHILD_READ, open_ones)


def units_visible_to(actor: Actor) -> QuerySet[Unit]:
    return within(actor, Permission.UNIT_READ, Unit.objects.filter(Unit.open_on(actor.on)))


def children_in(actor: Actor, groups: Iterable[UUID]) -> QuerySet[Child]:
    """Those enrolled today in any of the groups, and born: `expected_in` holds the others."""
    return in_groups(children_visible_to(actor), Enrolment.objects.filter(group__in=list(groups)), actor.on)


def in_groups(children: QuerySet[Child], there: QuerySet[Enrolment], on: date) -> QuerySet[Child]:
    enrolled = there.filter(period__contains=on).values("child")
    staying = Q(left_on=None) | Q(left_on__gt=on)
    return children.filter(staying, birth_date__lte=on, pk__in=enrolled).order_by(
        Lower("given_names"), "family_name", "pk"
    )


def with_enrolments(children: Iterable[Child], on: date) -> list[Child]:
    """Each child with `lasting`: the enrolments of today and coming days, with their units, in one statement more."""
    found: list[Any] = list(children)
    lasting: dict[UUID, list[Enrolment]] = {one.pk: [] for one in found}
    for one in _lasting(frozenset(lasting), on):
        lasting[one.child_id].append(one)
    for one in found:
        one.lasting = lasting[one.pk]
    return found


@Kept
def _lasting(children: frozenset[UUID], on: date) -> QuerySet[Enrolment]:
    once = ("child_id", "setting", "group_id")  # two merged pages may both stand in a group
    held = Enrolment.objects.filter(Q(period__endswith=None) | Q(period__endswith__gt=on), among("child", children))
    return held.select_related("group__unit").order_by(*once, "-is_main", "period").distinct(*once)


def groups_to_enrol_in(actor: Actor) -> QuerySet[ChildGroup]:
    """The open groups one may put a child into."""
    open_ones = ChildGroup.objects.select_related("unit").filter(Unit.open_on(actor.on, "unit__"), closed_on=None)
    return within(actor, Permission.ENROLMENT_KEEP, open_ones).order_by("unit__name", "name", "pk")


def groups_with_numbers(actor: Actor) -> QuerySet[ChildGroup]:
    """The groups one sees, each with how many `children` it has today, are `coming` (from `next_on`) or `expected`."""
    born = Q(enrolments__child__birth_date__isnull=False)
    today, later = Q(enrolments__period__contains=actor.on), Q(enrolments__period__startswith__gt=actor.on)
    numbered = groups_visible_to(actor).annotate(
        children=Count("enrolments__child", filter=today & born, distinct=True),
        coming=Count("enrolments__child", filter=later & born, distinct=True),
        expected=Count("enrolments__child", filter=(today | later) & ~born, distinct=True),
        next_on=Min("enrolments__period__startswith", filter=later & born),
    )
    return numbered.order_by("unit__name", "name", "pk")


def children_related_to(actor: Actor) -> QuerySet[Child]:
    """Those one has to do with by name, and those opened by breaking the glass."""
    found = children_visible_to(actor).filter(pk__in=actor.children | actor.emergency)
    return found.order_by("given_names", "family_name", "pk")


def units_in_order(actor: Actor) -> list[Unit]:
    """The tree of open units, each after the one it belongs to, with `depth`."""
    below: dict[UUID | None, list[Unit]] = {}
    for unit in units_visible_to(actor).order_by("name", "pk"):
        below.setdefault(unit.parent_id, []).append(unit)
    return list(_descend(below, None, 0))


def _descend(below: dict[UUID | None, list[Unit]], parent: UUID | None, depth: int) -> Iterator[Unit]:
    for unit in below.get(parent, []):
        unit.depth = depth  # type: ignore[attr-defined]  # for the page
        yield unit
        yield from _descend(below, unit.pk, depth + 1)
