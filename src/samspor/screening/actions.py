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
from samspor.screening.queries import colleagues
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
def withdraw_round(*, by: Actor, round_unit: RoundUnit, at: datetime) -> None:
    """A round planned by mistake is taken out of the unit, and is gone with its last one."""
    round_unit = require(by, Permission.ROUND_PLAN, round_unit)
    rules.check_withdraw(notice_on=round_unit.notice_on, assessed=round_unit.assessments.exists())
    whole = round_unit.round
    record(
        Verb.ROUND_WITHDRAWN, by=by, about=whole, at=at, before={"label": whole.label, "unit": str(round_unit.unit_id)}
    )
    round_unit.delete()
    if not whole.units.exists():
        whole.delete()


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
    # Locked: handing in at the same moment waits, and is never written over.
    mine = assessment.own.select_for_update(of=("self",)).filter(assessor=me).first()
    own = mine or OwnAssessment(assessment=assessment, assessor=me)
    rules.check_mark(
        handed_in_by_me=own.handed_in_at is not None,
        concluded=hasattr(assessment, "joint"),
        alone=assessment.alone_because is not None,
    )
    before = {"position": own.position} if own.position else None
    own.position, own.comment, own.marked_at = position, comment or None, at
    own.save(update_fields=["position", "comment", "marked_at"] if mine else None)
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
    children = dict(waiting.values_list("pk", "assessment__child"))
    if not children:
        raise Refused("Du har ingen vurderinger at aflevere. Sæt en position ud for mindst ét barn først.")
    OwnAssessment.objects.filter(pk__in=children).update(handed_in_at=at)
    record(
        Verb.MARKS_HANDED_IN, by=by, about=group, child_ids=children.values(), at=at, after={"number": len(children)}
    )
    return len(children)


@transaction.atomic
def choose_single_assessor(*, by: Actor, assessment: Assessment, reason: str, at: datetime) -> Assessment:
    """Openly: only one knows the child well enough this time. It is counted, and shown."""
    assessment = require(by, Permission.SCREENING_ASSESS, assessment)
    rules.check_open(_window(assessment.round_unit), today=local_date(at))
    rules.check_alone(
        reason,
        handed_in_by_me=assessment.own.filter(assessor=_me(by)).exclude(handed_in_at=None).exists(),
        concluded=hasattr(assessment, "joint"),
    )
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
    built_on: datetime | None = None,
) -> JointAssessment:
    """What was agreed in the dialogue. May be written anew until the parents are informed.

    `built_on` is when what one had before one's eyes was written; None when there was nothing yet.
    """
    assessment = require(by, Permission.SCREENING_CONCLUDE, assessment)
    rules.check_open(_window(assessment.round_unit), today=local_date(at))
    if hasattr(assessment, "informed"):
        raise Refused("Forældrene er orienteret om vurderingen. Den kan ikke ændres; skriv det nye i næste runde.")
    alone = assessment.alone_because is not None
    sealed = rules.is_sealed(handed_in=assessment.own.exclude(handed_in_at=None).count(), alone=alone)
    there = set(participants) & set(colleagues(assessment.round_unit, assessment, by).values_list("pk", flat=True))
    rules.check_conclusion(
        position=position, justification=justification, participants=there, sealed=sealed, alone=alone
    )
    rules.check_dissent(dissent=dissent, dissent_by=dissent_by, participants=there)
    joint = JointAssessment.objects.filter(assessment=assessment).first() or JointAssessment(assessment=assessment)
    rules.check_built_on(written_at=joint.concluded_at, built_on=built_on)
    if joint.dissent:
        rules.check_dissent_kept(before=joint.dissent, after=dissent, by_dissenter=joint.dissent_by == _me(by))
    before = {"position": joint.position} if joint.position else None
    joint.position, joint.justification, joint.participants = position, justification or None, sorted(there)
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
