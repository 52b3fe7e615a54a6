"""Reads of screening. What is sealed is not read: there is one function for others' own assessments."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, IntegerField, Q, QuerySet
from django.db.models.expressions import RawSQL

from samspor.access.actor import Actor
from samspor.access.among import among
from samspor.access.check import within
from samspor.access.kept import Kept
from samspor.access.rules import Permission
from samspor.base.refused import NotHere
from samspor.people.api import Child, ChildGroup, Enrolment, StaffMember, naming
from samspor.screening import rules
from samspor.screening.models import Assessment, AssessmentRound, Indicator, InstrumentVersion, OwnAssessment, RoundUnit
from samspor.screening.queries import chosen
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


def groups_of(round_unit: RoundUnit) -> list[ChildGroup]:
    return _groups_in(round_unit.unit_id)


@Kept
def _groups_in(unit: UUID) -> QuerySet[ChildGroup]:
    return ChildGroup.objects.filter(unit=unit, closed_on=None).order_by("name")


@dataclass(frozen=True, slots=True)
class Place:
    """A child in a group today. `apart`: what is said beside its name when others there share it."""

    child: Child
    group_id: UUID
    apart: str

    @property
    def called(self) -> str:
        return ", ".join(filter(None, [self.child.name, self.apart]))


# What a list of children shows; the rest of a child's page, sealed columns among it, is not fetched.
_OF_THE_CHILD = ("given_names", "family_name", "birth_date", "protected_until")
_OF_A_PLACE = ("group_id", "period", *(f"child__{it}" for it in _OF_THE_CHILD))


def children_of(actor: Actor, round_unit: RoundUnit, group: ChildGroup | None = None) -> list[Place]:
    """Every child of the unit (or one group) today that the round is about: one statement, however many.

    A round before a transition is about those who are chosen, which is one statement more.
    """
    here = everybody_in(actor, round_unit, group)
    if not chosen.is_of_some(round_unit):
        return here
    picked = chosen.chosen_in([round_unit])
    return [place for place in here if place.child.pk in picked]


def everybody_in(actor: Actor, round_unit: RoundUnit, group: ChildGroup | None = None) -> list[Place]:
    """Whatever the round is about."""
    found = list(_there(actor, round_unit.unit_id, group.pk if group else None))
    apart = naming.told_apart(
        naming.Listed(one.child_id, one.child.name, one.child.birth_date, one.period.lower) for one in found
    )
    return [Place(one.child, one.group_id, apart.get(one.child_id, "")) for one in found]


@Kept
def _there(actor: Actor, unit: UUID, group: UUID | None) -> QuerySet[Enrolment]:
    enrolments = Enrolment.objects.filter(
        staying(actor.on), group__unit=unit, period__contains=actor.on, child__birth_date__lte=actor.on
    )
    if group:
        enrolments = enrolments.filter(group=group)
    seen = within(actor, Permission.SCREENING_READ, enrolments.select_related("child").only(*_OF_A_PLACE))
    return seen.order_by("child__given_names", "child__family_name", "child__pk")


def assessments_of(round_unit: RoundUnit, children: Iterable[UUID]) -> dict[UUID, Assessment]:
    """By child, with `handed_in` (how many own assessments) and what was concluded and told."""
    return {one.child_id: one for one in _of_children(round_unit.pk, frozenset(children))}


@Kept
def _of_children(round_unit: UUID, children: frozenset[UUID]) -> QuerySet[Assessment]:
    held = _counted().filter(among("child", children), round_unit=round_unit)
    return held.select_related("joint", "informed", "looked")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one child's assessment has got to."""

    assessment: UUID
    step: rules.Step


def standings_of(round_unit: RoundUnit, children: Iterable[UUID]) -> dict[UUID, Standing]:
    """By child: the same as `step_of`, of a whole house, without fetching what was written."""
    return {
        child: Standing(key, rules.step(handed_in=many, alone=why is not None, concluded=joint is not None,
                                        informed=told is not None))
        for child, key, many, why, joint, told in _stand(round_unit.pk, frozenset(children))
    }  # fmt: skip


@Kept
def _stand(round_unit: UUID, children: frozenset[UUID]) -> QuerySet[Assessment, Any]:
    held = _counted().filter(among("child", children), round_unit=round_unit)
    fields = "child", "pk", "handed_in", "alone_because", "joint__pk", "informed__pk"
    return held.values_list(*fields)


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
    return {one.assessment.child_id: one for one in _marks_by(actor.staff, round_unit.pk)} if actor.staff else {}


@Kept
def _marks_by(staff: UUID, round_unit: UUID) -> QuerySet[OwnAssessment]:
    return OwnAssessment.objects.filter(assessment__round_unit=round_unit, assessor=staff).select_related("assessment")


@dataclass(frozen=True, slots=True)
class Tally:
    """How far one is with a group: its children, those one has marked, and the marks that can be handed in."""

    children: int
    marked: int
    to_hand_in: int


def tally(actor: Actor, round_unit: UUID, group: UUID) -> Tally:
    """The same as the whole grid's, in two statements: asked for with every mark. Keys of the round and the group."""
    waits = _own_in(actor, round_unit, group)
    return Tally(len(_keys_in(actor, round_unit, group)), marked=len(waits), to_hand_in=sum(waits))


def _enrolled_in(actor: Actor, group: UUID) -> QuerySet[Enrolment]:
    born = {"child__birth_date__lte": actor.on}  # an awaited child is not looked at yet
    enrolled = Enrolment.objects.filter(staying(actor.on), group=group, period__contains=actor.on, **born)
    return within(actor, Permission.SCREENING_READ, enrolled)


@Kept
def _keys_in(actor: Actor, round_unit: UUID, group: UUID) -> QuerySet[Enrolment, UUID]:
    return _enrolled_in(actor, group).filter(chosen.part_of(round_unit)).values_list("pk", flat=True)


@Kept
def _own_in(actor: Actor, round_unit: UUID, group: UUID) -> QuerySet[OwnAssessment, bool]:
    """Of each mark one has set, whether it waits to be handed in."""
    mine = OwnAssessment.objects.filter(assessment__round_unit=round_unit, assessor=actor.staff)
    own = mine.filter(assessment__child__in=_enrolled_in(actor, group).values("child")).exclude(position="")
    waits = ExpressionWrapper(
        Q(handed_in_at=None, assessment__joint=None, assessment__alone_because=None), BooleanField()
    )
    return own.values_list(waits, flat=True)


def opened_views(assessments: Iterable[Assessment]) -> Mapping[UUID, list[OwnAssessment]]:
    """What each assessor thought, by assessment: only where enough are handed in. Nothing else reads others' own."""
    opened = [one for one in assessments if step_of(one) is not rules.Step.OWN]
    views: dict[UUID, list[OwnAssessment]] = {one.pk: [] for one in opened}
    for own in _handed_in_about(frozenset(views)):
        views[own.assessment_id].append(own)
    return views


@Kept
def _handed_in_about(assessments: frozenset[UUID]) -> QuerySet[OwnAssessment]:
    held = OwnAssessment.objects.filter(among("assessment", assessments)).exclude(handed_in_at=None)
    return held.select_related("assessor").order_by("assessor__name")


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


@Kept
def line_of(actor: Actor, children: frozenset[UUID]) -> QuerySet[Assessment]:
    """A child's concluded assessments over time, those of units within reach."""
    held = Assessment.objects.filter(among("child", children), joint__isnull=False)
    held = held.select_related("round_unit__round", "round_unit__unit", "group", "joint", "informed")
    return within(actor, Permission.SCREENING_READ, held).order_by("round_unit__round__opens_on")


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
