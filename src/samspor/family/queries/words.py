"""What a family has said: to those who work with the child, and to whoever said it."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from samspor.access.actor import Actor
from samspor.access.check import within
from samspor.access.rules import Permission
from samspor.family.models import FamilyVisit, FamilyWord
from samspor.pathways.api import Pathway, standing
from samspor.people.api import Child, same_child


def words_visible_to(actor: Actor) -> QuerySet[FamilyWord]:
    return within(actor, Permission.FAMILY_READ, FamilyWord.objects.select_related("guardian", "child__merged_into"))


def words_about(actor: Actor, child: Child) -> list[FamilyWord]:
    return list(words_visible_to(actor).filter(child__in=same_child(child)))


def own_words(child: Child, guardian: UUID) -> list[FamilyWord]:
    """One's own, and nobody else's."""
    return list(FamilyWord.objects.filter(child__in=same_child(child), guardian=guardian))


def who_hears(visit: FamilyVisit, at: datetime) -> list[UUID]:
    """Accounts: who has the baton, and who let the family in."""
    held = Pathway.objects.filter(child__in=same_child(visit.child), closed_at=None)
    staff = [visit.invitation.made_by, *(one.who(at) for one in standing(held).values())]
    return sorted({one.account_id for one in staff if one.account_id})
