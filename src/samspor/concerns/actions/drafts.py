"""What is being written: kept as it stands while it is written, and gone when it is sent or thrown away."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import demand, require
from samspor.access.drafts import Typed, written
from samspor.access.once import UNSENT, Sent, came
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.concerns import queries
from samspor.concerns.models import Concern, ConcernDraft
from samspor.people.api import Child


@transaction.atomic
def save_draft(*, by: Actor, child: Child, typed: Typed, at: datetime, sent_as: Sent = UNSENT) -> ConcernDraft | None:
    """The form that begins a concern. Nothing in it is checked; half a sentence is kept too.

    `sent_as`: the form as it came. Nothing is kept when it was sent while this was on its way.
    """
    child = require(by, Permission.CONCERN_WRITE, child)
    return _keep(by, child, None, "", typed, sent_as, at)


@transaction.atomic
def save_form_draft(
    *, by: Actor, concern: Concern, place: str, typed: Typed, at: datetime, sent_as: Sent = UNSENT
) -> ConcernDraft | None:
    """A form about a concern. Whether they may write it there is asked when it is sent; a draft is one's own."""
    concern = require(by, Permission.CONCERN_READ, concern)
    return _keep(by, concern.child, concern.pk, place, typed, sent_as, at)


@transaction.atomic
def drop_draft(*, by: Actor, child: Child, place: str, at: datetime) -> None:
    """Sent, or thrown away. Dropping what is not there is nothing."""
    demand(by, Permission.CONCERN_READ)
    _wait(child)
    held = queries.draft_of(by, child, place)
    if held:
        held.delete()
        record(Verb.CONCERN_DRAFT_DROPPED, by=by, about=None, child_ids=[child.pk], at=at)


def _keep(  # noqa: PLR0917 -- only called from the two above
    by: Actor, child: Child, concern: UUID | None, place: str, typed: Typed, sent_as: Sent, at: datetime
) -> ConcernDraft | None:
    _wait(child)
    if came(sent_as, by.id):
        return None
    held = queries.draft_of(by, child, place) or ConcernDraft(
        account_id=by.id, child=child, place=place, concern_id=concern
    )
    held.typed, held.saved_at = written(typed), at
    held.save()
    record(Verb.CONCERN_DRAFTED, by=by, about=held, child_ids=[child.pk], at=at)
    return held


def _wait(child: Child) -> None:
    """Who saves waits for who sends: only then is it known whether the form has come."""
    Child.objects.select_for_update(of=("self",), no_key=True).get(pk=child.pk)
