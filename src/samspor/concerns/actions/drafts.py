"""What is being written: kept as it stands while it is written, and gone when it is sent or thrown away."""

import json
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import demand, require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.concerns.models import Concern, ConcernDraft
from samspor.people.api import Child

Typed = Mapping[str, object]


@transaction.atomic
def save_draft(*, by: Actor, child: Child, typed: Typed, at: datetime) -> ConcernDraft:
    """The form that begins a concern. Nothing in it is checked; half a sentence is kept too."""
    child = require(by, Permission.CONCERN_WRITE, child)
    return _keep(by, child.pk, None, "", typed, at)


@transaction.atomic
def save_form_draft(*, by: Actor, concern: Concern, place: str, typed: Typed, at: datetime) -> ConcernDraft:
    """A form about a concern. Whether they may write it there is asked when it is sent; a draft is one's own."""
    concern = require(by, Permission.CONCERN_READ, concern)
    return _keep(by, concern.child_id, concern.pk, place, typed, at)


@transaction.atomic
def drop_draft(*, by: Actor, child: Child, place: str, at: datetime) -> None:
    """Sent, or thrown away. Dropping what is not there is nothing."""
    demand(by, Permission.CONCERN_READ)
    gone, _ = ConcernDraft.objects.filter(account=by.id, child=child, place=place).delete()
    if gone:
        record(Verb.CONCERN_DRAFT_DROPPED, by=by, about=None, child_ids=[child.pk], at=at)


def _keep(by: Actor, child: UUID, concern: UUID | None, place: str, typed: Typed, at: datetime) -> ConcernDraft:  # noqa: PLR0917 -- only called from the two above
    held, _ = ConcernDraft.objects.update_or_create(
        account_id=by.id, child_id=child, place=place,
        defaults={"concern_id": concern, "typed": json.dumps(typed, ensure_ascii=False), "saved_at": at},
    )  # fmt: skip
    record(Verb.CONCERN_DRAFTED, by=by, about=held, child_ids=[child], at=at)
    return held
