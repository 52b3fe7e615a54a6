"""A visit: one child is looked at, any day, its parents told of it first."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.base.refused import NotHere, Refused
from samspor.people.api import Child, StaffMember, Unit, check_way_out
from samspor.people.rules import Area
from samspor.screening import queries, rules, texts
from samspor.screening.actions.joint import conclude
from samspor.screening.actions.marks import hand_in_all, set_mark, to_hand_in
from samspor.screening.models import (
    Assessment,
    AssessmentRound,
    InstrumentVersion,
    OwnAssessment,
    RoundUnit,
    SecondAssessor,
)
from samspor.screening.rules import Beside, Position, RoundKind, Way


@transaction.atomic
def make_visit(
    *,
    by: Actor,
    child: Child,
    visited_on: date,
    instrument: InstrumentVersion,
    notice_on: date,
    way: Way,
    at: datetime,
    second: StaffMember | None = None,
    alone_because: str = "",
) -> Assessment:
    """A round of one child, from the visit and for two weeks. `second` is a colleague who looks as well."""
    child = require(by, Permission.VISIT_MAKE, child)
    check_way_out(by, child)
    rules.visits.check_visit(visited_on=visited_on, notice_on=notice_on, today=local_date(at))
    rules.visits.check_company(has_second=second is not None, alone_because=alone_because)
    rules.check_in_force(valid_from=instrument.valid_from, valid_to=instrument.valid_to, on=local_date(at))
    unit = queries.visits.visiting_unit(by)
    if queries.visits.visited_already(child, unit, visited_on):
        raise Refused(
            "Der er allerede skrevet et besøg hos barnet den dag. Skriv videre i det, eller ret dagen.", "visited_on"
        )
    round_unit = _opened(by, unit, visited_on, instrument, (notice_on, way))
    made = Assessment.objects.create(
        round_unit=round_unit, child=child, group=queries.visits.visited_group(child, unit, by.on),
        alone_because=None if second else alone_because,
    )  # fmt: skip
    if second:
        _ask(by, made, second, at)
    after = {"on": str(visited_on), "notice_on": str(notice_on), "way": way}
    record(Verb.VISIT_MADE, by=by, about=made, child_ids=[child.pk], at=at, after=after)
    return made


def _opened(
    by: Actor, unit: Unit, visited_on: date, instrument: InstrumentVersion, notice: tuple[date, Way]
) -> RoundUnit:
    whole = AssessmentRound.objects.create(
        label=texts.visit(visited_on), area=Area.HEALTH, kind=RoundKind.VISIT, opens_on=visited_on,
        closes_on=rules.visits.open_until(visited_on), instrument=instrument,
    )  # fmt: skip
    return RoundUnit.objects.create(
        round=whole, unit=unit, notice_on=notice[0], notice_way=notice[1], notice_by_id=queries.me(by)
    )


def _ask(by: Actor, assessment: Assessment, second: StaffMember, at: datetime) -> None:
    if not queries.visits.fellow_visitors(by).filter(pk=second.pk).exists():
        raise NotHere
    held = assessment.round_unit
    SecondAssessor.objects.create(
        round_unit=held, group_id=assessment.group_id, child_id=assessment.child_id, staff=second,
        from_on=held.round.opens_on, to_on=held.round.closes_on, chosen_at=at, chosen_by_id=queries.me(by),
    )  # fmt: skip


@transaction.atomic
def prolong_visit(*, by: Actor, assessment: Assessment, at: datetime) -> AssessmentRound:
    """Two weeks more, from today: one view is in, and the other, or the dialogue, is not."""
    assessment = require(by, Permission.SCREENING_ASSESS, assessment)
    rules.visits.check_prolonged(is_to=queries.visits.may_prolong(by, assessment))
    held = assessment.round_unit
    whole, before = held.round, queries.said_of(held.round)
    whole.closes_on = rules.visits.open_until(local_date(at))
    whole.save(update_fields=["closes_on"])
    held.seconds.filter(ended_at=None).update(to_on=whole.closes_on)
    child = [assessment.child_id]
    record(Verb.ROUND_CHANGED, by=by, about=whole, child_ids=child, at=at, before=before, after=queries.said_of(whole))
    return whole


@transaction.atomic
def assess_visit(
    *,
    by: Actor,
    assessment: Assessment,
    position: Position,
    words: str,
    at: datetime,
    beside: Collection[Beside] = (),
) -> OwnAssessment:
    """One's own view, handed in at once. Where one was alone on purpose, it is the conclusion as well."""
    assessment = require(by, Permission.SCREENING_ASSESS, assessment)
    alone, made_by_me = assessment.alone_because is not None, queries.visits.is_visitor(by, assessment)
    rules.visits.check_visitor(alone=alone, made_by_me=made_by_me)
    if alone:
        return _alone(by, assessment, position, words, beside, at)
    own = set_mark(
        by=by, round_unit=assessment.round_unit, child=assessment.child, position=position, comment=words, at=at
    )
    held = to_hand_in(by=by, round_unit=assessment.round_unit, there=[assessment.child_id], at=at)
    hand_in_all(by=by, waiting=OwnAssessment.objects.filter(assessment__in=held), about=assessment, at=at)
    return own


def _alone(  # noqa: PLR0917 -- a step of the action above
    by: Actor, assessment: Assessment, position: Position, words: str, beside: Collection[Beside], at: datetime
) -> OwnAssessment:
    rules.check_open(queries.window_of(assessment.round_unit), today=local_date(at))
    rules.check_mark(handed_in_by_me=assessment.own.exists(), concluded=hasattr(assessment, "joint"), alone=False)
    own = OwnAssessment.objects.create(
        assessment=assessment, assessor_id=queries.me(by), position=position, comment=words or None,
        marked_at=at, handed_in_at=at,
    )  # fmt: skip
    record(Verb.MARK_SET, by=by, about=own, child_ids=[assessment.child_id], at=at)
    conclude(
        by=by, assessment=assessment, position=position, justification=words, participants=[queries.me(by)],
        beside=beside, at=at,
    )  # fmt: skip
    return own
