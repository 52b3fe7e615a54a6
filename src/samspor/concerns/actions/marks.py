"""Putting a mark on the ruler: one's own, or the one somebody else said, in their name."""

from datetime import date, datetime

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.base.refused import NotHere
from samspor.concerns import queries
from samspor.concerns.actions.steps import writable
from samspor.concerns.models import Concern, RulerMark, ScaleAxis, ScaleStep
from samspor.concerns.rules import entries, ruler
from samspor.concerns.rules.stops import Route
from samspor.concerns.rules.words import Whose


@transaction.atomic
def set_own_mark(
    *, by: Actor, concern: Concern, axis: ScaleAxis, step: ScaleStep, said_on: date, at: datetime, note: str = ""
) -> RulerMark:
    """One's own view as a professional: sealed for the others until two are in, or one opens it."""
    concern = writable(by=by, concern=concern, at=at)
    mine = queries.me(by)
    mark = RulerMark(whose=Whose.STAFF, name=mine.name, role_words=mine.title, staff=mine)
    return _put(by, concern, mark, axis, step, said_on, note, at)


@transaction.atomic
def mark_for(
    *,
    by: Actor,
    concern: Concern,
    whose: Whose,
    name: str,
    role_words: str,
    axis: ScaleAxis,
    step: ScaleStep,
    said_on: date,
    at: datetime,
    note: str = "",
) -> RulerMark:
    """The number the child, a parent or somebody of the network said, written down in their name."""
    if whose is Whose.STAFF:
        raise NotHere  # a colleague's own is put by the colleague
    concern = writable(by=by, concern=concern, at=at)
    if whose is Whose.PARENT:
        queries.check_way_out(by, concern, Route.OWN_MARK)
    entries.check_words(name, "name")
    entries.check_words(role_words, "role_words")
    return _put(by, concern, RulerMark(whose=whose, name=name, role_words=role_words), axis, step, said_on, note, at)


def _put(  # noqa: PLR0917 -- only called from here
    by: Actor, concern: Concern, mark: RulerMark, axis: ScaleAxis, step: ScaleStep, said_on: date, note: str,
    at: datetime,
) -> RulerMark:  # fmt: skip
    """A new row every time. The log is not told the number: a sealed one would be read there."""
    ruler.check_step(list(axis.scale.steps.all()), step, current=queries.is_current(axis.scale))
    ruler.check_said_on(said_on, today=local_date(at))
    mark.concern, mark.axis, mark.step, mark.said_on = concern, axis, step, said_on
    mark.note, mark.by, mark.entered_at = note or None, queries.me(by), at
    mark.save()
    after = {"whose": mark.whose, "axis": str(axis.pk)}
    record(Verb.RULER_MARKED, by=by, about=mark, child_ids=[concern.child_id], at=at, after=after)
    return mark


@transaction.atomic
def withdraw_mark(*, by: Actor, mark: RulerMark, at: datetime) -> RulerMark:
    """Taken back by the one who wrote it: the row stays, and stands on no ruler."""
    mark = require(by, Permission.CONCERN_WRITE, mark)
    writable(by=by, concern=mark.concern, at=at)
    entries.check_mine(mine=mark.by_id == queries.me(by).pk)
    entries.check_not_withdrawn(withdrawn=mark.withdrawn_at is not None)
    mark.withdrawn_at = at
    mark.save(update_fields=["withdrawn_at"])
    record(Verb.RULER_MARK_WITHDRAWN, by=by, about=mark, child_ids=[mark.concern.child_id], at=at)
    return mark


@transaction.atomic
def open_mark(*, by: Actor, mark: RulerMark, at: datetime) -> RulerMark:
    """Its author shows it to the others before there are two."""
    mark = require(by, Permission.CONCERN_WRITE, mark)
    entries.check_mine(mine=mark.staff_id == queries.me(by).pk)
    mark.opened_at = mark.opened_at or at
    mark.save(update_fields=["opened_at"])
    record(Verb.RULER_MARK_OPENED, by=by, about=mark, child_ids=[mark.concern.child_id], at=at)
    return mark
