"""A child says something on its own page, and who may see it; one of the staff says what that changed."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere
from samspor.concerns.rules.words import Audience
from samspor.family import queries
from samspor.family.actions.coming import present
from samspor.family.models import ChildPiece, FamilyVisit, PieceAnswer
from samspor.family.rules import childs as rules
from samspor.family.rules.childs import Choice, PieceKind
from samspor.messages.api import Template, tell_of_itself
from samspor.sharing.api import kept


@transaction.atomic
def say_piece(
    *, by: Actor, visit: FamilyVisit, kind: PieceKind, text: str, staff: Collection[Audience],
    parents: Collection[UUID], at: datetime,
) -> ChildPiece:  # fmt: skip
    """Its words are never changed. Who sat with the child, or gave it the code, may always read them."""
    visit, page = _own(by, visit, at)
    rules.check_piece(text)
    choice = Choice(staff, parents)
    rules.check_choice(choice, offered=[key for key, _ in page.offered])
    heard_by = visit.invitation.made_by
    made = ChildPiece.objects.create(
        child=kept(visit.child), kind=kind, text=text, heard_by=heard_by, was_together=page.is_together,
        allowed=sorted(choice.staff), parents=sorted(choice.parents), written_at=at, chosen_at=at,
    )  # fmt: skip
    after = {"kind": kind, "allowed": made.allowed, "parents": [str(one) for one in made.parents]}
    record(Verb.CHILD_SAID, by=by, about=made, child_ids=[made.child_id], at=at, after=after)
    if heard_by.account_id and not page.is_together:
        tell_of_itself(to=heard_by.account_id, template=Template.CHILD_WROTE, about=made, at=at)
    return made


@transaction.atomic
def choose_readers(
    *, by: Actor, visit: FamilyVisit, piece: UUID, staff: Collection[Audience], parents: Collection[UUID], at: datetime
) -> ChildPiece:
    """At once. Of parents who are not asked about now, the choice of before stands."""
    visit, page = _own(by, visit, at)
    if queries.piece_on(page, str(piece)) is None:
        raise NotHere
    offered = {key for key, _ in page.offered}
    rules.check_choice(Choice(staff, parents), offered=offered)
    held = ChildPiece.objects.select_for_update(no_key=True).get(pk=piece)
    before = {"allowed": held.allowed, "parents": [str(one) for one in held.parents]}
    held.allowed, held.chosen_at = sorted(staff), at
    held.parents = sorted({*parents, *(one for one in held.parents if one not in offered)})
    held.save(update_fields=["allowed", "parents", "chosen_at"])
    after = {"allowed": held.allowed, "parents": [str(one) for one in held.parents]}
    record(Verb.CHILD_CHOSE_READERS, by=by, about=held, child_ids=[held.child_id], at=at, before=before, after=after)
    return held


def _own(by: Actor, visit: FamilyVisit, at: datetime) -> tuple[FamilyVisit, queries.OwnPage]:
    visit = present(by=by, visit=visit, at=at)
    page = queries.own_page(visit, at)
    if visit.guardian is not None or not page.is_open:
        raise NotHere
    return visit, page


@transaction.atomic
def answer_piece(*, by: Actor, piece: ChildPiece, text: str, at: datetime) -> PieceAnswer:
    """To the child, by whoever it lets read it."""
    piece = require(by, Permission.FAMILY_INVITE, piece)
    if piece.pk not in queries.readable_by(by, kept(piece.child)):
        raise NotHere
    rules.check_answer(text)
    made = PieceAnswer.objects.create(piece=piece, by=queries.me(by), text=text, written_at=at)
    record(Verb.CHILD_ANSWERED, by=by, about=made, child_ids=[piece.child_id], at=at)
    return made
