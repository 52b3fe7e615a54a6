"""Reads of second assessors: whom a leader may ask, and whose children one is asked to look at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from samspor.access.actor import Actor
from samspor.access.check import within
from samspor.access.kept import Kept
from samspor.access.rules import POLICY, Permission
from samspor.people.api import Child, Enrolment, StaffMember
from samspor.screening.models import Assessment, OwnAssessment, RoundUnit, SecondAssessor
from samspor.screening.queries.assessments import me
from samspor.screening.queries.chosen import part_of
from samspor.screening.queries.there import staying
from samspor.screening.rules import RoundKind

MOST_FOUND, SHORTEST_SEARCH = 20, 2


def seconds_chosen(actor: Actor, round_unit: RoundUnit) -> QuerySet[SecondAssessor]:
    held = SecondAssessor.objects.filter(round_unit=round_unit).select_related("staff", "group", "child", "chosen_by")
    return within(actor, Permission.SECOND_CHOOSE, held)


def rounds_to_choose_in(actor: Actor) -> QuerySet[RoundUnit]:
    return within(actor, Permission.SECOND_CHOOSE, RoundUnit.objects.select_related("round", "unit"))


def asked(actor: Actor) -> QuerySet[SecondAssessor]:
    """What one is asked to look at today."""
    held = SecondAssessor.objects.select_related("round_unit__round", "round_unit__unit", "group", "child")
    return within(actor, Permission.SCREENING_SECOND, held).filter(staff=actor.staff)


asked_today = Kept(asked)


def can_be_asked(on: date) -> QuerySet[StaffMember]:
    """Everybody whose work lets them look at children."""
    today = Q(employments__period__contains=on, employments__role__in=list(POLICY[Permission.SCREENING_SECOND]))
    return StaffMember.objects.filter(today).distinct()


def colleagues_named(actor: Actor, words: str) -> list[StaffMember]:
    """By a part of their name."""
    if len(words.strip()) < SHORTEST_SEARCH:
        return []
    found = can_be_asked(actor.on).filter(name__icontains=words.strip()).exclude(pk=me(actor))
    return list(found.order_by("name", "pk")[:MOST_FOUND])


def places_of_staff(staff: Sequence[StaffMember], on: date) -> dict[UUID, str]:
    """Where each works, to tell two of the same name apart."""
    rows = StaffMember.objects.filter(pk__in=[one.pk for one in staff], employments__period__contains=on)
    return dict(rows.order_by("employments__unit__name").values_list("pk", "employments__unit__name"))


def works_in(staff: StaffMember, round_unit: RoundUnit, on: date) -> bool:
    return staff.employments.filter(unit=round_unit.unit_id, period__contains=on).exists()


def asked_already(
    staff: StaffMember, round_unit: RoundUnit, group: UUID, child: UUID | None, days: tuple[date, date]
) -> bool:
    """About the same children, on one of the same days."""
    held = SecondAssessor.objects.filter(round_unit=round_unit, group=group, staff=staff, ended_at=None)
    held = held.filter(declined_at=None)
    held = held.filter(from_on__lte=days[1], to_on__gte=days[0])
    return held.filter(Q(child=None) | Q(child=child)).exists()


def declined(actor: Actor) -> list[SecondAssessor]:
    """Of the units one asks for: those who said that they cannot, until somebody else is asked or it is let be."""
    return _declined(actor) if actor.scope(Permission.SECOND_CHOOSE) else []


@Kept
def _declined(actor: Actor) -> QuerySet[SecondAssessor]:
    asked_since = SecondAssessor.objects.filter(
        round_unit=OuterRef("round_unit"), group=OuterRef("group"), chosen_at__gt=OuterRef("declined_at")
    )
    open_ones = SecondAssessor.objects.filter(
        ~Exists(asked_since), ended_at=None, declined_at__isnull=False, round_unit__round__closes_on__gte=actor.on
    )
    held = open_ones.select_related("staff", "group", "round_unit__round", "round_unit__unit")
    return within(actor, Permission.SECOND_CHOOSE, held).order_by("declined_at", "pk")


@dataclass(frozen=True, slots=True)
class Beheld:
    """A child one is asked to look at, and one's own view so far."""

    child: Child
    own: OwnAssessment | None
    concluded: bool
    alone: bool

    @property
    def is_done(self) -> bool:
        return self.concluded or self.alone or bool(self.own and self.own.handed_in_at)


def children_asked_about(actor: Actor, second: SecondAssessor) -> list[Beheld]:
    """Of what `asked` answered: those of the group today, or the one of them; at a visit the one who was visited."""
    here = Enrolment.objects.filter(group=second.group_id, period__contains=actor.on, child__birth_date__lte=actor.on)
    there = here.filter(part_of(second.round_unit_id))
    chosen = Q(pk__in=there.values("child"))
    if second.child_id:
        one = Q(pk=second.child_id)
        is_visit = second.round_unit.round.kind == RoundKind.VISIT
        chosen = one if is_visit else (one | Q(merged=second.child_id)) & chosen
    named = Child.objects.filter(staying(actor.on, of=""), chosen).only(
        "given_names", "family_name", "birth_date", "protected_until"
    )
    held = Assessment.objects.filter(round_unit=second.round_unit_id)
    concluded = set(held.filter(joint__isnull=False).values_list("child", flat=True))
    alone = set(held.filter(alone_because__isnull=False).values_list("child", flat=True))
    mine = OwnAssessment.objects.filter(assessment__round_unit=second.round_unit_id, assessor=me(actor))
    own = {one.assessment.child_id: one for one in mine.select_related("assessment")}
    rows = named.order_by("given_names", "family_name", "pk").distinct()
    return [Beheld(one, own.get(one.pk), one.pk in concluded, one.pk in alone) for one in rows]
