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
from samspor.base.refused import Refused
from samspor.people import queries, rules
from samspor.people.actions.covering import uncover
from samspor.people.models import Child, Guardian, Guardianship

_ELSEWHERE = "Den voksne er kendt et andet sted. Ring til forvaltningen, så retter de kontaktoplysningerne."


@transaction.atomic
def register_guardian(
    *, by: Actor, child: Child, at: datetime, name: str, relation: rules.Relation, has_custody: bool,
    lives_with: bool = True, cpr: str | None = None, **contact: Any,
) -> Guardian:  # fmt: skip
    """An adult of the child's. The same CPR number is the same adult, whose facts are not overwritten."""
    child = require(by, Permission.CHILD_EDIT, child)
    guardian = known_or_new(by=by, name=name, cpr=cpr, child_ids=[child.pk], at=at, contact=contact)
    knows = queries.reaches_all(by, guardian)
    tie(
        by=by, child=child, guardian=guardian, at=at, relation=relation, custody=has_custody, home=lives_with,
        knows=knows,
    )  # fmt: skip
    return guardian


@transaction.atomic
def correct_guardian(
    *, by: Actor, guardianship: Guardianship, at: datetime, relation: rules.Relation, has_custody: bool,
    lives_with: bool, **changes: Any,
) -> Guardian:  # fmt: skip
    """What the adult is called and how they are reached, and what they are to this child."""
    held = require(by, Permission.CHILD_EDIT, guardianship)
    if changes and not held.knows_contact:
        raise Refused(_ELSEWHERE)
    guardian = Guardian.objects.select_for_update().get(pk=held.guardian_id)
    children = set(Guardianship.objects.filter(guardian=guardian).values_list("child", flat=True))
    before = {name: getattr(guardian, name) for name in changes}
    until = changes.get("protected_until", guardian.protected_until)
    if rules.eases_protection(guardian.protected_until, until, local_date(at)):
        uncover(by=by, child=held.child, about=guardian, at=at, others=children)
    for name, value in changes.items():
        setattr(guardian, name, value)
    guardian.save()
    changed = sorted(name for name, value in changes.items() if value != before[name])
    after = {"changed": changed}
    record(Verb.GUARDIAN_CORRECTED, by=by, about=guardian, child_ids=children, at=at, after=after)
    tie(
        by=by, child=held.child, guardian=guardian, at=at, relation=relation, custody=has_custody, home=lives_with
    )  # fmt: skip
    return guardian


def known_or_new(
    *, by: Actor, name: str, cpr: str | None, child_ids: list[UUID], at: datetime, contact: Mapping[str, Any]
) -> Guardian:
    """The adult with that number, or one more. Whose children one does not see yet are not in `child_ids`."""
    known = Guardian.objects.filter(cpr_hash=ring().digest(cpr)).first() if cpr else None
    if known and _may_tie(by, known, name, at):
        return known
    if known and (here := _here_already(child_ids, name)):
        return here
    made = Guardian(name=name, **contact)
    if cpr and not known:
        made.cpr, made.cpr_hash = cpr, ring().digest(cpr)
    made.save()
    record(Verb.GUARDIAN_REGISTERED, by=by, about=made, child_ids=child_ids, at=at, after={"name": name})
    return made


def _may_tie(by: Actor, guardian: Guardian, name: str, at: datetime) -> bool:
    """By a number alone nobody gets at a protected home, nor learns the name of anybody."""
    if within(by, Permission.CHILD_READ, queries.children_of_adult(guardian)).exists():
        return True
    same_name = rules.search_words(name) == rules.search_words(guardian.name)
    return same_name and not queries.is_guarded(guardian, local_date(at))


def _here_already(child_ids: list[UUID], name: str) -> Guardian | None:
    """The child's adult of that name, from an earlier time the number was somebody else's to know."""
    return Guardian.objects.filter(guardianships__child__in=child_ids, cpr_hash=None, name=name).first()


def tie(
    *, by: Actor, child: Child, guardian: Guardian, at: datetime, relation: rules.Relation, custody: bool, home: bool,
    knows: bool = False,
) -> None:  # fmt: skip
    """`knows`: the contact facts may be shown from this child. What was known before is not forgotten."""
    if not home:
        _check_home(by=by, child=child, guardian=guardian, at=at)
    facts = {"relation": relation, "has_custody": custody, "lives_with": home}
    held, _ = Guardianship.objects.update_or_create(
        child=child,
        guardian=guardian,
        defaults=facts | ({"knows_contact": True} if knows else {}),
        create_defaults=facts | {"knows_contact": knows},
    )
    after = {"guardian": str(guardian.pk), "relation": relation, "has_custody": custody, "lives_with": home}
    record(Verb.GUARDIANSHIP_SET, by=by, about=held, child_ids=[child.pk], at=at, after=after)


def _check_home(*, by: Actor, child: Child, guardian: Guardian, at: datetime) -> None:
    """Who lives together has one address: to part a home that is covered may show it."""
    at_home = Guardianship.objects.filter(child=child, guardian=guardian, lives_with=True).exists()
    around = queries.guardianships_of(child)
    if at_home and guardian.pk in queries.covered_addresses(child, around, local_date(at)):
        uncover(by=by, child=child, about=guardian, at=at)
