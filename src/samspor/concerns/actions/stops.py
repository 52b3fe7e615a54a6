"""The two questions that come first, and the stop: a yes sets it, somebody notifies, the authority lifts it."""

from datetime import date, datetime

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.concerns import queries
from samspor.concerns.actions.steps import writable
from samspor.concerns.models import Concern, FirstAnswer, HardStop
from samspor.concerns.rules import stops
from samspor.concerns.rules.stops import Answer, StopKind
from samspor.people.api import way_out


@transaction.atomic
def answer_first(
    *, by: Actor, concern: Concern, kind: StopKind, answer: Answer, at: datetime, about_staff: bool = False
) -> FirstAnswer:
    """Also when the child is no longer there: a yes can always be said, and what is unanswered cannot be ended."""
    concern = writable(by=by, concern=concern, at=at, also_gone=True)
    return put_answer(by=by, concern=concern, kind=kind, answer=answer, at=at, about_staff=about_staff)


def put_answer(
    *, by: Actor, concern: Concern, kind: StopKind, answer: Answer, at: datetime, about_staff: bool
) -> FirstAnswer:
    active = HardStop.objects.filter(concern=concern, kind=kind, lifted_at=None)
    stops.check_answer(answer=answer, stopped=active.exists())
    made = FirstAnswer.objects.create(concern=concern, kind=kind, answer=answer, by=queries.me(by), entered_at=at)
    about = {"kind": kind, "answer": answer}
    record(Verb.FIRST_QUESTION_ANSWERED, by=by, about=made, child_ids=[concern.child_id], at=at, after=about)
    if answer is Answer.YES and not active.exists():
        stop = HardStop.objects.create(concern=concern, kind=kind, by=made.by, entered_at=at, about_staff=about_staff)
        after = {"kind": kind} | ({"about_staff": True} if about_staff else {})
        record(Verb.HARD_STOP_SET, by=by, about=stop, child_ids=[concern.child_id], at=at, after=after)
        way_out.stopped(by=by, child=concern.child, at=at)
    return made


@transaction.atomic
def record_notification(*, by: Actor, concern: Concern, notified_on: date, at: datetime) -> list[HardStop]:
    """That it was given, outside Samspor. The stop stands: only the authority lifts it."""
    concern = writable(by=by, concern=concern, at=at, also_gone=True)
    waiting = list(HardStop.objects.filter(concern=concern, lifted_at=None, notified_on=None).order_by("kind"))
    stops.check_notified(waiting=bool(waiting), notified_on=notified_on, today=local_date(at))
    for stop in waiting:
        stop.notified_on, stop.notified_by = notified_on, queries.me(by)
        stop.save(update_fields=["notified_on", "notified_by"])
        after = {"kind": stop.kind, "on": str(notified_on)}
        record(Verb.NOTIFICATION_RECORDED, by=by, about=stop, child_ids=[concern.child_id], at=at, after=after)
    return waiting


@transaction.atomic
def lift_stop(*, by: Actor, stop: HardStop, reason: str, at: datetime) -> HardStop:
    """Only the authority, with a reason that stays."""
    stop = require(by, Permission.CONCERN_LIFT_STOP, stop)
    stops.check_lift(reason=reason, lifted=stop.lifted_at is not None)
    stop.lifted_at, stop.lifted_by, stop.lift_reason = at, queries.me(by), reason
    stop.save(update_fields=["lifted_at", "lifted_by", "lift_reason"])
    child_id = stop.concern.child_id
    record(Verb.HARD_STOP_LIFTED, by=by, about=stop, child_ids=[child_id], at=at, after={"kind": stop.kind})
    return stop
