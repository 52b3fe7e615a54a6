"""What is being written: kept as it stands while it is written, and gone when it is sent or thrown away."""

import json
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.transitions.models import Handover, HandoverDraft


@transaction.atomic
def save_handover_draft(
    *, by: Actor, handover: Handover, place: str, typed: Mapping[str, object], at: datetime
) -> HandoverDraft:
    """Nothing in it is checked; half a sentence is kept too."""
    handover = require(by, Permission.HANDOVER_PREPARE, handover)
    held, _ = HandoverDraft.objects.update_or_create(
        account_id=by.id, place=place,
        defaults={"handover": handover, "typed": json.dumps(typed, ensure_ascii=False), "saved_at": at},
    )  # fmt: skip
    record(Verb.HANDOVER_DRAFTED, by=by, about=held, child_ids=[handover.child_id], at=at)
    return held


@transaction.atomic
def drop_handover_draft(*, by: Actor, handover: Handover, place: str, at: datetime) -> None:
    """Sent, or thrown away. Dropping what is not there is nothing."""
    handover = require(by, Permission.HANDOVER_PREPARE, handover)
    gone, _ = HandoverDraft.objects.filter(account=by.id, place=place).delete()
    if gone:
        record(Verb.HANDOVER_DRAFT_DROPPED, by=by, about=None, child_ids=[handover.child_id], at=at)
