"""A child comes into the house, is corrected, and leaves it."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.rules import Permission
from samspor.access.secret import ring
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.base.refused import Refused
from samspor.people import queries, rules
from samspor.people.actions.covering import uncover
from samspor.people.actions.enrolments import end_all, enrol
from samspor.people.models import Child, ChildGroup, Guardian

_KNOWN = ("given_names", "family_name", "birth_date", "due_date", "replacement_number", "protected_until")
_TWICE = "Der findes allerede et barn med det nummer. Søg barnet frem i stedet for at oprette det igen."

_ELSEWHERE = "Barnet kan ikke oprettes herfra. Ring til forvaltningen, så hjælper de jer videre."


@transaction.atomic
def register_child(
    *, by: Actor, group: ChildGroup, given_names: str, family_name: str, birth_date: date | None,
    starts_on: date, at: datetime, cpr: str | None = None, replacement_number: str | None = None,
    protected_until: date | None = None, address: str | None = None,
) -> Child:  # fmt: skip
    """A child comes into the house by being enrolled: nobody is without a place that is responsible."""
    require(by, Permission.ENROLMENT_KEEP, group)
    rules.check_birth_date(birth_date, today=local_date(at))
    child = Child(
        given_names=given_names,
        family_name=family_name,
        birth_date=birth_date,
        replacement_number=replacement_number,
        protected_until=protected_until,
        address=address,
        search_name=rules.search_name(given_names, family_name),
    )
    _number(child, cpr)
    _saved_once(by, child)
    record(Verb.CHILD_REGISTERED, by=by, about=child, child_ids=[child.pk], at=at, after=_facts(child))
    enrol(by=by, child=child, group=group, starts_on=starts_on, at=at)
    return child


@transaction.atomic
def expect_child(
    *, by: Actor, group: ChildGroup, mother: Guardian, due_date: date, starts_on: date, at: datetime
) -> Child:
    """An unborn child, tied to its mother, in the care of the health visitors' group."""
    require(by, Permission.ENROLMENT_KEEP, group)
    child = Child(given_names="Ventet barn", family_name=mother.name.rpartition(" ")[2])
    child.due_date, child.mother = due_date, mother
    child.search_name = rules.search_name(child.given_names, mother.name)
    child.save()
    record(Verb.CHILD_REGISTERED, by=by, about=child, child_ids=[child.pk], at=at, after=_facts(child))
    enrol(by=by, child=child, group=group, starts_on=starts_on, at=at)
    return child


@transaction.atomic
def correct_child(*, by: Actor, child: Child, at: datetime, cpr: str | None = None, **changes: Any) -> Child:
    """Any of the child's facts; `cpr` sets the number, which is never shown in the log."""
    child = require(by, Permission.CHILD_EDIT, child)
    before = _facts(child)
    until = changes.get("protected_until", child.protected_until)
    if rules.eases_protection(child.protected_until, until, local_date(at)):
        uncover(by=by, child=child, about=child, at=at)
    for name, value in changes.items():
        setattr(child, name, value)
    if child.due_date is None or child.birth_date:
        rules.check_birth_date(child.birth_date, today=local_date(at))
    child.search_name = rules.search_name(child.given_names, child.family_name)
    _number(child, cpr)
    _saved_once(by, child)
    hidden = {name: "•" for name in ("address",) if name in changes} | ({"cpr": "•"} if cpr else {})
    after = _facts(child) | hidden
    record(Verb.CHILD_CORRECTED, by=by, about=child, child_ids=[child.pk], at=at, before=before, after=after)
    return child


@transaction.atomic
def leave_municipality(*, by: Actor, child: Child, on: date, reason: rules.LeftReason, at: datetime) -> Child:
    """Ends every enrolment on that day; what is known is kept for as long as its purposes say."""
    child = require(by, Permission.ENROLMENT_KEEP, child)
    if child.birth_date and on < child.birth_date:
        raise Refused("Datoen ligger før barnets fødselsdato. Ret den.", "on")
    end_all(by=by, child=child, on=on, at=at)
    child.left_on, child.left_reason = on, reason
    child.save(update_fields=["left_on", "left_reason"])
    after = {"on": str(on), "reason": reason}
    record(Verb.CHILD_LEFT, by=by, about=child, child_ids=[child.pk], at=at, after=after)
    return child


def _number(child: Child, cpr: str | None) -> None:
    if cpr:
        child.cpr, child.cpr_hash = cpr, ring().digest(cpr)


def _saved_once(by: Actor, child: Child) -> None:
    """Who has the number is said of children in reach; of all others nothing, so that no number can be tried."""
    try:
        with transaction.atomic():
            child.save()
    except IntegrityError:
        said = _TWICE if _another_in_reach(by, child) else _ELSEWHERE
        raise Refused(said, "cpr" if child.cpr else "replacement_number") from None


def _another_in_reach(by: Actor, child: Child) -> bool:
    """A page being corrected holds its own number, and is not the other one."""
    same = (queries.by_cpr(by, child.cpr or ""), queries.by_replacement_number(by, child.replacement_number or ""))
    return any(one and one.pk != child.pk for one in same)


def _facts(child: Child) -> dict[str, str]:
    return {name: str(getattr(child, name) or "") for name in _KNOWN}
