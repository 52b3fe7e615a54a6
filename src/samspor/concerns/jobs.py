"""By night: concerns, consultations and forgotten drafts that have had their time are removed."""

from datetime import datetime

import structlog
from django.conf import settings
from django.db import transaction

from samspor.audit.nightly import erase, nightly
from samspor.audit.record import record, worker
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.concerns import queries
from samspor.concerns.models import (
    AnonymousConsultation,
    Concern,
    ConcernDraft,
    EarlierWording,
    Factor,
    FirstAnswer,
    HardStop,
    Involvement,
    NextStep,
    Reopening,
    RulerMark,
    Voice,
    Wanted,
)
from samspor.concerns.rules.words import CHECKED
from samspor.guide.api import Checklist

log = structlog.stdlib.get_logger("samspor.concerns")
_INSIDE = (Factor, FirstAnswer, HardStop, Involvement, NextStep, Reopening, RulerMark, Voice, Wanted)


@nightly("55 3 * * *", "concerns.tidy")
def tidy(at: datetime) -> None:
    removed = remove_outdated(at, years=settings.PROFILE.concern_years)
    log.info("concerns_removed", **removed)


def remove_outdated(at: datetime, *, years: int, dry_run: bool = False) -> dict[str, int]:
    """How many concerns, consultations and drafts; nothing is touched in a dry run."""
    today = local_date(at)
    concerns = queries.concerns_past(today, years)
    thoughts, drafts = queries.consultations_past(today), queries.drafts_past(today)
    if not dry_run:
        for one in concerns:
            _remove(one, at)
        _forget(thoughts, drafts, at)
    return {"concerns": len(concerns), "consultations": len(thoughts), "drafts": len(drafts)}


@transaction.atomic
def _remove(concern: Concern, at: datetime) -> None:
    """One concern at a time, with everything in it and the checklist kept for it."""
    EarlierWording.objects.filter(factor__concern=concern).delete()
    erase(_INSIDE, concern=concern)
    Checklist.objects.filter(about_type=CHECKED, about_id=concern.pk).delete()
    child, key = concern.child_id, concern.pk
    concern.delete()
    record(Verb.CONCERNS_REMOVED, by=worker(at), about=None, child_ids=[child], at=at, after={"concern": str(key)})


@transaction.atomic
def _forget(thoughts: list[AnonymousConsultation], drafts: list[ConcernDraft], at: datetime) -> None:
    if not thoughts and not drafts:
        return
    children = sorted({one.child_id for one in drafts})
    AnonymousConsultation.objects.filter(pk__in=[one.pk for one in thoughts]).delete()
    ConcernDraft.objects.filter(pk__in=[one.pk for one in drafts]).delete()
    after = {"consultations": len(thoughts), "drafts": len(drafts)}
    record(Verb.CONCERNS_REMOVED, by=worker(at), about=None, child_ids=children, at=at, after=after)
