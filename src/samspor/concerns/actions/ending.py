"""Ending a concern, and opening it again."""

from datetime import datetime

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.concerns import queries
from samspor.concerns.actions.steps import check_child
from samspor.concerns.models import Concern, Reopening
from samspor.concerns.rules import entries


@transaction.atomic
def close_concern(
    *,
    by: Actor,
    concern: Concern,
    outcome: str,
    childs_words: str,
    at: datetime,
    childs_room: str = "",
    childs_way: str = "",
    childs_hearers: str = "",
) -> Concern:
    """Also when the child is no longer there: what was begun is ended with words."""
    concern = require(by, Permission.CONCERN_WRITE, concern)
    entries.check_close(
        state=queries.state_now(concern),
        unanswered=queries.unanswered(concern),
        outcome=outcome,
        childs_words=childs_words,
    )
    concern.closed_at, concern.closed_by = at, queries.me(by)
    concern.outcome, concern.childs_words, concern.childs_room = outcome, childs_words, childs_room or None
    concern.childs_way, concern.childs_hearers = childs_way or None, childs_hearers or None
    concern.save(
        update_fields=[
            "closed_at", "closed_by", "outcome", "childs_words", "childs_room", "childs_way", "childs_hearers",
        ]
    )  # fmt: skip
    record(Verb.CONCERN_CLOSED, by=by, about=concern, child_ids=[concern.child_id], at=at)
    return concern


@transaction.atomic
def reopen_concern(*, by: Actor, concern: Concern, reason: str, at: datetime) -> Concern:
    """While the child is there. How it was closed is kept, word for word."""
    concern = require(by, Permission.CONCERN_WRITE, concern)
    entries.check_reopen(state=queries.state_now(concern), reason=reason)
    assert concern.closed_at is not None  # noqa: S101 -- it is closed
    assert concern.closed_by is not None  # noqa: S101 -- and a constraint says by whom
    check_child(by=by, concern=concern, at=at)
    Reopening.objects.create(
        concern=concern, reason=reason, closed_at=concern.closed_at, closed_by=concern.closed_by,
        outcome=concern.outcome, childs_words=concern.childs_words, by=queries.me(by), entered_at=at,
    )  # fmt: skip
    concern.closed_at = concern.closed_by = None
    concern.save(update_fields=["closed_at", "closed_by"])
    record(Verb.CONCERN_REOPENED, by=by, about=concern, child_ids=[concern.child_id], at=at)
    return concern
