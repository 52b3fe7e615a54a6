"""Where a list says a child is, beside where it is known to be: begun, moved, other dates, ended."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from uuid import UUID

from samspor.people.rules import Setting
from samspor.roster.rules.changes import Bucket, EnrolmentStep, Place, Staged, Step
from samspor.roster.rules.known import Known, KnownChild, KnownEnrolment
from samspor.roster.rules.placing import Placed
from samspor.roster.rules.values import fold


def overlap(one: Placed, other: Placed) -> bool:
    """Two rows place the child in one setting at one time, and not alike."""
    if not one.place or not other.place or one.place.setting is not other.place.setting:
        return False
    if _spot(one.place) == _spot(other.place):
        return (one.row.starts_on, one.row.ends_on) != (other.row.starts_on, other.row.ends_on) and _meet(one, other)
    return _meet(one, other)


def _meet(one: Placed, other: Placed) -> bool:
    return _period(one)[0] < _period(other)[1] and _period(other)[0] < _period(one)[1]


def _period(item: Placed) -> tuple[date, date]:
    return item.row.starts_on or date.min, item.row.ends_on or date.max


def _spot(place: Place) -> tuple[object, str]:
    return place.unit_id, fold(place.group_name)


def is_past(item: Placed, on: date) -> bool:
    return item.row.ends_on is not None and item.row.ends_on <= on


def steps(items: Iterable[Placed], child: KnownChild | None, on: date) -> tuple[EnrolmentStep, ...]:
    known = {enrolment.id: enrolment for enrolment in child.enrolments} if child else {}
    found: list[EnrolmentStep] = []
    for item in sorted(items, key=_period):
        step = _step(item, known, on) if item.place else None
        if step and step.enrolment_id and step.step is not Step.MOVE:  # later rows meet the dates as they will be
            old = known[step.enrolment_id]
            known[old.id] = replace(old, starts_on=step.starts_on or old.starts_on, ends_on=step.ends_on)
        found += [step] if step else []
    return tuple(found)


def _step(item: Placed, known: dict[UUID, KnownEnrolment], on: date) -> EnrolmentStep | None:
    place, row = item.place, item.row
    in_setting = [enrolment for enrolment in known.values() if place and enrolment.setting is place.setting]
    there = _there(item, in_setting)
    if there:
        return _adjusted(item, there)
    if place is None or is_past(item, on):
        return None
    begins = row.starts_on or on
    left = _at(begins, in_setting) or (_at(on, in_setting) if begins < on else None)
    later = min((e.starts_on for e in in_setting if e.starts_on > begins and e is not left), default=None)
    return EnrolmentStep(
        step=Step.MOVE if left else Step.START,
        setting=place.setting,
        place=place,
        enrolment_id=left.id if left else None,
        starts_on=row.starts_on,
        ends_on=min((end for end in (row.ends_on, later) if end), default=None),
    )


def _at(day: date, in_setting: list[KnownEnrolment]) -> KnownEnrolment | None:
    return next((e for e in in_setting if e.starts_on <= day and (e.ends_on is None or day < e.ends_on)), None)


def _there(item: Placed, in_setting: list[KnownEnrolment]) -> KnownEnrolment | None:
    """The enrolment the row is about: same group, days in common, and the same first day if there are several."""
    begins, ends = _period(item)
    meeting = (e for e in in_setting if begins < (e.ends_on or date.max) and e.starts_on < ends)
    same = [e for e in meeting if item.place and e.group_id == item.place.group_id]
    exact = [e for e in same if e.starts_on == item.row.starts_on]
    return next(iter(exact or same), None)


def _adjusted(item: Placed, there: KnownEnrolment) -> EnrolmentStep | None:
    """A list that gives no last day does not take one away."""
    starts, ends = item.row.starts_on or there.starts_on, item.row.ends_on or there.ends_on
    if (starts, ends) == (there.starts_on, there.ends_on):
        return None
    sooner = there.ends_on is None or (ends is not None and ends < there.ends_on)
    kind = Step.END if starts == there.starts_on and sooner else Step.ADJUST  # to end is to shorten
    return EnrolmentStep(step=kind, setting=there.setting, place=item.place, enrolment_id=there.id,
                         starts_on=starts if kind is Step.ADJUST else None, ends_on=ends)  # fmt: skip


def endings(
    known: Known,
    *,
    accounted: set[tuple[object, Setting | None]],
    covered: set[tuple[object, Setting]],
    on: date,
) -> Iterator[Staged]:
    """Children enrolled today where the list is complete, and of whom it says nothing."""
    for child in known.by_id.values():
        for enrolment in child.enrolments:
            here = (enrolment.unit_id, enrolment.setting) in covered and enrolment.starts_on <= on
            if here and enrolment.ends_on is None and not accounted & {(child.id, None), (child.id, enrolment.setting)}:
                place = Place(enrolment.unit_id, enrolment.setting, enrolment.group_id, "")
                step = EnrolmentStep(step=Step.END, setting=enrolment.setting, place=place, enrolment_id=enrolment.id)
                yield Staged(bucket=Bucket.ENDED, child_id=child.id, steps=(step,))
