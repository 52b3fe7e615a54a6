"""Setting a focus point, looking at it again, and telling the parents of it."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.base.refused import NotHere, Refused
from samspor.people.api import Child, ChildGroup, Enrolment, Unit, check_way_out
from samspor.screening import rules
from samspor.screening.models import FocusPoint, FocusReview, RoundUnit
from samspor.screening.queries import me, responsible_in
from samspor.screening.rules import Outcome, Way


@transaction.atomic
def set_focus(
    *,
    by: Actor,
    unit: Unit,
    aim: str,
    action: str,
    responsible: UUID,
    review_on: date,
    at: datetime,
    group: ChildGroup | None = None,
    child: Child | None = None,
    round_unit: RoundUnit | None = None,
) -> FocusPoint:
    """For a child of a group, for a group, or for the whole unit."""
    unit = require(by, Permission.FOCUS_SET, unit)
    rules.check_focus(aim=aim, action=action, review_on=review_on, today=local_date(at))
    _check_there(unit, group, child, by.on)
    _check_responsible(by, unit, responsible)
    made = FocusPoint.objects.create(
        unit=unit, group=group, child=child, round_unit=round_unit, aim=aim, action=action,
        responsible_id=responsible, review_on=review_on, set_at=at, set_by_id=me(by),
    )  # fmt: skip
    record(Verb.FOCUS_SET, by=by, about=made, child_ids=_children(made), at=at, after={"review_on": str(review_on)})
    return made


def _check_there(unit: Unit, group: ChildGroup | None, child: Child | None, on: date) -> None:
    """A group of that unit, and a child that is in it today."""
    if group is not None and group.unit_id != unit.pk:
        raise NotHere
    if child is None:
        return
    there = Enrolment.objects.filter(child=child, group__unit=unit, group=group, period__contains=on)
    if not there.exists():
        raise Refused("Barnet går ikke i gruppen i dag. Lav fokuspunktet dér, hvor barnet er nu.", "about")


def _check_responsible(by: Actor, unit: Unit, responsible: UUID) -> None:
    if not responsible_in(by, unit).filter(pk=responsible).exists():
        raise Refused("Vælg en ansvarlig, der arbejder i enheden i dag.", "responsible")


def _children(focus: FocusPoint) -> list[UUID]:
    return [focus.child_id] if focus.child_id else []


@transaction.atomic
def review_focus(
    *,
    by: Actor,
    focus: FocusPoint,
    outcome: Outcome,
    words: str,
    at: datetime,
    review_on: date | None = None,
    aim: str = "",
    action: str = "",
) -> FocusReview:
    """What came of it. Partly: it goes on to another day. Changed: one with new words follows it."""
    focus = require(by, Permission.FOCUS_SET, focus)
    today = local_date(at)
    rules.check_review(
        outcome=outcome, words=words, closed=focus.closed_on is not None, aim=aim, action=action,
        review_on=review_on, today=today,
    )  # fmt: skip
    made = FocusReview.objects.create(focus=focus, outcome=outcome, words=words, reviewed_at=at, reviewed_by_id=me(by))
    if review_on and outcome is rules.GOES_ON:
        focus.review_on = review_on
    else:
        focus.closed_on = today
    focus.save(update_fields=["review_on", "closed_on"])
    if review_on and outcome is rules.SUCCEEDED:
        _follow(focus, by=by, aim=aim, action=action, review_on=review_on, at=at)
    record(Verb.FOCUS_REVIEWED, by=by, about=focus, child_ids=_children(focus), at=at, after={"outcome": outcome})
    return made


def _follow(focus: FocusPoint, *, by: Actor, aim: str, action: str, review_on: date, at: datetime) -> None:
    """The same child or group and the same responsible, in new words."""
    made = FocusPoint.objects.create(
        unit_id=focus.unit_id, group_id=focus.group_id, child_id=focus.child_id, round_unit_id=focus.round_unit_id,
        follows=focus, aim=aim, action=action, responsible_id=focus.responsible_id, review_on=review_on,
        set_at=at, set_by_id=me(by),
    )  # fmt: skip
    record(Verb.FOCUS_SET, by=by, about=made, child_ids=_children(made), at=at, after={"review_on": str(review_on)})


@transaction.atomic
def tell_parents_of_focus(*, by: Actor, focus: FocusPoint, told_on: date, way: Way, at: datetime) -> FocusPoint:
    """That the parents know what the grown-ups try: the child's, or all those of the group or the unit."""
    focus = require(by, Permission.FOCUS_SET, focus)
    if focus.child:
        check_way_out(by, focus.child)
    set_on, of_child = local_date(focus.set_at), focus.child_id is not None
    rules.check_told(told_on=told_on, set_on=set_on, today=local_date(at), way=way, of_child=of_child)
    before = {"on": str(focus.told_on), "way": focus.told_way} if focus.told_on else None
    focus.told_on, focus.told_way, focus.told_by_id = told_on, way, me(by)
    focus.save(update_fields=["told_on", "told_way", "told_by"])
    after = {"on": str(told_on), "way": way}
    record(Verb.FOCUS_TOLD, by=by, about=focus, child_ids=_children(focus), at=at, before=before, after=after)
    return focus
