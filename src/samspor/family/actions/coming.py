"""Somebody of a family comes in by a code, and goes out again."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from samspor.access.actor import Actor
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere
from samspor.family import queries
from samspor.family.models import FamilyVisit, Invitation
from samspor.family.rules import codes


@transaction.atomic
def come_in(*, by: Actor, code: str, form_key: UUID | None, at: datetime) -> FamilyVisit | None:
    """None for a code that is wrong, used, old, closed or nobody's: they are one and the same."""
    typed = codes.read(code)
    meant = queries.meant_by(typed, at)
    found = next((one for one in meant if queries.opens(one, typed, form_key)), None)
    if found is None:
        _miss(by, meant, at)
        return None
    return FamilyVisit.objects.filter(invitation=found).first() or begin(
        by=by, invitation=found, form_key=form_key, at=at
    )


def _miss(by: Actor, meant: Iterable[Invitation], at: datetime) -> None:
    """Written down also when no code was meant: the answer takes as long."""
    for one in meant:
        one.missed_at = [*one.missed_at, at]
        one.save(update_fields=["missed_at"])
    record(Verb.FAMILY_CODE_MISSED, by=by, about=None, child_ids={one.child_id for one in meant}, at=at)


def begin(*, by: Actor, invitation: Invitation, form_key: UUID | None, at: datetime) -> FamilyVisit:  # noqa: ARG001
    """Whoever opened the door, it is who comes in that the log tells of."""
    invitation.used_at = at
    invitation.save(update_fields=["used_at"])
    made = FamilyVisit.objects.create(
        invitation=invitation, child=invitation.child, guardian=invitation.guardian, form_key=form_key, began_at=at,
        ends_at=at + codes.VISIT_LASTS,
    )  # fmt: skip
    about = queries.of_family(made, at)
    record(Verb.FAMILY_CAME_IN, by=about, about=made, child_ids=[made.child_id], at=at)
    return made


@transaction.atomic
def leave_family(*, by: Actor, visit: FamilyVisit, at: datetime) -> FamilyVisit:
    visit = present(by=by, visit=visit, at=at)
    visit.ended_at = at
    visit.save(update_fields=["ended_at"])
    record(Verb.FAMILY_LEFT, by=by, about=visit, child_ids=[visit.child_id], at=at)
    return visit


def present(*, by: Actor, visit: FamilyVisit, at: datetime) -> FamilyVisit:
    """The visit anew and locked: it is all the access a family has, and whoever acts is whose visit it is."""
    FamilyVisit.objects.select_for_update(no_key=True).filter(pk=visit.pk).first()
    found = queries.visit_now(visit.pk, at)
    if found is None or by.id != queries.of_family(found, at).id:
        raise NotHere
    return found
