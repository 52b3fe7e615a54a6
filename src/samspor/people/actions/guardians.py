"""The adults of a child."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import require, within
from samspor.access.rules import Permission
from samspor.access.secret import ring
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.people import queries, rules
from samspor.people.actions.covering import uncover
from samspor.people.models import Child, Guardian, Guardianship


@transaction.atomic
def register_guardian(
    *, by: Actor, child: Child, at: datetime, name: str, relation: rules.Relation, has_custody: bool,
    lives_with: bool = True, cpr: str | None = None, **contact: Any,
) -> Guardian:  # fmt: skip
    """An adult of the child's. The same CPR number is the same adult, whose facts are not overwritten."""
    child = require(by, Permission.CHILD_EDIT, child)
    guardian = known_or_new(by=by, name=name, cpr=cpr, child_ids=[child.pk], at=at, contact=contact)
    tie(by=by, child=child, guardian=guardian, at=at, relation=relation, custody=has_custody, home=lives_with)
    return guardian


@transaction.atomic
def correct_guardian(
    *, by: Actor, guardianship: Guardianship, at: datetime, relation: rules.Relation, has_custody: bool,
    lives_with: bool, **changes: Any,
) -> Guardian:  # fmt: skip
    """What the adult is called and how they are reached, and what they are to this child."""
    held = require(by, Permission.CHILD_EDIT, guardianship)
    guardian = Guardian.objects.select_for_update().get(pk=held.guardian_id)
    before = {name: getattr(guardian, name) for name in changes}
    until = changes.get("protected_until", guardian.protected_until)
    if rules.eases_protection(guardian.protected_until, until, local_date(at)):
        others = Guardianship.objects.filter(guardian=guardian).values_list("child", flat=True)
        uncover(by=by, child=held.child, about=guardian, at=at, others=others)
    for name, value in changes.items():
        setattr(guardian, name, value)
    guardian.save()
    changed = sorted(name for name, value in changes.items() if value != before[name])
    after = {"changed": changed}
    record(Verb.GUARDIAN_CORRECTED, by=by, about=guardian, child_ids=[held.child_id], at=at, after=after)
    tie(
        by=by, child=held.child, guardian=guardian, at=at, relation=relation, custody=has_custody, home=lives_with
    )  # fmt: skip
    return guardian


def known_or_new(
    *, by: Actor, name: str, cpr: str | None, child_ids: list[UUID], at: datetime, contact: Mapping[str, Any]
) -> Guardian:
    """The adult with that number, or one more. Whose children one does not see yet are not in `child_ids`."""
    known = Guardian.objects.filter(cpr_hash=ring().digest(cpr)).first() if cpr else None
    if known and _may_tie(by, known, at):
        return known
    made = Guardian(name=name, **contact)
    if cpr and not known:
        made.cpr, made.cpr_hash = cpr, ring().digest(cpr)
    made.save()
    record(Verb.GUARDIAN_REGISTERED, by=by, about=made, child_ids=child_ids, at=at, after={"name": name})
    return made


def _may_tie(by: Actor, guardian: Guardian, at: datetime) -> bool:
    """Nobody gets at a protected adult by typing a number: only who sees a child of theirs already."""
    if not rules.is_protected(guardian.protected_until, local_date(at)):
        return True
    children = Child.objects.filter(guardianships__guardian=guardian)
    return within(by, Permission.CHILD_READ, children).exists()


def tie(
    *, by: Actor, child: Child, guardian: Guardian, at: datetime, relation: rules.Relation, custody: bool, home: bool
) -> None:
    if not home:
        _check_home(by=by, child=child, guardian=guardian, at=at)
    held, _ = Guardianship.objects.update_or_create(
        child=child,
        guardian=guardian,
        defaults={"relation": relation, "has_custody": custody, "lives_with": home},
    )
    after = {"guardian": str(guardian.pk), "relation": relation, "has_custody": custody, "lives_with": home}
    record(Verb.GUARDIANSHIP_SET, by=by, about=held, child_ids=[child.pk], at=at, after=after)


def _check_home(*, by: Actor, child: Child, guardian: Guardian, at: datetime) -> None:
    """Who lives together has one address: to part a home that is covered may show it."""
    at_home = Guardianship.objects.filter(child=child, guardian=guardian, lives_with=True).exists()
    around = queries.guardianships_of(child)
    if at_home and guardian.pk in queries.covered_addresses(child, around, local_date(at)):
        uncover(by=by, child=child, about=guardian, at=at)
