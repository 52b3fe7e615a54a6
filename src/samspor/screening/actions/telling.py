"""Telling the parents of those who came after the others were told of a round."""

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
from samspor.people.api import Child, check_way_out, held_among, naming
from samspor.screening import rules
from samspor.screening.models import EarlierLateNotice, LateNotice, RoundUnit
from samspor.screening.queries import me
from samspor.screening.queries.telling import latecomers, untold
from samspor.screening.queries.visits import child_first_seen_on
from samspor.screening.rules import Way

_NOTICE = ("notice_on", "notice_way", "recorded_at", "recorded_by_id")


@transaction.atomic
def record_late_notice(
    *, by: Actor, round_unit: RoundUnit, children: Collection[UUID], notice_on: date, way: Way, at: datetime
) -> list[LateNotice]:
    """That the parents of these children have been told of the round as well. Until then nobody writes about them."""
    round_unit = require(by, Permission.ROUND_NOTICE, round_unit)
    chosen = sorted(set(children))
    waiting = {place.child.pk for place in latecomers(by, round_unit)}
    rules.telling.check_latecomers(chosen=chosen, waiting=waiting)
    rules.check_notice(notice_on=notice_on, today=local_date(at))
    for held in Child.objects.filter(pk__in=held_among(chosen)):
        check_way_out(by, held)
    made = LateNotice.objects.bulk_create(
        LateNotice(
            round_unit=round_unit, child_id=child, notice_on=notice_on, notice_way=way, recorded_at=at,
            recorded_by_id=me(by),
        )
        for child in chosen
    )  # fmt: skip
    after = {"on": str(notice_on), "way": way}
    record(Verb.LATE_NOTICE_RECORDED, by=by, about=round_unit, child_ids=chosen, at=at, after=after)
    return made


@transaction.atomic
def correct_late_notice(
    *, by: Actor, late_notice: LateNotice, notice_on: date, way: Way, built_on: datetime | None, at: datetime
) -> LateNotice:
    """It was written down wrongly. What stood is kept beside what stands now.

    `built_on` is when what one had before one's eyes was recorded.
    """
    held = require(by, Permission.ROUND_NOTICE, late_notice)
    rules.check_recorded_built_on(stands=held.recorded_at, built_on=built_on)
    seen_on = child_first_seen_on(held.round_unit, held.child)
    rules.check_notice(notice_on=notice_on, today=local_date(at), seen_on=seen_on)
    before = {"on": str(held.notice_on), "way": held.notice_way}
    EarlierLateNotice.objects.create(late_notice=held, **{name: getattr(held, name) for name in _NOTICE})
    held.notice_on, held.notice_way, held.recorded_at, held.recorded_by_id = notice_on, way, at, me(by)
    held.save(update_fields=["notice_on", "notice_way", "recorded_at", "recorded_by"])
    child, after = [held.child_id], {"on": str(notice_on), "way": way}
    record(Verb.LATE_NOTICE_RECORDED, by=by, about=held.round_unit, child_ids=child, at=at, before=before, after=after)
    return held


def check_told(*, by: Actor, round_unit: RoundUnit, child: Child, at: datetime) -> None:
    """Nobody, whoever they are, writes of a child in a round its parents have not heard of."""
    is_told = not untold(round_unit, [child.pk], local_date(at))
    name = naming.as_seen([child])[child.pk] if is_told else naming.name_of(by, child.pk)
    rules.telling.check_parents_told(name.whole if name.is_told else name.given, is_told=is_told)
