"""Groups, and who is in them when."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q

from samspor.access.actor import Actor
from samspor.access.check import may, require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.base.refused import Refused
from samspor.people import rules
from samspor.people.models import Child, ChildGroup, Enrolment

_TAKEN = "Barnet er allerede indmeldt i en anden gruppe i den periode. Afslut den indmeldelse først."
_SAME_DAY = "Barnet begyndte i en anden gruppe samme dag. Vælg en senere dag, eller fjern den indmeldelse først."
_ONLY = (
    "Det er barnets eneste indmeldelse. Indmeld barnet det rigtige sted først, eller vælg Meld ud af kommunen på "
    "barnets side."
)
_OVER = (
    "Indmeldelsen er allerede slut, og den bliver stående. Er den en fejl, så ring til den enhed, der har barnet nu."
)
_HELD = "Barnet har fået en plads i mellemtiden. Søg barnet frem, og spørg lederen dér."
_CLOSED = "Gruppen er lukket. Vælg en anden gruppe."


@transaction.atomic
def enrol(
    *, by: Actor, child: Child, group: ChildGroup, starts_on: date, at: datetime, ends_on: date | None = None,
    instead_of: Enrolment | None = None,
) -> Enrolment:  # fmt: skip
    """Into a group from a day on. The child's main group in the same setting ends that day.

    The new group's leader need not see the child's earlier group to end it there: a child that has come has come.
    `instead_of` was taken away to be written rightly: the child is known in the unit for as long as that was.
    """
    group = require(by, Permission.ENROLMENT_KEEP, group)
    rules.check_period(starts_on, ends_on, today=local_date(at))
    rules.check_born_first(child.birth_date, child.due_date, starts_on=starts_on, kind=group.unit.kind)
    if group.closed_on and (ends_on is None or ends_on > group.closed_on):  # nobody stands in a group that is closed
        raise Refused(_CLOSED, "group")
    unit = group.unit
    rules.check_not_past_closing(ends_on, name=unit.name, closed_on=unit.closed_on, field="group")
    _make_room(by=by, child=child, group=group, starts_on=starts_on, at=at)
    known = instead_of is not None and instead_of.group.unit_id == group.unit_id
    entered_at = instead_of.entered_at if instead_of and known else at
    made = _enrolled(child, group, DateRange(starts_on, ends_on), entered_at)
    after = {"group": str(group.pk), "from": str(starts_on)}
    record(Verb.ENROLLED, by=by, about=made, child_ids=[child.pk], at=at, after=after)
    _come_back(by=by, child=child, on=starts_on, at=at)
    return made


@transaction.atomic
def end_enrolment(*, by: Actor, enrolment: Enrolment, ends_on: date, at: datetime) -> Enrolment:
    enrolment = require(by, Permission.ENROLMENT_KEEP, enrolment)
    rules.check_only_sooner(ends_on, was=enrolment.period.upper, today=local_date(at))
    return _end(by=by, enrolment=enrolment, ends_on=ends_on, at=at)


@transaction.atomic
def remove_enrolment(*, by: Actor, enrolment: Enrolment, at: datetime) -> None:
    """An enrolment that never was, where another takes its place or the child ends elsewhere."""
    _remove(by=by, enrolment=require(by, Permission.ENROLMENT_KEEP, enrolment), at=at)


@transaction.atomic
def remove_mistaken_enrolment(*, by: Actor, enrolment: Enrolment, at: datetime) -> None:
    """Never the only one: a child without any would be out of everybody's reach, and nobody responsible for it."""
    enrolment = require(by, Permission.ENROLMENT_KEEP, enrolment)
    over = enrolment.period.upper is not None and enrolment.period.upper <= local_date(at)
    if over and not may(by, Permission.ENROLMENT_KEEP, enrolment.child):  # one led the group, and the child has left it
        raise Refused(_OVER)
    if not Enrolment.objects.filter(child=enrolment.child_id).exclude(pk=enrolment.pk).exists():
        raise Refused(_ONLY)
    _remove(by=by, enrolment=enrolment, at=at)


@transaction.atomic
def enrol_again(*, by: Actor, child: Child, group: ChildGroup, starts_on: date, at: datetime) -> Enrolment:
    """A known child without a place comes back; the exact number has been typed, and nobody else has the child."""
    require(by, Permission.ENROLMENT_KEEP, group)
    locked = Child.objects.select_for_update(of=("self",), no_key=True).get(pk=child.pk)
    if locked.enrolments.filter(_lasting(local_date(at))).exists():
        raise Refused(_HELD)
    return enrol(by=by, child=locked, group=group, starts_on=starts_on, at=at)


@transaction.atomic
def open_group(*, by: Actor, group: ChildGroup, at: datetime) -> ChildGroup:
    """`group` is new and unsaved, in a unit one leads."""
    require(by, Permission.ENROLMENT_KEEP, group.unit)
    group.save(force_insert=True)
    after = {"unit": str(group.unit_id), "name": group.name}
    record(Verb.GROUP_OPENED, by=by, about=group, at=at, after=after)
    return group


@transaction.atomic
def rename_group(*, by: Actor, group: ChildGroup, name: str, at: datetime) -> ChildGroup:
    group = require(by, Permission.ENROLMENT_KEEP, group)
    before, group.name = group.name, name
    group.save(update_fields=["name"])
    record(Verb.GROUP_RENAMED, by=by, about=group, at=at, before={"name": before}, after={"name": name})
    return group


def end_all(*, by: Actor, child: Child, on: date, at: datetime) -> None:
    """For a child that leaves: also where one may not see it. What had not begun that day never will."""
    for enrolment in child.enrolments.filter(_lasting(on)):
        if enrolment.period.lower < on:
            _end(by=by, enrolment=enrolment, ends_on=on, at=at)
        else:
            _remove(by=by, enrolment=enrolment, at=at)


def _lasting(on: date) -> Q:
    return Q(period__endswith__isnull=True) | Q(period__endswith__gt=on)


def _make_room(*, by: Actor, child: Child, group: ChildGroup, starts_on: date, at: datetime) -> None:
    for earlier in child.enrolments.filter(setting=group.setting, is_main=True, period__contains=starts_on):
        if earlier.period.lower == starts_on:
            raise Refused(_SAME_DAY, "starts_on")
        _end(by=by, enrolment=earlier, ends_on=starts_on, at=at)


def _come_back(*, by: Actor, child: Child, on: date, at: datetime) -> None:
    """Whoever begins again has not left."""
    if child.left_on and child.left_on <= on:
        before = {"left_on": str(child.left_on), "left_reason": child.left_reason}
        child.left_on, child.left_reason = None, ""
        child.save(update_fields=["left_on", "left_reason"])
        record(Verb.CHILD_CORRECTED, by=by, about=child, child_ids=[child.pk], at=at, before=before)


def _enrolled(child: Child, group: ChildGroup, period: DateRange, entered_at: datetime | None) -> Enrolment:
    try:
        with transaction.atomic():
            return Enrolment.objects.create(
                child=child, group=group, setting=group.setting, period=period, entered_at=entered_at
            )
    except IntegrityError:
        raise Refused(_TAKEN, "group") from None


def _end(*, by: Actor, enrolment: Enrolment, ends_on: date, at: datetime) -> Enrolment:
    rules.check_period(enrolment.period.lower, ends_on, today=local_date(at))
    before = {"to": str(enrolment.period.upper or "")}
    enrolment.period = DateRange(enrolment.period.lower, ends_on)
    enrolment.save(update_fields=["period"])
    _end_doubles(by=by, enrolment=enrolment, ends_on=ends_on, at=at)
    record(
        Verb.ENROLMENT_ENDED, by=by, about=enrolment, child_ids=[enrolment.child_id], at=at,
        before=before, after={"to": str(ends_on)},
    )  # fmt: skip
    return enrolment


def _end_doubles(*, by: Actor, enrolment: Enrolment, ends_on: date, at: datetime) -> None:
    """Two merged pages may have stood in the same group: who leaves it has left it."""
    if enrolment.is_main:
        same = Enrolment.objects.filter(child=enrolment.child_id, group=enrolment.group_id, is_main=False)
        for double in same.filter(_lasting(ends_on), period__startswith__lt=ends_on):
            _end(by=by, enrolment=double, ends_on=ends_on, at=at)


def _remove(*, by: Actor, enrolment: Enrolment, at: datetime) -> None:
    before = {"group": str(enrolment.group_id), "from": str(enrolment.period.lower)}
    child_ids = [enrolment.child_id]
    record(Verb.ENROLMENT_REMOVED, by=by, about=enrolment, child_ids=child_ids, at=at, before=before)
    enrolment.delete()
