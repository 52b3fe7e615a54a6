"""The adults of a child."""

from datetime import datetime
from typing import Any

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import require, within
from samspor.access.rules import Permission
from samspor.access.secret import ring
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.people import rules
from samspor.people.models import Child, Guardian, Guardianship


@transaction.atomic
def register_guardian(
    *, by: Actor, child: Child, at: datetime, name: str, relation: rules.Relation, has_custody: bool,
    lives_with: bool = True, cpr: str | None = None, **contact: Any,
) -> Guardian:  # fmt: skip
    """An adult of the child's. The same CPR number is the same adult, whose facts are not overwritten."""
    child = require(by, Permission.CHILD_EDIT, child)
    known = Guardian.objects.filter(cpr_hash=ring().digest(cpr)).first() if cpr else None
    guardian = known if known and _may_tie(by, known, at) else None
    if guardian is None:
        guardian = Guardian(name=name, **contact)
        if cpr and not known:
            guardian.cpr, guardian.cpr_hash = cpr, ring().digest(cpr)
        guardian.save()
        after = {"name": name}
        record(Verb.GUARDIAN_REGISTERED, by=by, about=guardian, child_ids=[child.pk], at=at, after=after)
    _tie(by=by, child=child, guardian=guardian, at=at, relation=relation, custody=has_custody, home=lives_with)
    return guardian


@transaction.atomic
def correct_guardian(
    *, by: Actor, guardianship: Guardianship, at: datetime, relation: rules.Relation, has_custody: bool,
    lives_with: bool, **changes: Any,
) -> Guardian:  # fmt: skip
    """What the adult is called and how they are reached, and what they are to this child."""
    tie = require(by, Permission.CHILD_EDIT, guardianship)
    guardian = Guardian.objects.select_for_update().get(pk=tie.guardian_id)
    before = {name: getattr(guardian, name) for name in changes}
    for name, value in changes.items():
        setattr(guardian, name, value)
    guardian.save()
    changed = sorted(name for name, value in changes.items() if value != before[name])
    after = {"changed": changed}
    record(Verb.GUARDIAN_CORRECTED, by=by, about=guardian, child_ids=[tie.child_id], at=at, after=after)
    _tie(
        by=by, child=tie.child, guardian=guardian, at=at, relation=relation, custody=has_custody, home=lives_with
    )  # fmt: skip
    return guardian


def _may_tie(by: Actor, guardian: Guardian, at: datetime) -> bool:
    """Nobody gets at a protected adult by typing a number: only who sees a child of theirs already."""
    if not rules.is_protected(guardian.protected_until, local_date(at)):
        return True
    children = Child.objects.filter(guardianships__guardian=guardian)
    return within(by, Permission.CHILD_READ, children).exists()


def _tie(
    *, by: Actor, child: Child, guardian: Guardian, at: datetime, relation: rules.Relation, custody: bool, home: bool
) -> None:
    tie, _ = Guardianship.objects.update_or_create(
        child=child,
        guardian=guardian,
        defaults={"relation": relation, "has_custody": custody, "lives_with": home},
    )
    after = {"guardian": str(guardian.pk), "relation": relation, "has_custody": custody, "lives_with": home}
    record(Verb.GUARDIANSHIP_SET, by=by, about=tie, child_ids=[child.pk], at=at, after=after)
