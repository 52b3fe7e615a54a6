"""Reads of screening. What is sealed is not read: there is one function for others' own assessments."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, IntegerField, Q, QuerySet
from django.db.models.expressions import RawSQL

from samspor.access.actor import Actor
from samspor.access.among import Among
from samspor.access.check import holds, within
from samspor.access.rules import Permission
from samspor.base.refused import NotHere
from samspor.people.api import Child, ChildGroup, Enrolment, StaffMember, held_among
from samspor.screening import rules
from samspor.screening.models import Assessment, AssessmentRound, Indicator, InstrumentVersion, OwnAssessment, RoundUnit
from samspor.screening.queries.there import staying
from samspor.screening.rules import RoundKind, Window


def rounds_visible_to(actor: Actor) -> QuerySet[RoundUnit]:
    """The rounds of one's units that many children share, newest first."""
    return rounds_and_visits_visible_to(actor).exclude(round__kind=RoundKind.VISIT)


def rounds_and_visits_visible_to(actor: Actor) -> QuerySet[RoundUnit]:
    held = RoundUnit.objects.select_related("round", "unit")
    return within(actor, Permission.SCREENING_READ, held).order_by("-round__opens_on", "unit__name")


def window_of(round_unit: RoundUnit) -> Window:
    held = round_unit.round
    return Window(opens_on=held.opens_on, closes_on=held.closes_on, notice_on=round_unit.notice_on)


def said_of(whole: AssessmentRound) -> dict[str, str]:
    """What can be changed of a round, as it stands."""
    return {"label": whole.label, "opens_on": str(whole.opens_on), "closes_on": str(whole.closes_on)}


def noticed(round_unit: RoundUnit) -> str:
    """The notice as it stands, in one word a form can carry; nothing while none is given."""
    return f"{round_unit.notice_on} {round_unit.notice_way}" if round_unit.notice_on else ""


def me(by: Actor) -> UUID:
    """Who assesses: NotHere for an account that is nobody's at work."""
    if by.staff is None:
        raise NotHere
    return by.staff


def groups_of(round_unit: RoundUnit) -> QuerySet[ChildGroup]:
    return ChildGroup.objects.filter(unit=round_unit.unit_id, closed_on=None).order_by("name")


@dataclass(frozen=True, slots=True)
class Place:
    """A child in a group today."""

    child: Child
    group_id: UUID


# What a list of children shows; the rest of a child's page, sealed columns among it, is not fetched.
_OF_A_PLACE = ("group_id", *(f"child__{it}" for it in ("given_names", "family_name", "birth_date", "protected_until")))


def children_of(actor: Actor, round_unit: RoundUnit, group: ChildGroup | None = None) -> list[Place]:
    """Every child of the unit (or one group) today: one statement, however many."""
    enrolments = Enrolment.objects.filter(
        staying(actor.on),
        group__unit=round_unit.unit_id,
        period__contains=actor.on,
        child__birth_date__lte=actor.on,
    )
    if group:
        enrolments = enrolments.filter(group=group)
    seen = within(actor, Permission.SCREENING_READ, enrolments.select_related("child").only(*_OF_A_PLACE))
    return [
        Place(one.child, one.group_id) for one in seen.order_by("child__given_names", "child__family_name", "child__pk")
    ]


def assessments_of(round_unit: RoundUnit, children: Iterable[UUID]) -> dict[UUID, Assessment]:
    """By child, with `handed_in` (how many own assessments) and what was concluded and told."""
    found = (
        _counted().filter(Among("child", children), round_unit=round_unit).select_related("joint", "informed", "looked")
    )
    return {one.child_id: one for one in found}


def _counted() -> QuerySet[Assessment]:
    """Counted beside, not joined: to group by every column of four tables costs more than the whole page."""
    counted = RawSQL(
        "SELECT count(*) FROM screening_ownassessment o"
        " WHERE o.assessment_id = screening_assessment.id AND o.handed_in_at IS NOT NULL",
        (),
        output_field=IntegerField(),
    )
    return Assessment.objects.annotate(handed_in=counted)


def my_marks(actor: Actor, round_unit: RoundUnit) -> dict[UUID, OwnAssessment]:
    """One's own, by child."""
    own = OwnAssessment.objects.filter(assessment__round_unit=round_unit, assessor=actor.staff).select_related(
        "assessment"
    )
    return {one.assessment.child_id: one for one in own}


@dataclass(frozen=True, slots=True)
class Tally:
    """How far one is with a group: its children, those one has marked, and the marks that can be handed in."""

    children: int
    marked: int
    to_hand_in: int


def tally(actor: Actor, round_unit: UUID, group: UUID) -> Tally:
    """The same as the whole grid's, in two statements: asked for with every mark. Keys of the round and the group."""
    born = {"child__birth_date__lte": actor.on}  # an awaited child is not looked at yet
    enrolled = Enrolment.objects.filter(staying(actor.on), group=group, period__contains=actor.on, **born)
    there = within(actor, Permission.SCREENING_READ, enrolled)
    mine = OwnAssessment.objects.filter(assessment__round_unit=round_unit, assessor=actor.staff)
    own = mine.filter(assessment__child__in=there.values("child")).exclude(position="")
    waiting = Q(handed_in_at=None, assessment__joint=None, assessment__alone_because=None)
    return Tally(there.count(), **own.aggregate(marked=Count("pk"), to_hand_in=Count("pk", filter=waiting)))


def opened_views(assessments: Iterable[Assessment]) -> Mapping[UUID, list[OwnAssessment]]:
    """What each assessor thought, by assessment: only where enough are handed in. Nothing else reads others' own."""
    opened = [one for one in assessments if step_of(one) is not rules.Step.OWN]
    views: dict[UUID, list[OwnAssessment]] = {one.pk: [] for one in opened}
    held = OwnAssessment.objects.filter(assessment__in=views).exclude(handed_in_at=None)
    for own in held.select_related("assessor").order_by("assessor__name"):
        views[own.assessment_id].append(own)
    return views


def are_in(assessment: Assessment) -> bool:
    """Whether two have handed in: from then on everybody who works there sees what they think."""
    return assessment.own.exclude(handed_in_at=None).count() >= rules.ASSESSORS


def handed_in(assessment: Assessment) -> int:
    """How many own assessments are in: counted by `assessments_of` and `assessments_visible_to`."""
    counted: int = vars(assessment)["handed_in"]
    return counted


def step_of(assessment: Assessment | None) -> rules.Step:
    """`assessment` comes from `assessments_of` or `assessment_visible_to`."""
    if assessment is None:
        return rules.Step.OWN
    return rules.step(
        handed_in=handed_in(assessment),
        alone=assessment.alone_because is not None,
        concluded=hasattr(assessment, "joint"),
        informed=hasattr(assessment, "informed"),
    )


def assessments_visible_to(actor: Actor) -> QuerySet[Assessment]:
    held = _counted().select_related(
        "round_unit__round", "round_unit__unit", "group", "child", "joint", "informed", "looked"
    )
    return within(actor, Permission.SCREENING_READ, held)


def line_of(actor: Actor, children: Sequence[UUID]) -> list[Assessment]:
    """A child's concluded assessments over time, those of units within reach."""
    held = Assessment.objects.filter(child__in=children, joint__isnull=False)
    held = held.select_related("round_unit__round", "round_unit__unit", "group", "joint", "informed")
    return list(within(actor, Permission.SCREENING_READ, held).order_by("round_unit__round__opens_on"))


def colleagues(round_unit: RoundUnit, assessment: Assessment, actor: Actor) -> QuerySet[StaffMember]:
    """Who can have taken part: those employed in the unit today, and whoever handed in: who has begun is not told."""
    employed = Q(employments__unit=round_unit.unit_id, employments__period__contains=actor.on)
    assessed = OwnAssessment.objects.filter(assessment=assessment).exclude(handed_in_at=None)
    return StaffMember.objects.filter(employed | Q(pk__in=assessed.values("assessor"))).distinct().order_by("name")


def instruments(on: date) -> QuerySet[InstrumentVersion]:
    """Those in force that day: what is succeeded is kept by the rounds that have it."""
    return instruments_to_plan(on).filter(valid_from__lte=on)


def instruments_to_plan(on: date) -> QuerySet[InstrumentVersion]:
    """Also those that have not begun: a round is planned ahead, with what is in force when it opens."""
    return InstrumentVersion.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on)).order_by("title", "version")


def signs(instrument: UUID, months: int) -> list[Indicator]:
    """The prompts for a child of that age, by the key of their instrument."""
    return list(Indicator.objects.filter(instrument=instrument, min_months__lte=months, max_months__gt=months))


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a group's round waits for: children without one's own view, ready for dialogue, and with parents to tell.

    `untold`: the children whose parents have not heard of the round, and who wait for that first.
    """

    round_unit: UUID
    group: UUID
    group_name: str
    label: str
    unit: UUID
    unit_name: str
    closes_on: date
    mine: int
    dialogue: int
    to_inform: int
    untold: int


# The same as rules.step and rules.untold, for every group of one's units in one statement (a test holds them together).
# Those whose parents were not told come by name: whose may not be told now is not for the database to say.
_WAITING = """
    SELECT ru.id, g.id, g.name, r.label, u.id, u.name, r.closes_on,
      count(*) FILTER (WHERE j.id IS NULL AND own.sealed AND NOT own.mine AND told.yes),
      count(*) FILTER (WHERE j.id IS NULL AND NOT own.sealed AND told.yes),
      coalesce(array_agg(e.child_id) FILTER (WHERE j.id IS NOT NULL AND i.id IS NULL), '{}'),
      count(*) FILTER (WHERE NOT told.yes)
    FROM screening_roundunit ru
    JOIN screening_assessmentround r ON r.id = ru.round_id
    JOIN people_unit u ON u.id = ru.unit_id
    JOIN people_childgroup g ON g.unit_id = u.id AND g.closed_on IS NULL
    JOIN people_enrolment e ON e.group_id = g.id AND e.period @> %(on)s::date
    JOIN people_child c ON c.id = e.child_id AND c.birth_date <= %(on)s::date
      AND (c.left_on IS NULL OR c.left_on > %(on)s::date)
    LEFT JOIN screening_assessment a ON a.round_unit_id = ru.id AND a.child_id = e.child_id
    LEFT JOIN screening_jointassessment j ON j.assessment_id = a.id
    LEFT JOIN screening_parentsinformed i ON i.assessment_id = a.id
    CROSS JOIN LATERAL (
      SELECT count(*) < CASE WHEN a.alone_because IS NULL THEN %(assessors)s ELSE 1 END AS sealed,
             coalesce(bool_or(o.assessor_id = %(me)s), false) AS mine
      FROM screening_ownassessment o
      WHERE o.assessment_id = a.id AND o.handed_in_at IS NOT NULL AND j.id IS NULL) own
    CROSS JOIN LATERAL (
      SELECT EXISTS (
          SELECT FROM people_enrolment w JOIN people_childgroup wg ON wg.id = w.group_id
          WHERE w.child_id = c.id AND wg.unit_id = ru.unit_id AND w.period @> ru.notice_on
            AND (w.entered_at IS NULL OR w.entered_at <= ru.notice_at))
        OR EXISTS (
          SELECT FROM screening_latenotice l JOIN people_child lc ON lc.id = l.child_id
          WHERE l.round_unit_id = ru.id AND c.id IN (lc.id, lc.merged_into_id)) AS yes) told
    WHERE ru.unit_id = ANY(%(units)s) AND ru.notice_on IS NOT NULL AND %(on)s::date BETWEEN r.opens_on AND r.closes_on
      AND r.kind <> 'visit' AND (u.id <> ALL(%(narrow)s::uuid[]) OR g.id = ANY(%(groups)s::uuid[]))
    GROUP BY ru.id, g.id, r.id, u.id ORDER BY r.closes_on, u.name, g.name
"""


def waiting_for(actor: Actor, *, narrow: Collection[UUID] = (), groups: Collection[UUID] = ()) -> list[Waiting]:
    """Of the units one works in (not the whole district one may see); of those in `narrow` only these groups."""
    if not holds(actor, Permission.SCREENING_ASSESS):
        return []
    units = [unit for grant in actor.grants for unit in grant.units]
    with connection.cursor() as cursor:
        who = {"on": actor.on, "me": actor.staff, "assessors": rules.ASSESSORS}
        cursor.execute(_WAITING, {**who, "units": units, "narrow": list(narrow), "groups": list(groups)})
        return _may_be_told(cursor.fetchall())


def _may_be_told(rows: Sequence[Sequence[Any]]) -> list[Waiting]:
    held = held_among([child for row in rows for child in row[-2]])
    return [Waiting(*[*row[:-2], len(set(row[-2]) - held), row[-1]]) for row in rows]


def rounds_without_notice(actor: Actor) -> QuerySet[RoundUnit]:
    held = RoundUnit.objects.select_related("round", "unit").filter(notice_on=None, round__closes_on__gte=actor.on)
    return within(actor, Permission.ROUND_NOTICE, held).order_by("round__opens_on", "unit__name")
