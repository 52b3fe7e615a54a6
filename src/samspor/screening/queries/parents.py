"""Reads of what parents say, of their links, and of those who have not been told yet."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.crypto import salted_hmac

from samspor.access.actor import Actor
from samspor.access.among import among
from samspor.access.check import within
from samspor.access.kept import Kept
from samspor.access.rules import Permission
from samspor.base.clock import COPENHAGEN
from samspor.base.refused import Refused
from samspor.people.api import Child, Employment, Enrolment, Guardian, Guardianship, check_way_out, held_among
from samspor.people.rules import has_custody_on
from samspor.screening import rules
from samspor.screening.models import (
    Assessment,
    EarlierInformed,
    JointAssessment,
    ParentLink,
    ParentsInformed,
    ParentVoice,
    RoundUnit,
)
from samspor.screening.queries.assessments import window_of
from samspor.screening.queries.there import staying
from samspor.screening.queries.whose import led_among
from samspor.screening.rules import RoundKind, RoundState

_SALT = "samspor.screening.parent-link"


def links_visible_to(actor: Actor) -> QuerySet[ParentLink]:
    held = ParentLink.objects.select_related("round_unit__round", "round_unit__unit", "child", "guardian")
    return within(actor, Permission.PARENTS_HEAR, held)


def child_of_round(actor: Actor, round_unit: RoundUnit, child: UUID) -> Child | None:
    """A child of the unit today, or of the visit, as far as one hears its parents."""
    if round_unit.round.kind == RoundKind.VISIT:
        held = round_unit.assessments.filter(Child.staying(actor.on), child=child)
        visited = within(actor, Permission.PARENTS_HEAR, held)
        one = visited.select_related("child").first()
        return one.child if one else None
    there = Enrolment.objects.filter(staying(actor.on), group__unit=round_unit.unit_id, period__contains=actor.on)
    seen = within(actor, Permission.PARENTS_HEAR, there.filter(child=child).select_related("child")).first()
    return seen.child if seen else None


def custody_holders(child: UUID, on: date) -> list[Guardianship]:
    ties = Guardianship.objects.filter(child=child).select_related("guardian").order_by("guardian__name", "pk")
    return [tie for tie in ties if _holds(tie, on)]


def may_be_told(assessment: Assessment, on: date) -> dict[UUID, str]:
    """Names by adult: those who have custody that day, and those it is written of already, whoever they are now."""
    ties = custody_holders(assessment.child.merged_into_id or assessment.child_id, on)
    holders = {tie.guardian_id: tie.guardian.name for tie in ties}
    earlier = EarlierInformed.objects.filter(assessment=assessment)
    rows = [*earlier.values_list("told", flat=True), *_now_told(assessment)]
    before = {key for row in rows for key in row} - holders.keys()
    named = Guardian.objects.filter(pk__in=before).order_by("name", "pk") if before else ()
    return holders | {one.pk: one.name for one in named}


def _now_told(assessment: Assessment) -> list[list[UUID]]:
    return [assessment.informed.told] if hasattr(assessment, "informed") else []


def _holds(tie: Guardianship, on: date) -> bool:
    return has_custody_on(has_custody=tie.has_custody, from_on=tie.from_on, to_on=tie.to_on, on=on)


def voices_of(actor: Actor, round_unit: RoundUnit, children: Sequence[UUID]) -> list[ParentVoice]:
    held = ParentVoice.objects.filter(round_unit=round_unit, child__in=children)
    return list(within(actor, Permission.PARENTS_HEAR, held.select_related("guardian", "recorded_by")))


def answers_of(actor: Actor, round_unit: RoundUnit, children: Sequence[UUID]) -> Mapping[UUID, int]:
    """How many answers of parents stand, by child: what was taken back does not."""
    return Counter(one.child_id for one in voices_of(actor, round_unit, children) if not one.taken_back_at)


def voices_visible_to(actor: Actor) -> QuerySet[ParentVoice]:
    held = ParentVoice.objects.select_related(
        "guardian", "recorded_by", "child", "round_unit__round", "round_unit__unit"
    )
    return within(actor, Permission.PARENTS_HEAR, held)


def links_of(actor: Actor, round_unit: RoundUnit, child: UUID) -> list[ParentLink]:
    """Those that can still be answered, as far as the links themselves say."""
    return list(links_visible_to(actor).filter(round_unit=round_unit, child=child, revoked_at=None, answered_at=None))


def token_of(link: ParentLink) -> str:
    """What stands in the address that is handed over. It can be made again, and is not kept."""
    return Signer(salt=_SALT).sign(link.pk.hex)


def link_behind(token: str) -> UUID | None:
    try:
        return UUID(Signer(salt=_SALT).unsign(token))
    except (BadSignature, ValueError):
        return None


def held_back(actor: Actor, child: Child) -> str:
    """Why nothing may reach the child's parents now, in the words of the room that says so; else nothing."""
    try:
        check_way_out(actor, child)
    except Refused as refused:
        return refused.sentence
    return ""


def is_open(actor: Actor, link: ParentLink, today: date) -> bool:
    """Open while the round is, the parent has custody, the child has not left and nothing holds it back."""
    here = Child.objects.filter(Child.staying(today, of=""), pk=link.child_id)
    if not here.exists() or held_back(actor, link.child):
        return False
    state = window_of(link.round_unit).state(today)
    custody = {tie.guardian_id for tie in custody_holders(link.child_id, today)}
    return state is RoundState.OPEN and rules.is_link_open(
        closes_on=link.round_unit.round.closes_on, has_custody=link.guardian_id in custody,
        revoked=link.revoked_at is not None, answered=link.answered_at is not None, today=today,
    )  # fmt: skip


def reference_of(round_unit: UUID, child: UUID) -> str:
    """Printed on the paper form in place of a name or a number: says nothing to anybody but us."""
    digest = salted_hmac("samspor.screening.paper", f"{round_unit}:{child}", algorithm="sha256").hexdigest().upper()
    return f"{digest[:4]}-{digest[4:8]}"


def late_in(actor: Actor, round_unit: RoundUnit, days: int) -> list[JointAssessment]:
    """Those of one round whose parents should have been told, and may be."""
    return _to_tell(_late_there(actor, round_unit.pk, _midnight(actor.on - timedelta(days=days - 1))))


def late_for(actor: Actor, days: int) -> list[JointAssessment]:
    """Those one took part in concluding, and where nobody who took part is any longer, those of a unit one leads.

    Where nobody leads the unit, they are of everybody who works there. Asked apart: each has an index, both have none.
    """
    if actor.staff is None:
        return []
    before = _midnight(actor.on - timedelta(days=days - 1))
    found = {one.pk: one for one in [*_late_of_mine(actor, before), *_gone_in(actor, before)]}
    return _to_tell(sorted(found.values(), key=lambda one: (one.concluded_at, one.pk)))


def _gone_in(actor: Actor, before: datetime) -> list[JointAssessment]:
    led = led_among(actor, set(actor.own_units)) - actor.scope(Permission.ROUND_OVERVIEW).units
    late = _late_in(actor, actor.own_units - led, before)
    still = _employed(late, actor.on)
    return [one for one in late if not _took_part(one) & still[_unit(one)]]


def _to_tell(late: Sequence[JointAssessment]) -> list[JointAssessment]:
    """Without those whose parents nothing may reach now; the pages of the round say so."""
    held = held_among([one.assessment.child_id for one in late])
    return [one for one in late if one.assessment.child_id not in held]


def _took_part(joint: JointAssessment) -> set[UUID]:
    return {*joint.participants, joint.concluded_by_id}


def _unit(joint: JointAssessment) -> UUID:
    return joint.assessment.round_unit.unit_id


def _employed(late: Sequence[JointAssessment], on: date) -> Mapping[UUID, set[UUID]]:
    """Who works in the units of those today and can sign in, by unit."""
    units: dict[UUID, set[UUID]] = {_unit(one): set() for one in late}
    for unit, staff in _at_work(frozenset(units), on) if units else ():
        units[unit].add(staff)
    return units


@Kept
def _at_work(units: frozenset[UUID], on: date) -> QuerySet[Employment, tuple[UUID, UUID]]:
    held = Employment.objects.filter(among("unit", units), period__contains=on, staff__account__is_active=True)
    return held.values_list("unit", "staff")


@Kept
def _late_there(actor: Actor, round_unit: UUID, before: datetime) -> QuerySet[JointAssessment]:
    return _late(actor, before).filter(assessment__round_unit=round_unit)


@Kept
def _late_of_mine(actor: Actor, before: datetime) -> QuerySet[JointAssessment]:
    return _late(actor, before).filter(Q(participants__contains=[actor.staff]) | Q(concluded_by=actor.staff))


@Kept
def _late_in(actor: Actor, units: frozenset[UUID], before: datetime) -> QuerySet[JointAssessment]:
    return _late(actor, before).filter(among("assessment__round_unit__unit", units))


def _late(actor: Actor, before: datetime) -> QuerySet[JointAssessment]:
    """The same as rules.is_late, in one statement (a test holds the two together)."""
    held = JointAssessment.objects.select_related("assessment__round_unit__round")
    told = ParentsInformed.objects.filter(assessment=OuterRef("assessment"))
    late = held.filter(
        Child.staying(actor.on, "assessment__child__"), ~Exists(told),
        position__in=sorted(rules.NEEDS_WORDS), concluded_at__lt=before,
    )  # fmt: skip
    seen = within(actor, Permission.SCREENING_INFORM, late)
    return seen.order_by("concluded_at", "assessment__child__given_names", "pk")


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), COPENHAGEN)
