"""What is being written: kept as it stands while it is written, and gone when it is sent or thrown away."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import demand, may, require
from samspor.access.drafts import Typed, written
from samspor.access.once import UNSENT, Sent, came
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.pathways import queries
from samspor.pathways.models import Pathway, PathwayDraft
from samspor.people.api import Child


@transaction.atomic
def save_pathway_draft(
    *, by: Actor, pathway: Pathway, place: str, typed: Typed, at: datetime, sent_as: Sent = UNSENT
) -> PathwayDraft | None:
    """Nothing is kept when the form was sent while this was on its way: who saves waits for who sends, by the lock."""
    pathway = _reached(by, pathway)
    return _keep(by, {"pathway": pathway}, pathway.child_id, place, typed, sent_as, at)


@transaction.atomic
def save_draft_to_open(
    *, by: Actor, child: Child, place: str, typed: Typed, at: datetime, sent_as: Sent = UNSENT
) -> PathwayDraft | None:
    child = require(by, Permission.PATHWAY_WRITE, child)
    return _keep(by, {"child": child}, child.pk, place, typed, sent_as, at)


@transaction.atomic
def drop_pathway_draft(*, by: Actor, child: Child, place: str, at: datetime) -> None:
    """Sent, or thrown away. Dropping what is not there is nothing; a draft is one's own, whatever one may else."""
    demand(by, Permission.PATHWAY_HOLD)
    held = queries.draft_of(by, place)
    if held:
        held.delete()
        record(Verb.PATHWAY_DRAFT_DROPPED, by=by, about=None, child_ids=[child.pk], at=at)


def _reached(by: Actor, pathway: Pathway) -> Pathway:
    """Who only passes a baton on writes why, and nothing in the record. Who has been let in writes in the record."""
    reads = may(by, Permission.PATHWAY_READ, pathway)
    if not reads and queries.joins(by, pathway):
        return Pathway.objects.select_for_update(of=("self",), no_key=True).get(pk=pathway.pk)
    return require(by, Permission.PATHWAY_READ if reads else Permission.PATHWAY_HOLD, pathway)


def _keep(  # noqa: PLR0917 -- only called from the two above
    by: Actor, of: Mapping[str, Any], child: UUID, place: str, typed: Typed, sent_as: Sent, at: datetime
) -> PathwayDraft | None:
    if came(sent_as, by.id):
        return None
    held = queries.draft_of(by, place) or PathwayDraft(account_id=by.id, place=place, **of)
    held.typed, held.saved_at = written(typed), at
    held.save()
    record(Verb.PATHWAY_DRAFTED, by=by, about=held, child_ids=[child], at=at)
    return held
