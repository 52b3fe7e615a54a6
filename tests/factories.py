"""Rows for tests, without surprises: what is not said is the same every time, and it is remembered in the log."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from samspor.access.secret import ring
from samspor.audit.models import Entry
from samspor.audit.verbs import Kind, Verb
from samspor.people.models import (
    Affiliation,
    Child,
    ChildGroup,
    EmergencyAccess,
    Enrolment,
    Guardian,
    Guardianship,
    StaffMember,
)
from samspor.people.rules import Relation, search_name
from tests.cast import BEGAN, NOW

_numbers = count(1)
BORN = date(2022, 4, 4)


def remembered() -> None:
    """The commit trigger asks for an entry in the transaction."""
    Entry.objects.create(kind=Kind.CHANGE, verb=Verb.DEMO_LOADED, at=NOW, actor_name="Prøverne")


def child(group: ChildGroup | None = None, name: str = "Nora Holm", *, cpr: str | None = None, **more: Any) -> Child:
    given, _, family = name.rpartition(" ")
    facts = {"given_names": given, "family_name": family, "birth_date": BORN, "address": "Skovvej 7, 9999 Fjordby"}
    made = Child(**(facts | more), search_name=search_name(given, family))
    if cpr:
        made.cpr, made.cpr_hash = cpr, ring().digest(cpr)
    made.save()
    if group:
        enrolment(made, group)
    remembered()
    return made


def enrolment(
    of: Child, group: ChildGroup, starts_on: date = BEGAN, ends_on: date | None = None, *, is_main: bool = True
) -> Enrolment:
    remembered()
    return Enrolment.objects.create(
        child=of, group=group, setting=group.setting, is_main=is_main, period=DateRange(starts_on, ends_on)
    )


def guardian(of: Child, name: str = "Lise Holm", *, custody: bool = True, home: bool = True, **more: Any) -> Guardian:
    remembered()
    made = Guardian.objects.create(**({"name": name, "address": "Skovvej 7, 9999 Fjordby"} | more))
    tie(of, made, custody=custody, home=home)
    return made


def tie(of: Child, adult: Guardian, *, custody: bool = True, home: bool = True) -> Guardianship:
    return Guardianship.objects.create(
        child=of, guardian=adult, relation=Relation.MOTHER, has_custody=custody, lives_with=home
    )


def affiliation(of: Child, staff: StaffMember, ends_on: date | None = None) -> Affiliation:
    remembered()
    return Affiliation.objects.create(child=of, staff=staff, period=DateRange(BEGAN, ends_on), reason="Forløb om sprog")


def emergency(of: Child, staff: StaffMember, **more: Any) -> EmergencyAccess:
    remembered()
    times = {"opened_at": NOW - timedelta(minutes=5), "expires_at": NOW + timedelta(minutes=115)}
    return EmergencyAccess.objects.create(
        **({"child": of, "staff": staff, "reason": "Barnet er ikke hentet."} | times | more)
    )


def number() -> str:
    """A CPR number that belongs to no one: the day has 60 added."""
    return f"640422{4000 + next(_numbers):04d}"
