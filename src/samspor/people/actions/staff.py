"""Who works where as what, and which professional has to do with which child."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.models import Account
from samspor.access.rules import POLICY, Permission, Role
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.base.refused import Refused
from samspor.messages.api import Template, tell
from samspor.people import queries, rules
from samspor.people.models import Affiliation, Child, Employment, StaffMember, Unit

_TWICE = "Medarbejderen har allerede den funktion i enheden i den periode. Vælg en anden funktion, enhed eller periode."
_ONESELF = "Du kan ikke ansætte dig selv. Bed en anden systemadministrator om det."
_CLOSED = "Kontoen er slettet, fordi det er over et år siden, medarbejderen var her. Opret medarbejderen som ny."
_MAIL_TAKEN = "Der er allerede en konto med den mailadresse. Find medarbejderen i listen i stedet."


@transaction.atomic
def take_on(
    *, by: Actor, name: str, email: str, title: str, unit: Unit, role: Role, starts_on: date, at: datetime
) -> StaffMember:
    """Somebody new: an account without a password, which they choose themselves, and a first employment."""
    require(by, Permission.STAFF_EDIT, unit)
    if Account.objects.filter(pk=by.id, email__iexact=email.strip()).exists():
        raise Refused(_ONESELF, "email")
    account = open_account(by=by, name=name, email=email, at=at)
    staff = StaffMember.objects.create(account=account, name=name, title=title)
    employ(by=by, staff=staff, unit=unit, role=role, starts_on=starts_on, at=at)
    return staff


@transaction.atomic
def employ(
    *, by: Actor, staff: StaffMember, unit: Unit, role: Role, starts_on: date, at: datetime,
    ends_on: date | None = None,
) -> Employment:  # fmt: skip
    """Gives access from the first day, and takes it on the last. Nobody gives it to themselves, nor unseen."""
    unit = require(by, Permission.STAFF_EDIT, unit)
    if staff.account_id == by.id:
        raise Refused(_ONESELF)
    if staff.account and not staff.account.is_active:
        raise Refused(_CLOSED)
    rules.check_period(starts_on, ends_on, today=local_date(at))
    rules.check_not_past_closing(ends_on, name=unit.name, closed_on=unit.closed_on, field="unit")
    period = DateRange(starts_on, ends_on)
    try:
        with transaction.atomic():
            made = Employment.objects.create(staff=staff, unit=unit, role=role, period=period)
    except IntegrityError:
        raise Refused(_TWICE, "starts_on") from None
    after = {"staff": str(staff.pk), "unit": str(unit.pk), "role": role, "from": str(starts_on)}
    record(Verb.EMPLOYED, by=by, about=made, at=at, after=after)
    if role in POLICY[Permission.CHILD_READ]:
        _tell_of_access(by=by, made=made, at=at)
    return made


@transaction.atomic
def end_employment(*, by: Actor, employment: Employment, ends_on: date, at: datetime) -> Employment:
    employment = require(by, Permission.STAFF_EDIT, employment)
    rules.check_period(employment.period.lower, ends_on, today=local_date(at))
    before = {"to": str(employment.period.upper or "")}
    rules.check_only_sooner(ends_on, was=employment.period.upper, today=local_date(at))
    employment.period = DateRange(employment.period.lower, ends_on)
    employment.save(update_fields=["period"])
    record(Verb.EMPLOYMENT_ENDED, by=by, about=employment, at=at, before=before, after={"to": str(ends_on)})
    return employment


@transaction.atomic
def affiliate(
    *, by: Actor, child: Child, staff: StaffMember, reason: str, starts_on: date, at: datetime,
    ends_on: date | None = None,
) -> Affiliation:  # fmt: skip
    """A professional gets to do with a child: said by somebody who edits the child, with the reason."""
    child = require(by, Permission.CHILD_EDIT, child)
    rules.check_period(starts_on, ends_on, today=local_date(at))
    period = DateRange(starts_on, ends_on)
    made = Affiliation.objects.create(child=child, staff=staff, reason=reason, period=period)
    after = {"staff": str(staff.pk)}
    record(Verb.AFFILIATED, by=by, about=made, child_ids=[child.pk], at=at, after=after, purpose=reason)
    return made


@transaction.atomic
def end_affiliation(*, by: Actor, affiliation: Affiliation, ends_on: date, at: datetime) -> Affiliation:
    affiliation = require(by, Permission.CHILD_EDIT, affiliation)
    rules.check_period(affiliation.period.lower, ends_on, today=local_date(at))
    rules.check_only_sooner(ends_on, was=affiliation.period.upper, today=local_date(at))
    affiliation.period = DateRange(affiliation.period.lower, ends_on)
    affiliation.save(update_fields=["period"])
    child_ids, after = [affiliation.child_id], {"to": str(ends_on)}
    record(Verb.AFFILIATION_ENDED, by=by, about=affiliation, child_ids=child_ids, at=at, after=after)
    return affiliation


def _tell_of_access(*, by: Actor, made: Employment, at: datetime) -> None:
    told = queries.told_of_access(made.unit, local_date(at)).exclude(pk=made.staff_id).exclude(account=None)
    for account in told.values_list("account", flat=True):
        tell(by=by, to=account, template=Template.EMPLOYED_WITH_ACCESS, about=made, at=at)


def open_account(*, by: Actor, name: str, email: str, at: datetime) -> Account:
    """Without a password: whoever it is chooses one."""
    account = Account(name=name, email=email.lower())
    account.set_unusable_password()
    try:
        with transaction.atomic():
            account.save()
    except IntegrityError:
        raise Refused(_MAIL_TAKEN, "email") from None
    record(Verb.ACCOUNT_MADE, by=by, about=account, at=at)
    return account
