"""A child that is not born yet, with its mother."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.rules import Permission
from samspor.base.clock import local_date
from samspor.people import queries, rules
from samspor.people.actions.children import expect_child
from samspor.people.actions.guardians import known_or_new, tie
from samspor.people.models import Child, ChildGroup, Guardian, Guardianship


@transaction.atomic
def expect_sibling(
    *, by: Actor, group: ChildGroup, guardianship: Guardianship, due_date: date, starts_on: date, at: datetime
) -> Child:
    """The mother is an adult of a child one knows."""
    held = require(by, Permission.CHILD_EDIT, guardianship)
    return _expected(by=by, group=group, mother=held.guardian, due_date=due_date, starts_on=starts_on, at=at,
                     knows=held.knows_contact)  # fmt: skip


@transaction.atomic
def expect_first_child(
    *, by: Actor, group: ChildGroup, name: str, due_date: date, starts_on: date, at: datetime,
    cpr: str | None = None, **contact: Any,
) -> Child:  # fmt: skip
    """The mother is known by her exact CPR number, or met for the first time."""
    group = require(by, Permission.ENROLMENT_KEEP, group)
    mother = known_or_new(by=by, name=name, cpr=cpr, child_ids=[], at=at, contact=contact)
    knows = queries.reaches_all(by, mother)
    return _expected(by=by, group=group, mother=mother, due_date=due_date, starts_on=starts_on, at=at, knows=knows)


def _expected(
    *, by: Actor, group: ChildGroup, mother: Guardian, due_date: date, starts_on: date, at: datetime, knows: bool
) -> Child:
    """She has custody from birth (forældreansvarsloven § 6)."""
    rules.check_due_date(due_date, today=local_date(at))
    made = expect_child(by=by, group=group, mother=mother, due_date=due_date, starts_on=starts_on, at=at)
    mine = rules.Relation.MOTHER
    tie(by=by, child=made, guardian=mother, at=at, relation=mine, custody=True, home=True, knows=knows)
    return made
