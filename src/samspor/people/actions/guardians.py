"""The adults of a child."""

from datetime import datetime
from typing import Any

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.rules import Permission
from samspor.access.secret import ring
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.people import rules
from samspor.people.models import Child, Guardian, Guardianship


@transaction.atomic
def register_guardian(*, by: Actor, child: Child, at: datetime, name: str, relation: rules.Relation, has_custody: bool,
                      lives_with: bool = True, cpr: str | None = None, **contact: Any) -> Guardian:  # fmt: skip
    """An adult of the child's. One with the same CPR number is the same adult, whose facts are not overwritten."""
    child = require(by, Permission.CHILD_EDIT, child)
    guardian = Guardian.objects.filter(cpr_hash=ring().digest(cpr)).first() if cpr else None
    if guardian is None:
        guardian = Guardian(name=name, **contact)
        if cpr:
            guardian.cpr, guardian.cpr_hash = cpr, ring().digest(cpr)
        guardian.save()
        record(Verb.GUARDIAN_REGISTERED, by=by, about=guardian, child_ids=[child.pk], at=at, after={"name": name})
    tie, _ = Guardianship.objects.update_or_create(
        child=child, guardian=guardian,
        defaults={"relation": relation, "has_custody": has_custody, "lives_with": lives_with},
    )  # fmt: skip
    after = {"guardian": str(guardian.pk), "relation": relation, "has_custody": has_custody}
    record(Verb.GUARDIANSHIP_SET, by=by, about=tie, child_ids=[child.pk], at=at, after=after)
    return guardian
