"""Groups, and who is in them when."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.refused import Refused
from samspor.people import rules
from samspor.people.models import Child, ChildGroup, Enrolment


@transaction.atomic
def enrol(*, by: Actor, child: Child, group: ChildGroup, starts_on: date, at: datetime, ends_on: date | None = None) -> Enrolment:
    """Into a group from a day on. The child's main group in the same setting ends that day."""
    group = require(by, Permission.CHILD_EDIT, group)
    rules.check_period(starts_on, ends_on)
    for earlier in child.enrolments.filter(setting=group.setting, is_main=True, period__contains=starts_on):
        _end(by=by, enrolment=earlier, ends_on=starts_on, at=at)
    try:
        with transaction.atomic():
            made = Enrolment.objects.create(child=child, group=group, setting=group.setting, period=DateRange(starts_on, ends_on))
    except IntegrityError:
        raise Refused("Barnet er allerede indmeldt i en anden gruppe i den periode. Afslut den indmeldelse først.", "group") from None
    record(Verb.ENROLLED, by=by, about=made, child_ids=[child.pk], at=at, after={"group": str(group.pk), "from": str(starts_on)})
    return made


@transaction.atomic
def end_enrolment(*, by: Actor, enrolment: Enrolment, ends_on: date, at: datetime) -> Enrolment:
    enrolment = require(by, Permission.CHILD_EDIT, enrolment)
    return _end(by=by, enrolment=enrolment, ends_on=ends_on, at=at)


@transaction.atomic
def remove_enrolment(*, by: Actor, enrolment: Enrolment, at: datetime) -> None:
    """An enrolment that never was: entered by mistake, or undone."""
    enrolment = require(by, Permission.CHILD_EDIT, enrolment)
    before = {"group": str(enrolment.group_id), "from": str(enrolment.period.lower)}
    record(Verb.ENROLMENT_REMOVED, by=by, about=enrolment, child_ids=[enrolment.child_id], at=at, before=before)
    enrolment.delete()


@transaction.atomic
def open_group(*, by: Actor, group: ChildGroup, at: datetime) -> ChildGroup:
    """`group` is new and unsaved, in a unit one leads."""
    require(by, Permission.CHILD_EDIT, group.unit)
    group.save(force_insert=True)
    record(Verb.GROUP_OPENED, by=by, about=group, at=at, after={"unit": str(group.unit_id), "name": group.name})
    return group


@transaction.atomic
def rename_group(*, by: Actor, group: ChildGroup, name: str, at: datetime) -> ChildGroup:
    group = require(by, Permission.CHILD_EDIT, group)
    before, group.name = group.name, name
    group.save(update_fields=["name"])
    record(Verb.GROUP_RENAMED, by=by, about=group, at=at, before={"name": before}, after={"name": name})
    return group


def _end(*, by: Actor, enrolment: Enrolment, ends_on: date, at: datetime) -> Enrolment:
    """Also called for the group a child moves out of: the new unit's leader may not see it, but ends it by enrolling."""
    rules.check_period(enrolment.period.lower, ends_on)
    before = str(enrolment.period.upper or "")
    enrolment.period = DateRange(enrolment.period.lower, ends_on)
    enrolment.save(update_fields=["period"])
    record(Verb.ENROLMENT_ENDED, by=by, about=enrolment, child_ids=[enrolment.child_id], at=at, before={"to": before}, after={"to": str(ends_on)})
    return enrolment
