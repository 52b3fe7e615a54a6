"""Key persons: to the guardian who asked for them, and to those who work with the child."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from samspor.access.actor import Actor
from samspor.access.check import within
from samspor.access.kept import Kept
from samspor.access.rules import Permission
from samspor.family.models import KeyPerson
from samspor.pathways.api import Pathway, standing
from samspor.people.api import Child, same_child
from samspor.sharing.api import kept

PERSONS = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Proposed:
    """Whom a guardian has asked for. `reply` is empty until it is answered."""

    key: UUID
    name: str
    relation: str
    reply: str
    words: str


def proposed_by(child: Child, guardian: UUID) -> list[Proposed]:
    """One's own, and nobody else's."""
    held = KeyPerson.objects.filter(child__in=same_child(child), guardian=guardian)
    return [Proposed(one.pk, one.name or "", one.relation or "", one.reply, one.words or "") for one in held]


def persons_visible_to(actor: Actor) -> QuerySet[KeyPerson]:
    held = KeyPerson.objects.select_related("guardian", "child__merged_into", "answered_by")
    return within(actor, Permission.FAMILY_READ, held)


def persons_about(actor: Actor, child: Child) -> list[KeyPerson]:
    return list(persons_visible_to(actor).filter(child__in=same_child(child)))


def pathway_of(child: Child) -> Pathway | None:
    return Pathway.objects.filter(child__in=same_child(child), closed_at=None).select_related("child").first()


def persons_to_answer(actor: Actor, at: datetime) -> Sequence[KeyPerson]:
    """Those that wait for whoever has the baton. There are few: most days it is one statement that finds none."""
    waiting = list(_waiting(actor))
    pathways = {kept(one.child).pk: pathway_of(kept(one.child)) for one in waiting}
    stands = standing([one for one in pathways.values() if one]) if any(pathways.values()) else {}
    return [one for one in waiting if _is_mine(actor, pathways[kept(one.child).pk], stands, at)]


def _is_mine(actor: Actor, held: Pathway | None, stands: Mapping[UUID, Any], at: datetime) -> bool:
    found = stands.get(held.pk) if held else None
    return found is not None and bool(found.who(at).pk == actor.staff)


@Kept
def _waiting(actor: Actor) -> QuerySet[KeyPerson]:
    return persons_visible_to(actor).filter(answered_at=None)


def persons_past(today: date) -> list[KeyPerson]:
    return list(KeyPerson.objects.filter(proposed_at__date__lt=today - PERSONS).order_by("pk"))
