"""Planning a round, telling the parents of it, and taking it back."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.base.refused import Refused
from samspor.people.api import Unit
from samspor.people.rules import check_not_past_closing, day_after
from samspor.screening import rules
from samspor.screening.models import (
    AssessmentRound,
    EarlierNotice,
    InstrumentVersion,
    RoundChild,
    RoundUnit,
)
from samspor.screening.queries import me, noticed, said_of
from samspor.screening.queries.visits import first_seen_on
from samspor.screening.rules import RoundKind, Way


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
    kind: RoundKind = RoundKind.CALENDAR,
) -> AssessmentRound:
    """A round for some units. It opens in each of them when the notice to its parents is on record."""
    rules.check_window(opens_on, closes_on)
    opened_on = max(opens_on, local_date(at))  # one that has opened already is looked at from today
    rules.check_in_force(valid_from=instrument.valid_from, valid_to=instrument.valid_to, on=opened_on)
    chosen = [require(by, Permission.ROUND_PLAN, unit) for unit in sorted(units, key=lambda unit: unit.pk)]
    if not chosen:
        raise Refused("Vælg mindst én enhed.", "units")
    _check_last_days(chosen, closes_on)
    rules.check_area(others=[unit.name for unit in chosen if unit.area != area])
    made = AssessmentRound.objects.create(
        label=label, area=area, opens_on=opens_on, closes_on=closes_on, instrument=instrument, kind=kind
    )
    RoundUnit.objects.bulk_create(RoundUnit(round=made, unit=unit) for unit in chosen)
    record(
        Verb.ROUND_PLANNED, by=by, about=made, at=at, after={"label": label, "units": [str(unit.pk) for unit in chosen]}
    )
    return made


def _check_last_days(units: Iterable[Unit], closes_on: date) -> None:
    """No round lasts longer than a unit it is for."""
    for unit in units:
        check_not_past_closing(day_after(closes_on), name=unit.name, closed_on=unit.closed_on, field="closes_on")


@transaction.atomic
def change_round(
    *,
    by: Actor,
    round: AssessmentRound,
    label: str,
    opens_on: date,
    closes_on: date,
    built_on: Mapping[str, str],
    at: datetime,
) -> AssessmentRound:
    """Its name and its days, by somebody who may plan for every unit in it. `built_on`: what `said_of` it they saw."""
    whole = require(by, Permission.ROUND_PLAN, round)
    held = [require(by, Permission.ROUND_PLAN, one) for one in whole.units.order_by("pk")]
    list(whole.units.select_for_update().order_by("pk"))  # a first mark still under way is waited for, and seen
    before = said_of(whole)
    rules.check_round_built_on(stands=before, built_on=built_on)
    rules.check_changed(
        opened_on=whole.opens_on,
        closed_on=whole.closes_on,
        opens_on=opens_on,
        closes_on=closes_on,
        assessed=any(one.assessments.exists() for one in held),
        today=local_date(at),
    )
    _check_last_days([one.unit for one in held], closes_on)
    whole.label, whole.opens_on, whole.closes_on = label, opens_on, closes_on
    whole.save(update_fields=["label", "opens_on", "closes_on"])
    record(Verb.ROUND_CHANGED, by=by, about=whole, at=at, before=before, after=said_of(whole))
    return whole


@transaction.atomic
def withdraw_round(*, by: Actor, round_unit: RoundUnit, at: datetime) -> None:
    """A round planned by mistake is taken out of the unit, and is gone with its last one."""
    round_unit = require(by, Permission.ROUND_PLAN, round_unit)
    RoundUnit.objects.select_for_update().get(pk=round_unit.pk)  # a first mark still under way is waited for, and seen
    rules.check_withdraw(notice_on=round_unit.notice_on, assessed=round_unit.assessments.exists())
    whole = round_unit.round
    record(
        Verb.ROUND_WITHDRAWN, by=by, about=whole, at=at, before={"label": whole.label, "unit": str(round_unit.unit_id)}
    )
    round_unit.seconds.all().delete()
    RoundChild.objects.filter(round_unit=round_unit).delete()
    round_unit.delete()
    if not whole.units.exists():
        whole.delete()


@transaction.atomic
def record_notice(
    *, by: Actor, round_unit: RoundUnit, notice_on: date, way: Way, at: datetime, built_on: str = ""
) -> RoundUnit:
    """That the parents of the unit have been told that the round is coming. Said anew, it is a correction.

    `built_on` is `noticed` as one had it before one's eyes.
    """
    round_unit = require(by, Permission.ROUND_NOTICE, round_unit)
    rules.check_recorded_built_on(stands=noticed(round_unit), built_on=built_on)
    rules.check_notice(notice_on=notice_on, today=local_date(at), seen_on=first_seen_on(round_unit))
    before = _kept(round_unit, at) if round_unit.notice_on else None
    if round_unit.notice_on is None:
        round_unit.notice_at = at
    round_unit.notice_on, round_unit.notice_way, round_unit.notice_by_id = notice_on, way, me(by)
    round_unit.save(update_fields=["notice_on", "notice_way", "notice_by", "notice_at"])
    after = {"on": str(notice_on), "way": way}
    record(Verb.NOTICE_RECORDED, by=by, about=round_unit, at=at, before=before, after=after)
    return round_unit


def _kept(round_unit: RoundUnit, at: datetime) -> dict[str, str]:
    """The notice as it stands, put beside before it is corrected; and what the log says of it."""
    held = {name: getattr(round_unit, name) for name in ("notice_on", "notice_way", "notice_by_id")}
    EarlierNotice.objects.create(round_unit=round_unit, corrected_at=at, **held)
    return {"on": str(round_unit.notice_on), "way": round_unit.notice_way}
