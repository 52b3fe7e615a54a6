"""What they arrive at together, and that the parents were told."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import may, require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.base.refused import Refused
from samspor.people.api import check_way_out
from samspor.screening import rules
from samspor.screening.actions.telling import check_told
from samspor.screening.models import (
    Assessment,
    EarlierInformed,
    JointAssessment,
    JointWording,
    ParentsInformed,
)
from samspor.screening.queries import colleagues, may_be_told, me, window_of
from samspor.screening.rules import Beside, Position, Way

_INFORMED = ("informed_on", "way", "told", "recorded_at", "recorded_by_id")
_WORDING = (
    "position",
    "justification",
    "participants",
    "beside",
    "dissent",
    "dissent_by_id",
    "concluded_at",
    "concluded_by_id",
)


@transaction.atomic
def choose_single_assessor(*, by: Actor, assessment: Assessment, reason: str, at: datetime) -> Assessment:
    """Openly: only one knows the child well enough this time. It is counted, and shown."""
    assessment = require(by, Permission.SCREENING_ASSESS, assessment)
    rules.check_open(window_of(assessment.round_unit), today=local_date(at))
    check_told(by=by, round_unit=assessment.round_unit, child=assessment.child, at=at)
    handed_in = set(assessment.own.exclude(handed_in_at=None).values_list("assessor", flat=True))
    rules.check_alone(
        reason,
        handed_in_by_me=me(by) in handed_in,
        handed_in=len(handed_in),
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
    beside: Collection[Beside] = (),
    built_on: datetime | None = None,
) -> JointAssessment:
    """What was agreed in the dialogue. May be written anew until the parents are informed.

    `built_on` is when what one had before one's eyes was written; None when there was nothing yet.
    """
    assessment = require(by, Permission.SCREENING_CONCLUDE, assessment)
    rules.check_open(window_of(assessment.round_unit), today=local_date(at))
    check_told(by=by, round_unit=assessment.round_unit, child=assessment.child, at=at)
    rules.check_not_told(informed=hasattr(assessment, "informed"))
    alone = assessment.alone_because is not None
    sealed = rules.is_sealed(handed_in=assessment.own.exclude(handed_in_at=None).count(), alone=alone)
    there = set(participants) & set(colleagues(assessment.round_unit, assessment, by).values_list("pk", flat=True))
    rules.check_conclusion(
        position=position, justification=justification, participants=there, sealed=sealed, alone=alone
    )
    rules.check_dissent(dissent=dissent, dissent_by=dissent_by, participants=there)
    joint = JointAssessment.objects.filter(assessment=assessment).first() or JointAssessment(assessment=assessment)
    rules.check_joint_built_on(stands=joint.concluded_at, built_on=built_on)
    _leave_dissent(joint, after=(dissent, dissent_by), by=by)
    _keep_wording(joint)
    joint.position, joint.justification, joint.participants = position, justification or None, sorted(there)
    joint.beside, joint.dissent = sorted(beside), dissent or None
    joint.dissent_by_id = dissent_by if dissent else None
    joint.concluded_at, joint.concluded_by_id = at, me(by)
    joint.save()
    assessment.drafts.filter(writer=me(by)).delete()
    record(Verb.ASSESSMENT_CONCLUDED, by=by, about=joint, child_ids=[assessment.child_id], at=at)
    return joint


def _leave_dissent(joint: JointAssessment, *, after: tuple[str, UUID | None], by: Actor) -> None:
    if joint.dissent:
        before, mine = (joint.dissent, joint.dissent_by_id), joint.dissent_by_id == me(by)
        rules.check_dissent_kept(before=before, after=after, by_dissenter=mine)


def _keep_wording(joint: JointAssessment) -> None:
    """The wording as it stands, put beside before it is written anew."""
    if joint.position:
        JointWording.objects.create(joint=joint, **{name: getattr(joint, name) for name in _WORDING})


@transaction.atomic
def inform_parents(
    *, by: Actor, assessment: Assessment, informed_on: date, way: Way, at: datetime, told: Collection[UUID] = ()
) -> ParentsInformed:
    """`told`: which of the adults it was, by key, as far as somebody says so."""
    assessment = require(by, Permission.SCREENING_INFORM, assessment)
    check_way_out(by, assessment.child)
    joint = JointAssessment.objects.filter(assessment=assessment).first()
    concluded_on = local_date(joint.concluded_at) if joint else None
    rules.check_informed(concluded_on=concluded_on, informed_on=informed_on, today=local_date(at))
    if hasattr(assessment, "informed"):
        raise Refused(
            "Det er allerede registreret, at forældrene er orienteret. Hent siden igen, og se, hvad der står nu."
        )
    made = ParentsInformed.objects.create(
        assessment=assessment, informed_on=informed_on, way=way, recorded_at=at, recorded_by_id=me(by),
        told=_whom(by, assessment, told, at),
    )  # fmt: skip
    child, after = [assessment.child_id], _said(made)
    record(Verb.PARENTS_INFORMED, by=by, about=made, child_ids=child, at=at, after=after)
    return made


def _whom(by: Actor, assessment: Assessment, told: Collection[UUID], at: datetime) -> list[UUID]:
    """To whoever no longer has the child its adults are not there."""
    child = assessment.child.merged_into or assessment.child
    among = may_be_told(assessment, local_date(at)) if told and may(by, Permission.CHILD_READ, child) else {}
    rules.check_told_among(told, among)
    return sorted(set(told))


def _said(informed: ParentsInformed) -> dict[str, str | list[str]]:
    """What the log says of it."""
    told = {"told": [str(one) for one in informed.told]} if informed.told else {}
    return {"on": str(informed.informed_on), "way": informed.way, **told}


@transaction.atomic
def take_back_informed(
    *, by: Actor, assessment: Assessment, because: str, built_on: datetime | None, at: datetime
) -> EarlierInformed:
    """Nobody had told them. What stood is kept with the reason, and the parents are to be told again."""
    assessment = require(by, Permission.SCREENING_INFORM, assessment)
    held = ParentsInformed.objects.select_for_update().filter(assessment=assessment).first()
    if held is None:
        raise Refused(
            "Det er ikke registreret, at forældrene er orienteret. Der er ikke noget at tage tilbage. Hent siden "
            "igen, og se, hvad der står nu."
        )
    rules.check_recorded_built_on(stands=held.recorded_at, built_on=built_on)
    if not because.strip():
        raise Refused("Skriv, hvorfor det skal tages tilbage.", "because")
    made = EarlierInformed.objects.create(
        assessment=assessment, **_stood(held), taken_back_because=because, taken_back_at=at, taken_back_by_id=me(by)
    )
    before = _said(held)
    held.delete()
    child = [assessment.child_id]
    record(Verb.PARENTS_INFORMED_TAKEN_BACK, by=by, about=made, child_ids=child, at=at, before=before)
    return made


def _stood(held: ParentsInformed) -> dict[str, Any]:
    return {name: getattr(held, name) for name in _INFORMED}


@transaction.atomic
def correct_informed(
    *,
    by: Actor,
    assessment: Assessment,
    informed_on: date,
    way: Way,
    built_on: datetime | None,
    at: datetime,
    told: Collection[UUID] | None = None,
) -> ParentsInformed:
    """It was written down wrongly. What stood is kept beside what stands now.

    `built_on` is when what one had before one's eyes was recorded; None when there was nothing yet. `told` stays as it
    is when it is None.
    """
    assessment = require(by, Permission.SCREENING_INFORM, assessment)
    held = ParentsInformed.objects.select_for_update().filter(assessment=assessment).first()
    if held is None:
        raise Refused("Det er ikke registreret endnu, at forældrene er orienteret. Registrér det først.")
    rules.check_recorded_built_on(stands=held.recorded_at, built_on=built_on)
    concluded_on = local_date(assessment.joint.concluded_at)
    rules.check_informed(concluded_on=concluded_on, informed_on=informed_on, today=local_date(at))
    whom = held.told if told is None else _whom(by, assessment, told, at)
    before = _said(held)
    EarlierInformed.objects.create(assessment=assessment, **_stood(held))
    held.informed_on, held.way, held.told, held.recorded_at, held.recorded_by_id = informed_on, way, whom, at, me(by)
    held.save(update_fields=["informed_on", "way", "told", "recorded_at", "recorded_by"])
    child, after = [assessment.child_id], _said(held)
    record(Verb.PARENTS_INFORMED, by=by, about=held, child_ids=child, at=at, before=before, after=after)
    return held
