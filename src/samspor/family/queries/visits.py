"""Codes and visits: which there are, which one is meant, and whether it holds this moment."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.crypto import constant_time_compare, salted_hmac

from samspor.access.actor import Actor
from samspor.access.check import within
from samspor.access.rules import Permission
from samspor.family.models import FamilyVisit, Invitation
from samspor.family.rules.codes import DIGITS, Typed, may_be_tried, spelt
from samspor.people.api import Child, same_child

_SALT = "samspor.family.code"


def digits_of(invitation: Invitation) -> str:
    """Worked out with a key when they are asked for, and kept nowhere."""
    said = f"{invitation.pk}:{invitation.made_at.isoformat()}"
    digest = salted_hmac(_SALT, said, algorithm="sha256").digest()
    return f"{int.from_bytes(digest[:8]) % 10**DIGITS:0{DIGITS}}"


def code_of(invitation: Invitation) -> str:
    return spelt(invitation.handle, digits_of(invitation))


def meant_by(typed: Typed, at: datetime) -> list[Invitation]:
    """Those with that handle that may be tried, locked: two who try at once try one after the other."""
    held = Invitation.objects.select_for_update(of=("self",), no_key=True).filter(handle=typed.handle)
    return [one for one in held.order_by("pk") if is_open(one, at)]


def is_open(one: Invitation, at: datetime) -> bool:
    return may_be_tried(
        misses=len(one.missed_at), expires_at=one.expires_at, is_revoked=one.revoked_at is not None, at=at
    )


def opens(one: Invitation, typed: Typed, form_key: UUID | None) -> bool:
    """The right digits, for the first time; or once more by the same press of the same button."""
    right = constant_time_compare(digits_of(one), typed.digits)
    again = FamilyVisit.objects.filter(invitation=one, form_key=form_key, ended_at=None) if form_key else None
    return right and (one.used_at is None or (again is not None and again.exists()))


def _going_on(at: datetime) -> QuerySet[FamilyVisit]:
    return FamilyVisit.objects.filter(ended_at=None, ends_at__gt=at, invitation__revoked_at=None)


def visit_now(key: UUID, at: datetime) -> FamilyVisit | None:
    """None when it is over, whatever ended it."""
    return _going_on(at).select_related("child__merged_into", "guardian", "invitation").filter(pk=key).first()


def was_closed(key: UUID) -> bool:
    """By one of the staff or by a stop: who was in is not told which, and is told where to ring."""
    return FamilyVisit.objects.filter(pk=key, invitation__revoked_at__isnull=False).exists()


def visits_now(child: Child, at: datetime) -> list[FamilyVisit]:
    return list(_going_on(at).filter(child__in=same_child(child)).order_by("began_at", "pk"))


def usable(child: Child, at: datetime) -> QuerySet[Invitation]:
    """Codes that open something or hold something open, locked."""
    held = Invitation.objects.select_for_update(of=("self",), no_key=True).filter(child__in=same_child(child))
    unused = Q(used_at=None, revoked_at=None)
    return held.filter(unused | Q(visit__in=_going_on(at))).order_by("pk")


def invitations_visible_to(actor: Actor) -> QuerySet[Invitation]:
    held = Invitation.objects.select_related("child__merged_into", "guardian", "made_by")
    return within(actor, Permission.FAMILY_INVITE, held)


def open_invitations(child: Child, at: datetime) -> list[Invitation]:
    held = Invitation.objects.filter(child__in=same_child(child), used_at=None, revoked_at=None, expires_at__gt=at)
    return list(held.order_by("made_at", "pk"))


def visits_of(child: Child) -> list[FamilyVisit]:
    """The newest first."""
    held = FamilyVisit.objects.filter(child__in=same_child(child)).select_related("guardian", "invitation__made_by")
    return list(held.order_by("-began_at", "pk")[:20])
