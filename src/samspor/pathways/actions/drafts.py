"""What is being written: kept as it stands while it is written, and gone when it is sent or thrown away."""

from datetime import datetime

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.drafts import Typed, written
from samspor.access.once import UNSENT, Sent, came
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.pathways import queries
from samspor.pathways.models import Pathway, PathwayDraft


@transaction.atomic
def save_pathway_draft(
    *, by: Actor, pathway: Pathway, place: str, typed: Typed, at: datetime, sent_as: Sent = UNSENT
) -> PathwayDraft | None:
    """Nothing is kept when the form was sent while this was on its way: who saves waits for who sends, by the lock."""
    pathway = require(by, Permission.PATHWAY_READ, pathway)
    if came(sent_as, by.id):
        return None
    held = queries.draft_of(by, place) or PathwayDraft(account_id=by.id, place=place, pathway=pathway)
    held.typed, held.saved_at = written(typed), at
    held.save()
    record(Verb.PATHWAY_DRAFTED, by=by, about=held, child_ids=[pathway.child_id], at=at)
    return held


@transaction.atomic
def drop_pathway_draft(*, by: Actor, pathway: Pathway, place: str, at: datetime) -> None:
    """Sent, or thrown away. Dropping what is not there is nothing."""
    pathway = require(by, Permission.PATHWAY_READ, pathway)
    held = queries.draft_of(by, place)
    if held:
        held.delete()
        record(Verb.PATHWAY_DRAFT_DROPPED, by=by, about=None, child_ids=[pathway.child_id], at=at)
