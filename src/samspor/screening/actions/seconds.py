"""A colleague from another place looks as well: asked by the leader, for some children, in one round."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.base.refused import NotHere
from samspor.people.api import Child, ChildGroup, Enrolment, StaffMember
from samspor.screening import queries, rules
from samspor.screening.actions.marks import hand_in_all, to_hand_in, write_mark, write_signs
from samspor.screening.models import OwnAssessment, RoundUnit, SecondAssessor
from samspor.screening.rules import Position


@transaction.atomic
def choose_second(
    *,
    by: Actor,
    round_unit: RoundUnit,
    group: ChildGroup,
    staff: StaffMember,
    from_on: date,
    to_on: date,
    at: datetime,
    child: Child | None = None,
) -> SecondAssessor:
    """For a group, or for one child in it. What it opens ends by itself, with the round at the latest."""
    round_unit = require(by, Permission.SECOND_CHOOSE, round_unit)
    rules.seconds.check_second(from_on=from_on, to_on=to_on, closes_on=round_unit.round.closes_on, today=local_date(at))
    _check_there(by, round_unit, group, child)
    if not queries.seconds.can_be_asked(by.on).filter(pk=staff.pk).exists():
        raise NotHere
    rules.seconds.check_asked(
        is_one_of_ours=queries.seconds.works_in(staff, round_unit, by.on),
        is_asked_already=queries.seconds.asked_already(
            staff, round_unit, group.pk, child.pk if child else None, (from_on, to_on)
        ),
    )
    made = SecondAssessor.objects.create(
        round_unit=round_unit, group=group, child=child, staff=staff, from_on=from_on, to_on=to_on,
        chosen_at=at, chosen_by_id=queries.me(by),
    )  # fmt: skip
    after = {"who": staff.name, "from": str(from_on), "to": str(to_on)}
    record(Verb.SECOND_CHOSEN, by=by, about=made, child_ids=_children(made), at=at, after=after)
    return made


def _check_there(by: Actor, round_unit: RoundUnit, group: ChildGroup, child: Child | None) -> None:
    if group.unit_id != round_unit.unit_id:
        raise NotHere
    if child and not Enrolment.objects.filter(child=child, group=group, period__contains=by.on).exists():
        raise NotHere


def _children(second: SecondAssessor) -> list[UUID]:
    return [second.child_id] if second.child_id else []


@transaction.atomic
def end_second(*, by: Actor, second: SecondAssessor, at: datetime) -> SecondAssessor:
    """What was handed in stays; what was not can no longer be written."""
    second = require(by, Permission.SECOND_CHOOSE, second)
    if second.ended_at is None:
        second.ended_at = at
        second.save(update_fields=["ended_at"])
        record(Verb.SECOND_ENDED, by=by, about=second, child_ids=_children(second), at=at)
    return second


@transaction.atomic
def decline_second(*, by: Actor, second: SecondAssessor, words: str, at: datetime) -> SecondAssessor:
    """One cannot, and says why. What was handed in stays; the leader is asked to find somebody else."""
    second = require(by, Permission.SCREENING_SECOND, second)
    left = any(not one.is_done for one in queries.seconds.children_asked_about(by, second))
    rules.seconds.check_declined(words, left=left)
    second.declined_at, second.declined_because = at, words.strip()
    second.save(update_fields=["declined_at", "declined_because"])
    record(Verb.SECOND_DECLINED, by=by, about=second, child_ids=_children(second), at=at)
    return second


@transaction.atomic
def mark_as_second(
    *, by: Actor, second: SecondAssessor, child: UUID, position: Position | None, comment: str, at: datetime
) -> OwnAssessment:
    """One's own view of a child one was asked to look at."""
    second = require(by, Permission.SCREENING_SECOND, second)
    one = _asked_about(by, second, child)
    return write_mark(by=by, round_unit=second.round_unit, child=one, position=position, comment=comment, at=at)


@transaction.atomic
def tick_as_second(
    *, by: Actor, second: SecondAssessor, child: UUID, signs: Collection[UUID], at: datetime
) -> OwnAssessment:
    """The signs one recognises of a child one was asked to look at."""
    second = require(by, Permission.SCREENING_SECOND, second)
    one = _asked_about(by, second, child)
    return write_signs(by=by, round_unit=second.round_unit, child=one, signs=signs, at=at)


def _asked_about(by: Actor, second: SecondAssessor, child: UUID) -> Child:
    asked = {one.child.pk: one.child for one in queries.seconds.children_asked_about(by, second)}
    if child not in asked:
        raise NotHere
    return asked[child]


@transaction.atomic
def hand_in_as_second(*, by: Actor, second: SecondAssessor, at: datetime) -> int:
    second = require(by, Permission.SCREENING_SECOND, second)
    rules.check_open(queries.window_of(second.round_unit), today=local_date(at))
    there = [one.child.pk for one in queries.seconds.children_asked_about(by, second)]
    held = to_hand_in(by=by, round_unit=second.round_unit, there=there, at=at)
    waiting = OwnAssessment.objects.filter(assessment__in=held)
    return hand_in_all(by=by, waiting=waiting, about=second, at=at)
