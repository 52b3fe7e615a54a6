"""Who works where as what, and which professional has to do with which child."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.rules import Permission, Role
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.refused import Refused
from samspor.people import rules
from samspor.people.models import Affiliation, Child, Employment, StaffMember, Unit


@transaction.atomic
def employ(*, by: Actor, staff: StaffMember, unit: Unit, role: Role, starts_on: date, at: datetime, ends_on: date | None = None) -> Employment:
    """Gives access from the first day, and takes it on the last."""
    require(by, Permission.STAFF_EDIT, unit)
    rules.check_period(starts_on, ends_on)
    try:
        with transaction.atomic():
            made = Employment.objects.create(staff=staff, unit=unit, role=role, period=DateRange(starts_on, ends_on))
    except IntegrityError:
        raise Refused("Medarbejderen har allerede den funktion i enheden i den periode.", "starts_on") from None
    record(Verb.EMPLOYED, by=by, about=made, at=at, after={"staff": str(staff.pk), "unit": str(unit.pk), "role": role, "from": str(starts_on)})
    return made


@transaction.atomic
def end_employment(*, by: Actor, employment: Employment, ends_on: date, at: datetime) -> Employment:
    employment = require(by, Permission.STAFF_EDIT, employment)
    rules.check_period(employment.period.lower, ends_on)
    employment.period = DateRange(employment.period.lower, ends_on)
    employment.save(update_fields=["period"])
    record(Verb.EMPLOYMENT_ENDED, by=by, about=employment, at=at, after={"to": str(ends_on)})
    return employment


@transaction.atomic
def affiliate(*, by: Actor, child: Child, staff: StaffMember, reason: str, starts_on: date, at: datetime, ends_on: date | None = None) -> Affiliation:
    """A professional gets to do with a child: said by somebody who edits the child, with the reason."""
    child = require(by, Permission.CHILD_EDIT, child)
    rules.check_period(starts_on, ends_on)
    made = Affiliation.objects.create(child=child, staff=staff, reason=reason, period=DateRange(starts_on, ends_on))
    record(Verb.AFFILIATED, by=by, about=made, child_ids=[child.pk], at=at, after={"staff": str(staff.pk)}, purpose=reason)
    return made


@transaction.atomic
def end_affiliation(*, by: Actor, affiliation: Affiliation, ends_on: date, at: datetime) -> Affiliation:
    affiliation = require(by, Permission.CHILD_EDIT, affiliation)
    rules.check_period(affiliation.period.lower, ends_on)
    affiliation.period = DateRange(affiliation.period.lower, ends_on)
    affiliation.save(update_fields=["period"])
    record(Verb.AFFILIATION_ENDED, by=by, about=affiliation, child_ids=[affiliation.child_id], at=at, after={"to": str(ends_on)})
    return affiliation
