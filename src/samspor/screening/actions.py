"""Every verb of screening."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import demand, require, within
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.base.refused import NotHere, Refused
from samspor.people.api import Child, ChildGroup, StaffMember, Unit, staff_of
from samspor.screening import rules
from samspor.screening.instrument import Instrument
from samspor.screening.models import (
    Assessment,
    AssessmentRound,
    Indicator,
    InstrumentVersion,
    JointAssessment,
    OwnAssessment,
    ParentsInformed,
    RoundUnit,
)
from samspor.screening.rules import Position, Way, Window


@transaction.atomic
def plan_round(
    *,
    by: Actor,
    label: str,
    area: str,
    opens_on: date,
    closes_on: date,
    instrument: InstrumentVersion,
    units: Iterable[Unit],
    at: datetime,
) -> AssessmentRound:
    """A round for some units. It opens in each of them when the notice to its parents is on record."""
    rules.check_window(opens_on, closes_on)
    chosen = [require(by, Permission.ROUND_PLAN, unit) for unit in sorted(units, key=lambda unit: unit.pk)]
    if not chosen:
        raise Refused("Vælg mindst én enhed.", "units")
    made = AssessmentRound.objects.create(
        label=label, area=area, opens_on=opens_on, closes_on=closes_on, instrument=instrument
    )
    RoundUnit.objects.bulk_create(RoundUnit(round=made, unit=unit) for unit in chosen)
    record(
        Verb.ROUND_PLANNED, by=by, about=made, at=at, after={"label": label, "units": [str(unit.pk) for unit in chosen]}
    )
    return made


@transaction.atomic
def record_notice(*, by: Actor, round_unit: RoundUnit, notice_on: date, way: Way, at: datetime) -> RoundUnit:
    """That the parents of the unit have been told that the round is coming."""
    round_unit = require(by, Permission.ROUND_NOTICE, round_unit)
    rules.check_notice(notice_on=notice_on, today=local_date(at))
    round_unit.notice_on, round_unit.notice_way, round_unit.notice_by = notice_on, way, _me(by)
    round_unit.save(update_fields=["notice_on", "notice_way", "notice_by"])
    record(Verb.NOTICE_RECORDED, by=by, about=round_unit, at=at, after={"on": str(notice_on), "way": way})
    return round_unit


@transaction.atomic
def set_mark(
    *, by: Actor, round_unit: RoundUnit, child: Child, position: Position, at: datetime, comment: str = ""
) -> OwnAssessment:
    """One's own view of one child, which may be changed until it is handed in."""
    child = require(by, Permission.SCREENING_ASSESS, child)
    round_unit = _reached(by, Permission.SCREENING_ASSESS, round_unit)
    rules.check_open(_window(round_unit), today=local_date(at))
    assessment = _assessment_of(round_unit, child, by.on)
    me = _me(by)
    own = assessment.own.filter(assessor=me).first() or OwnAssessment(assessment=assessment, assessor=me)
    rules.check_mark(handed_in_by_me=own.handed_in_at is not None, concluded=hasattr(assessment, "joint"))
    before = {"position": own.position} if own.position else None
    own.position, own.comment, own.marked_at = position, comment or None, at
    own.save()
    record(Verb.MARK_SET, by=by, about=own, child_ids=[child.pk], at=at, before=before, after={"position": position})
    return own


@transaction.atomic
def hand_in(*, by: Actor, round_unit: RoundUnit, group: ChildGroup, at: datetime) -> int:
    """Hands in all one's marks of the group: they can no longer be changed, and where two are in, both are seen."""
    round_unit = require(by, Permission.SCREENING_ASSESS, round_unit)
    rules.check_open(_window(round_unit), today=local_date(at))
    waiting = OwnAssessment.objects.filter(
        assessment__round_unit=round_unit, assessment__group=group, assessor=_me(by), handed_in_at=None
    ).select_for_update(of=("self",))
    children = list(waiting.values_list("assessment__child", flat=True))
    if not children:
        raise Refused("Du har ingen vurderinger at aflevere. Sæt en position ud for mindst ét barn først.")
    waiting.update(handed_in_at=at)
    record(Verb.MARKS_HANDED_IN, by=by, about=group, child_ids=children, at=at, after={"number": len(children)})
    return len(children)


@transaction.atomic
def choose_single_assessor(*, by: Actor, assessment: Assessment, reason: str, at: datetime) -> Assessment:
    """Openly: only one knows the child well enough this time. It is counted, and shown."""
    assessment = require(by, Permission.SCREENING_ASSESS, assessment)
    rules.check_open(_window(assessment.round_unit), today=local_date(at))
    rules.check_alone(reason)
    assessment.alone_because = reason
    assessment.save(update_fields=["alone_because"])
    record(Verb.SINGLE_ASSESSOR_CHOSEN, by=by, about=assessment, child_ids=[assessment.child_id], at=at)
    return assessment


@transaction.atomic
def conclude(
    *,
    by: Actor,
    assessment: Assessment,
    position: Position,
    justification: str,
    participants: Collection[UUID],
    at: datetime,
    dissent: str = "",
    dissent_by: UUID | None = None,
) -> JointAssessment:
    """What was agreed in the dialogue. May be written anew until the parents are informed."""
    assessment = require(by, Permission.SCREENING_CONCLUDE, assessment)
    rules.check_open(_window(assessment.round_unit), today=local_date(at))
    if hasattr(assessment, "informed"):
        raise Refused("Forældrene er orienteret om vurderingen. Den kan ikke ændres; skriv det nye i næste runde.")
    alone = assessment.alone_because is not None
    sealed = rules.is_sealed(handed_in=assessment.own.exclude(handed_in_at=None).count(), alone=alone)
    rules.check_conclusion(
        position=position, justification=justification, participants=participants, sealed=sealed, alone=alone
    )
    joint = JointAssessment.objects.filter(assessment=assessment).first() or JointAssessment(assessment=assessment)
    before = {"position": joint.position} if joint.position else None
    joint.position, joint.justification, joint.participants = position, justification or None, sorted(participants)
    joint.dissent, joint.dissent_by_id = dissent or None, dissent_by if dissent else None
    joint.concluded_at, joint.concluded_by = at, _me(by)
    joint.save()
    record(
        Verb.ASSESSMENT_CONCLUDED,
        by=by,
        about=joint,
        child_ids=[assessment.child_id],
        at=at,
        before=before,
        after={"position": position},
    )
    return joint


@transaction.atomic
def inform_parents(*, by: Actor, assessment: Assessment, informed_on: date, way: Way, at: datetime) -> ParentsInformed:
    assessment = require(by, Permission.SCREENING_INFORM, assessment)
    joint = JointAssessment.objects.filter(assessment=assessment).first()
    concluded_on = local_date(joint.concluded_at) if joint else None
    rules.check_informed(concluded_on=concluded_on, informed_on=informed_on, today=local_date(at))
    if hasattr(assessment, "informed"):
        raise Refused("Det er allerede registreret, at forældrene er orienteret.")
    made = ParentsInformed.objects.create(
        assessment=assessment, informed_on=informed_on, way=way, recorded_at=at, recorded_by=_me(by)
    )
    record(
        Verb.PARENTS_INFORMED,
        by=by,
        about=made,
        child_ids=[assessment.child_id],
        at=at,
        after={"on": str(informed_on), "way": way},
    )
    return made


@transaction.atomic
def adopt_instrument(*, by: Actor, instrument: Instrument, at: datetime) -> InstrumentVersion:
    """Takes a version into use from its own day; one that is there already is left as it is."""
    demand(by, Permission.INSTRUMENT_ADOPT)
    made, new = InstrumentVersion.objects.get_or_create(
        key=instrument.key,
        version=instrument.version,
        defaults={"title": instrument.title, "valid_from": instrument.valid_from},
    )
    if new:
        Indicator.objects.bulk_create(
            Indicator(
                instrument=made,
                dimension=sign.dimension,
                dimension_label=sign.dimension_label,
                min_months=sign.min_months,
                max_months=sign.max_months,
                position=sign.position,
                kind=sign.kind,
                text=sign.text,
                order=order,
            )
            for order, sign in enumerate(instrument.signs)
        )
        record(Verb.INSTRUMENT_ADOPTED, by=by, about=made, at=at, after={"key": made.key, "version": made.version})
    return made


def _me(by: Actor) -> StaffMember:
    me = staff_of(by.id)
    if me is None:
        raise NotHere
    return me


def _window(round_unit: RoundUnit) -> Window:
    held = round_unit.round
    return Window(opens_on=held.opens_on, closes_on=held.closes_on, notice_on=round_unit.notice_on)


def _reached(by: Actor, permission: Permission, round_unit: RoundUnit) -> RoundUnit:
    """Read, not locked: two colleagues assess different children of the same round at once."""
    found = within(by, permission, RoundUnit.objects.select_related("round").filter(pk=round_unit.pk)).first()
    if found is None:
        raise NotHere
    return found


def _assessment_of(round_unit: RoundUnit, child: Child, on: date) -> Assessment:
    """Made at the first mark, so that a child who comes during the round is looked at like the others."""
    found = Assessment.objects.filter(round_unit=round_unit, child=child).select_related("joint").first()
    if found:
        return found
    enrolment = (
        child.enrolments.filter(group__unit=round_unit.unit_id, period__contains=on).order_by("-is_main").first()
    )
    if enrolment is None:
        raise Refused("Barnet er ikke indmeldt i enheden længere. Vurderingen hører til, hvor barnet er nu.")
    return Assessment.objects.create(round_unit=round_unit, child=child, group_id=enrolment.group_id)
