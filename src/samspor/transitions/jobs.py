"""By night: handovers, and what was typed and never sent, are removed when they have had their time."""

from datetime import datetime

import structlog
from django.conf import settings
from django.db import transaction

from samspor.audit.nightly import erase, nightly
from samspor.audit.record import record, worker
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.transitions import queries
from samspor.transitions.models import (
    ChildAnswer,
    Delivery,
    FurtherReader,
    Handover,
    HandoverDraft,
    HandoverField,
    HandoverLink,
    ParentAnswer,
    SentField,
    Wording,
)

log = structlog.stdlib.get_logger("samspor.transitions")
_IN_FIELDS = (ParentAnswer, ChildAnswer, Wording)  # in this order: an answer points at its wording
_INSIDE = (HandoverField, HandoverLink, Delivery)


@nightly("5 4 * * *", "transitions.tidy")
def tidy(at: datetime) -> None:
    removed = remove_outdated(at, years=settings.PROFILE.handover_years)
    log.info("handovers_removed", **removed)


def remove_outdated(at: datetime, *, years: int, dry_run: bool = False) -> dict[str, int]:
    """How many handovers, and how many drafts of ours and of parents; nothing is touched in a dry run."""
    today = local_date(at)
    handovers = queries.handovers_past(today, years)
    drafts, links = queries.drafts_past(today), queries.links_past(today)
    if not dry_run:
        for one in handovers:
            _remove(one, at)
        _forget(drafts, links, at)
    return {"handovers": len(handovers), "drafts": len(drafts) + len(links)}


@transaction.atomic
def _remove(handover: Handover, at: datetime) -> None:
    """One at a time, at the sender's and at the receiver's."""
    erase(_IN_FIELDS, field__handover=handover)
    erase((SentField, FurtherReader), delivery__handover=handover)
    erase(_INSIDE, handover=handover)
    child, key = handover.child_id, handover.pk
    handover.delete()
    record(Verb.HANDOVERS_REMOVED, by=worker(at), about=None, child_ids=[child], at=at, after={"handover": str(key)})


@transaction.atomic
def _forget(drafts: list[HandoverDraft], links: list[HandoverLink], at: datetime) -> None:
    if not drafts and not links:
        return
    children = [*(vars(one)["about"] for one in drafts), *(one.handover.child_id for one in links)]
    HandoverDraft.objects.filter(pk__in=[one.pk for one in drafts]).delete()
    HandoverLink.objects.filter(pk__in=[one.pk for one in links]).update(typed=None)
    after = {"drafts": len(drafts) + len(links)}
    record(Verb.HANDOVERS_REMOVED, by=worker(at), about=None, child_ids=children, at=at, after=after)
