"""Reads of visits: a round of one child, made on the day it was looked at."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import CharField, Exists, Min, OuterRef, Q, QuerySet, Subquery, UUIDField
from django.db.models.functions import Coalesce

from samspor.access.actor import Actor
from samspor.access.among import among
from samspor.access.check import may, within
from samspor.access.few import few
from samspor.access.kept import Kept
from samspor.access.rules import POLICY, Permission
from samspor.base.clock import local_date
from samspor.base.refused import Refused
from samspor.people.api import Child, ChildGroup, Employment, StaffMember, Unit, naming, same_child
from samspor.screening import rules
from samspor.screening.models import (
    Assessment,
    AssessmentRound,
    EarlierNotice,
    OwnAssessment,
    RoundUnit,
    SecondAssessor,
)
from samspor.screening.queries.assessments import assessments_visible_to, me
from samspor.screening.queries.whose import led_among
from samspor.screening.rules import RoundKind
from samspor.screening.rules.assessments import REOPENED_WITHIN

_VISIT = RoundKind.VISIT


def _of_the_first_notice(field: str, kind: "CharField[str, str] | UUIDField[UUID, UUID]") -> Coalesce:
    """Who made a visit gave its notice; whoever corrects the notice later was not there."""
    first = EarlierNotice.objects.filter(round_unit=OuterRef("round_unit")).order_by("corrected_at")
    return Coalesce(Subquery(first.values(field)[:1]), f"round_unit__{field}", output_field=kind)


def visits_visible_to(actor: Actor) -> QuerySet[Assessment]:
    """Newest first."""
    held = assessments_visible_to(actor).filter(round_unit__round__kind=_VISIT)
    held = held.annotate(visitor_name=_of_the_first_notice("notice_by__name", CharField()))
    return held.order_by("-round_unit__round__opens_on", "child__given_names", "pk")


def names_in_visits(actor: Actor, children: Iterable[UUID]) -> dict[UUID, naming.Name]:
    """Those who visit have the children of their district; who leads them sees only the visits."""
    district = frozenset(unit for grant in actor.grants for unit in grant.district)
    return naming.names_of(actor, children, also=district)


def visit_behind(round_unit: RoundUnit) -> UUID | None:
    """The one assessment of a visit; nothing of a round that many children share."""
    if round_unit.round.kind != _VISIT:
        return None
    return round_unit.assessments.values_list("pk", flat=True).get()


def visiting_unit(actor: Actor) -> Unit:
    """Where one works as one who visits: the visit is written there, and read there."""
    employed = Q(
        employments__staff=me(actor), employments__period__contains=actor.on,
        employments__role__in=list(POLICY[Permission.VISIT_MAKE]),
    )  # fmt: skip
    return Unit.objects.filter(employed).order_by("name", "pk").distinct()[0]


def visited_group(child: Child, unit: Unit, on: date) -> ChildGroup:
    """Where the child is: with those who visit, else where it spends its day."""
    lasting = Q(enrolments__period__endswith=None) | Q(enrolments__period__endswith__gt=on)
    held = ChildGroup.objects.filter(lasting, enrolments__child=child)
    group = held.filter(unit=unit).first() or held.order_by("-enrolments__is_main", "enrolments__period").first()
    if group is None:
        raise Refused("Barnet står ikke i en gruppe i dag. Indmeld det i sundhedsplejens gruppe først.")
    return group


def visited_already(child: Child, unit: Unit, on: date) -> bool:
    return AssessmentRound.objects.filter(
        kind=_VISIT, opens_on=on, units__unit=unit, units__assessments__child=child
    ).exists()


def fellow_visitors(actor: Actor) -> QuerySet[StaffMember]:
    """Those of one's own unit who can look as well."""
    unit = visiting_unit(actor)
    there = Q(employments__unit=unit, employments__period__contains=actor.on)
    can = Q(employments__role__in=list(POLICY[Permission.SCREENING_SECOND]))
    return StaffMember.objects.filter(there & can).exclude(pk=me(actor)).distinct().order_by("name", "pk")


def visits_to_finish(actor: Actor) -> list[Assessment]:
    led = actor.scope(Permission.ROUND_OVERVIEW).units
    since = actor.on - REOPENED_WITHIN
    held = frozenset(_held_lately(actor, since))
    return _to_finish(actor, held, led=led, or_nobodys=led | _led_by_nobody(actor), since=since) if held else []


@Kept
def _held_lately(actor: Actor, since: date) -> QuerySet[RoundUnit, UUID]:
    """Asked first: most have no visits, and the few of a house are found before its assessments of all the years."""
    lately = few(round__closes_on__gte=since)
    held = RoundUnit.objects.filter(lately, round__kind=_VISIT)
    return within(actor, Permission.SCREENING_READ, held).values_list("pk", flat=True)


@Kept
def _to_finish(
    actor: Actor, held: frozenset[UUID], *, led: frozenset[UUID], or_nobodys: frozenset[UUID], since: date
) -> QuerySet[Assessment]:
    """The visits that wait for somebody's view, for the dialogue, or for the parents to be told, and are one's own.

    One's own are those one made; of the units one leads, or that nobody leads, also those whose visitor has left; and
    of the units one leads those that closed unfinished. `second_here`: a second who has not handed in still can.
    """
    mine = OwnAssessment.objects.filter(assessment=OuterRef("pk"), assessor=actor.staff, handed_in_at__isnull=False)
    made = visits_visible_to(actor).filter(among("round_unit", held))
    made = made.annotate(visitor=_of_the_first_notice("notice_by", UUIDField()))
    told = made.annotate(
        written=Exists(mine), visitor_here=Exists(_at_work(actor, "visitor")), second_here=Exists(_seconds(actor))
    )
    open_ones = Q(round_unit__round__closes_on__gte=actor.on)
    unfinished = Q(~Exists(_visited_again()), joint=None)
    left = Q(visitor_here=False) & among("round_unit__unit", or_nobodys) & (Q(joint__isnull=False) | unfinished)
    whose, closed = Q(visitor=actor.staff) | left, unfinished & _closed(actor.on, since)
    waiting = open_ones & whose | closed & (whose | among("round_unit__unit", led))
    return told.filter(Child.staying(actor.on), waiting, informed=None)


def _at_work(actor: Actor, staff: str) -> QuerySet[Employment]:
    """Where the visit was made, today, and able to sign in."""
    return Employment.objects.filter(
        staff=OuterRef(staff), unit=OuterRef("round_unit__unit"), period__contains=actor.on,
        staff__account__is_active=True,
    )  # fmt: skip


def _seconds(actor: Actor) -> QuerySet[SecondAssessor]:
    there = Employment.objects.filter(
        staff=OuterRef("staff"), unit=OuterRef("round_unit__unit"), period__contains=actor.on,
        staff__account__is_active=True,
    )  # fmt: skip
    return SecondAssessor.objects.filter(
        Exists(there), round_unit=OuterRef("round_unit"), ended_at=None, declined_at=None
    )


def _led_by_nobody(actor: Actor) -> frozenset[UUID]:
    """Of the units one works in as one who visits: there it is everybody's."""
    if not actor.scope(Permission.VISIT_MAKE):
        return frozenset()
    return actor.own_units - led_among(actor, set(actor.own_units))


def _visited_again() -> QuerySet[AssessmentRound]:
    """Then nothing waits for what was not written down in time."""
    return AssessmentRound.objects.filter(
        kind=_VISIT, opens_on__gt=OuterRef("round_unit__round__opens_on"), units__unit=OuterRef("round_unit__unit"),
        units__assessments__child=OuterRef("child"),
    )  # fmt: skip


def _closed(on: date, since: date) -> Q:
    """For as long as a round could be prolonged."""
    return Q(round_unit__round__closes_on__lt=on, round_unit__round__closes_on__gte=since)


def may_prolong(actor: Actor, visit: Assessment) -> bool:
    """A view was handed in and would stay sealed for ever. What nobody wrote down in time is looked at again."""
    return rules.visits.is_to_prolong(
        closes_on=visit.round_unit.round.closes_on, concluded=hasattr(visit, "joint"),
        anybody=visit.own.exclude(handed_in_at=None).exists(), today=actor.on,
    )  # fmt: skip


def is_visitor(actor: Actor, visit: Assessment) -> bool:
    made = Assessment.objects.annotate(visitor=_of_the_first_notice("notice_by", UUIDField()))
    return made.filter(pk=visit.pk, visitor=actor.staff).exists()


def first_seen_on(round_unit: RoundUnit) -> date | None:
    """The first day somebody looked: at a visit its own day, in a round that of the first mark."""
    if round_unit.round.kind == _VISIT:
        return round_unit.round.opens_on
    return _first_marked(OwnAssessment.objects.filter(assessment__round_unit=round_unit))


def child_first_seen_on(round_unit: RoundUnit, child: Child) -> date | None:
    """The day of the first mark of one child, on whichever of its pages."""
    of_it = OwnAssessment.objects.filter(assessment__child__in=same_child(child))
    return _first_marked(of_it.filter(assessment__round_unit=round_unit))


def _first_marked(own: QuerySet[OwnAssessment]) -> date | None:
    first = own.aggregate(at=Min("marked_at"))["at"]
    return local_date(first) if first else None


@Kept
def open_visits_of(actor: Actor, child: UUID) -> QuerySet[Assessment]:
    """Begun and not concluded."""
    return visits_visible_to(actor).filter(child=child, joint=None, round_unit__round__closes_on__gte=actor.on)


def may_visit(actor: Actor, child: Child) -> bool:
    return may(actor, Permission.VISIT_MAKE, child)


@dataclass(frozen=True, slots=True)
class VisitCount:
    """How many were looked at in visits, and how many of them by one person."""

    visits: int
    alone: int


def visits_counted(units: QuerySet[Unit] | None, since: date) -> VisitCount:
    """Concluded visits since a day, in some units or (None) in all. Nobody's position is in it."""
    held = Assessment.objects.filter(
        round_unit__round__kind=_VISIT, round_unit__round__opens_on__gte=since, joint__isnull=False
    )
    if units is not None:
        held = held.filter(round_unit__unit__in=units)
    return VisitCount(held.count(), held.exclude(alone_because=None).count())


def alone_in(round_units: Sequence[RoundUnit]) -> int:
    """How many children of rounds were looked at by one person alone, as was chosen openly."""
    return Assessment.objects.filter(round_unit__in=round_units).exclude(alone_because=None).count()
