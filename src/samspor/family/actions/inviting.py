"""One of the staff hands a code to one of a family, having seen what it opens."""

import secrets
from datetime import datetime

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.refused import Refused
from samspor.family import queries
from samspor.family.actions.coming import begin
from samspor.family.models import FamilyVisit, Invitation
from samspor.family.rules import childs, codes
from samspor.family.rules.words import Sight
from samspor.people.api import Child, Guardian, check_way_out
from samspor.sharing.api import kept


@transaction.atomic
def make_invitation(*, by: Actor, child: Child, guardian: Guardian, seen: str, at: datetime) -> Invitation:
    """`seen`: the mark of what whoever hands it over has looked at. The code before it, and its visit, are over."""
    child = require(by, Permission.FAMILY_INVITE, kept(child))
    check_way_out(by, child)
    queries.tie_of(child, guardian, by.on)
    stands = queries.seen_by(child, guardian, at=at)
    if stands.sight is Sight.CLOSED:
        raise Refused("Siden er lukket for den forælder nu. Tal med din leder.")
    if queries.mark_of(stands) != seen:
        raise Refused("Siden har ændret sig imens. Se den igennem igen, før du giver koden.")
    return _made(by, Invitation(child=child, guardian=guardian), at)


@transaction.atomic
def make_childs_invitation(*, by: Actor, child: Child, is_together: bool, at: datetime) -> Invitation:
    """To the child's own page. Together is on one's own screen, beside the child: also while there is a stop."""
    child = require(by, Permission.FAMILY_INVITE, kept(child))
    if not is_together:
        check_way_out(by, child)
    childs.check_own_page(is_open=queries.is_open_to(child, by.on), on=by.on)
    return _made(by, Invitation(child=child, is_together=is_together), at)


@transaction.atomic
def sit_together(*, by: Actor, child: Child, at: datetime) -> FamilyVisit:
    """The child's own page on the screen of whoever sits beside it: no code is spoken."""
    made = make_childs_invitation(by=by, child=child, is_together=True, at=at)
    return begin(by=by, invitation=made, form_key=None, at=at)


def _made(by: Actor, one: Invitation, at: datetime) -> Invitation:
    for before in queries.usable(one.child, at).filter(guardian=one.guardian):
        _revoke(before, by=by, at=at)
    one.handle = "".join(secrets.choice(codes.LETTERS) for _ in range(codes.HANDLE))
    one.made_by, one.made_at, one.expires_at = queries.me(by), at, at + codes.CODE_LASTS
    one.save(force_insert=True)
    whose = str(one.guardian_id) if one.guardian_id else "child"
    record(Verb.FAMILY_CODE_MADE, by=by, about=one, child_ids=[one.child_id], at=at, after={"guardian": whose})
    return one


@transaction.atomic
def revoke_invitation(*, by: Actor, invitation: Invitation, at: datetime) -> Invitation:
    """The code, and the visit it has opened: at once."""
    invitation = require(by, Permission.FAMILY_INVITE, invitation)
    _revoke(invitation, by=by, at=at)
    return invitation


def _revoke(one: Invitation, *, by: Actor, at: datetime) -> None:
    if one.revoked_at is None:
        one.revoked_at = at
        one.save(update_fields=["revoked_at"])
        record(Verb.FAMILY_CODE_REVOKED, by=by, about=one, child_ids=[one.child_id], at=at)


@transaction.atomic
def close_ways_in(*, by: Actor, child: Child, at: datetime) -> None:
    """A stop is set. What was handed over or opened before it opens nothing when it is lifted."""
    for one in queries.usable(child, at):
        _revoke(one, by=by, at=at)
