"""Reads of focus points."""

from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from samspor.access.actor import Actor
from samspor.access.among import among
from samspor.access.check import within
from samspor.access.kept import Kept
from samspor.access.rules import Permission
from samspor.people.api import Child, ChildGroup, Enrolment, StaffMember, Unit
from samspor.screening.models import FocusPoint, FocusReview, RoundUnit
from samspor.screening.queries.there import staying
from samspor.screening.rules import RoundKind


def focus_visible_to(actor: Actor) -> QuerySet[FocusPoint]:
    reviews = Prefetch("reviews", FocusReview.objects.select_related("reviewed_by"))
    held = FocusPoint.objects.select_related("unit", "group", "child", "responsible", "round_unit__round")
    return within(actor, Permission.SCREENING_READ, held.prefetch_related(reviews))


def open_focus(actor: Actor) -> QuerySet[FocusPoint]:
    """Those that are still tried, the one to look at first standing first."""
    return focus_visible_to(actor).filter(closed_on=None).order_by("review_on", "set_at", "pk")


@Kept
def focus_beside(actor: Actor, unit: UUID, group: UUID | None, children: frozenset[UUID]) -> QuerySet[FocusPoint]:
    """What a round finds again: the unit's, the group's (or every group's), and those of the children there today."""
    shared = Q(child=None, unit=unit)
    if group:
        shared &= Q(group=group) | Q(group=None)
    return open_focus(actor).filter(shared | (Q(unit=unit) & among("child", children)))


@Kept
def focus_of_child(actor: Actor, children: frozenset[UUID]) -> QuerySet[FocusPoint]:
    """A child's own, the newest first, closed ones too."""
    return focus_visible_to(actor).filter(among("child", children)).order_by("-set_at", "pk")


@Kept
def due_focus(actor: Actor) -> QuerySet[FocusPoint]:
    """What waits for the person who said they would see to it."""
    held = FocusPoint.objects.select_related("unit", "group")
    mine = held.filter(Child.staying(actor.on), responsible=actor.staff, closed_on=None, review_on__lte=actor.on)
    return within(actor, Permission.SCREENING_READ, mine).order_by("review_on", "pk")


def responsible_in(actor: Actor, unit: Unit) -> QuerySet[StaffMember]:
    """Who can be asked to see to it: those employed in the unit today, and oneself."""
    employed = Q(employments__unit=unit.pk, employments__period__contains=actor.on)
    return StaffMember.objects.filter(employed | Q(pk=actor.staff)).distinct().order_by("name")


def children_today(actor: Actor, group: ChildGroup) -> list[Enrolment]:
    held = Enrolment.objects.filter(staying(actor.on), group=group, period__contains=actor.on)
    seen = within(actor, Permission.SCREENING_READ, held.select_related("child"))
    return list(seen.order_by("child__given_names", "child__family_name", "child__pk"))


def round_under_way(actor: Actor, unit: UUID) -> RoundUnit | None:
    """The round a focus point belongs to when it is set today, if there is one."""
    held = RoundUnit.objects.filter(unit=unit, round__opens_on__lte=actor.on, round__closes_on__gte=actor.on)
    return held.exclude(notice_on=None).exclude(round__kind=RoundKind.VISIT).order_by("-round__opens_on").first()
