"""What is being written: kept as it stands while it is written, and gone when it is sent or thrown away."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.drafts import Typed, written
from samspor.access.once import UNSENT, Sent, came
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.people.models import FormDraft
from samspor.people.queries import form_draft

__all__ = ["drop_form", "form_draft", "save_form"]


@transaction.atomic
def save_form(
    *, by: Actor, about: Model, permission: Permission, child: UUID | None, place: str, typed: Typed, at: datetime,
    sent_as: Sent = UNSENT,
) -> FormDraft | None:  # fmt: skip
    """Nothing in it is checked; half a sentence is kept too. Who saves waits for who sends, by the lock on `about`."""
    require(by, permission, about)
    if came(sent_as, by.id):
        return None
    held = form_draft(by, place) or FormDraft(account_id=by.id, place=place)
    held.child_id, held.typed, held.saved_at = child, written(typed), at
    held.save()
    record(Verb.FORM_DRAFTED, by=by, about=held, child_ids=_of(held), at=at)
    return held


@transaction.atomic
def drop_form(*, by: Actor, about: Model, permission: Permission, place: str, at: datetime) -> None:
    """Sent, or thrown away. Dropping what is not there is nothing."""
    require(by, permission, about)
    held = form_draft(by, place)
    if held:
        children = _of(held)
        held.delete()
        record(Verb.FORM_DRAFT_DROPPED, by=by, about=None, child_ids=children, at=at)


def _of(draft: FormDraft) -> list[UUID]:
    return [draft.child_id] if draft.child_id else []
