"""The municipality's organisation comes in, and is brought up to date; the first administrator comes in with it."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from samspor.access.actor import Actor
from samspor.access.check import demand
from samspor.access.models import Account
from samspor.access.rules import Permission, Role
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.base.refused import Refused
from samspor.people import rules
from samspor.people.actions.staff import open_account
from samspor.people.models import Employment, StaffMember, Unit
from samspor.people.rules import UnitKind, UnitRow

_BEGUN = (
    "Samspor er allerede taget i brug her. Læs nye enheder ind med './samspor units', og opret nye medarbejdere i "
    "Samspor."
)
_ROOT = (
    "Listen skal have én enhed af slagsen Kommune. Den står øverst, og de andre hører under den. Ret filen, og prøv "
    "igen."
)
_TWICE = "To enheder har det samme STIL-nummer, eller der er to kommuner. Ret listen, og prøv igen."
_KIND = "Række {0}: {1} er her allerede som noget andet. En enhed kan ikke skifte slags. Giv den et nyt navn."
_LOST = "Række {0}: {1} hører under »{2}«, som vi ikke kan finde. Ret navnet, og prøv igen."
_ROUND = "Række {0}: {1} kan ikke høre under {2}, for det hører selv under {1}. Ret rækken, og prøv igen."
_SHUT = "Række {0}: {1} kan ikke høre under {2}, som lukker. Vælg et andet sted."
_FACTS = ("name", "area", "stil_number", "phone")


@transaction.atomic
def begin(*, by: Actor, rows: Sequence[UnitRow], name: str, email: str, title: str, at: datetime) -> StaffMember:
    """The first of everything. Nobody is there who could be asked for leave, so it can be done once."""
    if Account.objects.exists():
        raise Refused(_BEGUN)
    if [row.kind for row in rows].count(UnitKind.MUNICIPALITY) != 1:
        raise Refused(_ROOT)
    write_units(by=by, rows=rows, at=at)
    top = Unit.objects.get(kind=UnitKind.MUNICIPALITY)
    account = open_account(by=by, name=name, email=email, at=at)
    staff = StaffMember.objects.create(account=account, name=name, title=title)
    role, from_on = Role.SYSTEM_ADMIN, local_date(at)
    made = Employment.objects.create(staff=staff, unit=top, role=role, period=DateRange(from_on, None))
    after = {"staff": str(staff.pk), "unit": str(top.pk), "role": role, "from": str(from_on)}
    record(Verb.EMPLOYED, by=by, about=made, at=at, after=after)
    return staff


@transaction.atomic
def take_in_units(*, by: Actor, rows: Sequence[UnitRow], at: datetime) -> list[Unit]:
    """Answers with those that are new or changed. What the list does not name stays as it is."""
    demand(by, Permission.STAFF_EDIT)
    return write_units(by=by, rows=rows, at=at)


def write_units(*, by: Actor, rows: Sequence[UnitRow], at: datetime) -> list[Unit]:
    """All locked, so that two lists at once become one after the other."""
    held = {one.pk: one for one in Unit.objects.select_for_update().order_by("pk")}
    changed = []
    for row in rules.in_order(rows, [one.name for one in held.values()]):
        unit = _same(row, held.values())
        before = _facts(unit) if unit else None
        unit = _filled(unit or Unit(kind=row.kind, opened_on=local_date(at)), row, held)
        if before != _facts(unit):
            _save(unit)
            held[unit.pk] = unit
            verb = Verb.UNIT_CHANGED if before else Verb.UNIT_OPENED
            record(verb, by=by, about=unit, at=at, before=before, after=_facts(unit))
            changed.append(unit)
    return changed


def _same(row: UnitRow, held: Collection[Unit]) -> Unit | None:
    """Known by the register's key, else by its number, else by its name."""
    for name, value in (("organisation_uuid", row.organisation_uuid), ("stil_number", row.stil_number)):
        found = [one for one in held if value and getattr(one, name) == value]
        if found:
            return found[0]
    return _named(row.name, held)


def _named(name: str, held: Collection[Unit]) -> Unit | None:
    return next((one for one in held if one.name.casefold() == name.casefold()), None)


def _filled(unit: Unit, row: UnitRow, held: dict[UUID, Unit]) -> Unit:
    """What the list says nothing of stays."""
    if unit.kind != row.kind:
        raise Refused(_KIND.format(row.number, row.name))
    for fact in _FACTS:
        setattr(unit, fact, getattr(row, fact) or getattr(unit, fact))
    unit.organisation_uuid = row.organisation_uuid or unit.organisation_uuid
    if row.kind != UnitKind.MUNICIPALITY and (row.under or unit.parent_id is None):
        above = _named(row.under, held.values()) if row.under else _top(held.values())
        _check_not_below(row, above, unit, held)
        unit.parent = above
    return unit


def _top(held: Collection[Unit]) -> Unit | None:
    return next((one for one in held if one.kind == UnitKind.MUNICIPALITY), None)


def _check_not_below(row: UnitRow, above: Unit | None, unit: Unit, held: dict[UUID, Unit]) -> None:
    if above is None:
        raise Refused(_LOST.format(row.number, row.name, row.under) if row.under else _ROOT)
    if above.closed_on and not unit.closed_on:
        raise Refused(_SHUT.format(row.number, row.name, above.name))
    step: Unit | None = above
    while step:
        if step.pk == unit.pk:
            raise Refused(_ROUND.format(row.number, row.name, above.name))
        step = held.get(step.parent_id) if step.parent_id else None


def _save(unit: Unit) -> None:
    try:
        with transaction.atomic():
            unit.save()
    except IntegrityError:
        raise Refused(_TWICE) from None


def _facts(unit: Unit) -> dict[str, str]:
    known = {name: str(getattr(unit, name)) for name in _FACTS}
    return known | {"unit": str(unit.parent_id or ""), "organisation": str(unit.organisation_uuid or "")}
