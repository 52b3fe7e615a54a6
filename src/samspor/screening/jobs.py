"""By night: assessments that have had their time are removed, and the counts of their rounds are kept."""

from datetime import UTC, datetime

import structlog
from django.conf import settings
from django.db import transaction
from procrastinate.contrib.django import app

from samspor.audit.record import record, worker
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.screening import queries
from samspor.screening.models import (
    Assessment,
    FocusPoint,
    FocusReview,
    JointAssessment,
    JointDraft,
    JointWording,
    LookedTogether,
    OwnAssessment,
    ParentLink,
    ParentsInformed,
    ParentVoice,
    RoundCount,
    RoundUnit,
    SecondAssessor,
    SignSeen,
)
from samspor.screening.rules import RoundKind

log = structlog.stdlib.get_logger("samspor.screening")


@app.periodic(cron="45 3 * * *")
@app.task(name="screening.tidy", queueing_lock="screening.tidy", lock="screening.tidy")
def tidy(timestamp: int) -> None:
    at = datetime.fromtimestamp(timestamp, tz=UTC)
    removed = remove_outdated(at, years=settings.PROFILE.screening_years)
    log.info("assessments_removed", **removed)


def remove_outdated(at: datetime, *, years: int, dry_run: bool = False) -> dict[str, int]:
    """How many rounds of a unit, assessments and focus points; nothing is touched in a dry run."""
    today = local_date(at)
    rounds, closed = queries.rounds_past(today, years), queries.focus_past(today, years)
    told = {
        "rounds": len(rounds),
        "assessments": Assessment.objects.filter(round_unit__in=rounds).count(),
        "focus_points": len(closed),
    }
    if not dry_run:
        for one in rounds:
            _empty(one, at)
        _forget(closed, at)
    return told


@transaction.atomic
def _empty(round_unit: RoundUnit, at: datetime) -> None:
    """One unit's round at a time: counted, then gone."""
    # Of a visit there is one child: to keep its count would be to keep the child's position.
    stock = {} if round_unit.round.kind == RoundKind.VISIT else queries.stock_of(round_unit)
    RoundCount.objects.bulk_create(
        RoundCount(round_unit=round_unit, position=word, number=number) for word, number in stock.items()
    )
    looked_at = Assessment.objects.filter(round_unit=round_unit)
    children = list(looked_at.values_list("child", flat=True))
    JointWording.objects.filter(joint__assessment__in=looked_at).delete()
    SignSeen.objects.filter(own__assessment__in=looked_at).delete()
    for model in (JointAssessment, JointDraft, LookedTogether, OwnAssessment, ParentsInformed):
        model._default_manager.filter(assessment__in=looked_at).delete()  # noqa: SLF001 -- Django's name
    looked_at.delete()
    SecondAssessor.objects.filter(round_unit=round_unit).delete()
    ParentVoice.objects.filter(round_unit=round_unit).delete()
    ParentLink.objects.filter(round_unit=round_unit).delete()
    after = {"number": len(children)}
    record(Verb.ASSESSMENTS_REMOVED, by=worker(at), about=round_unit, child_ids=children, at=at, after=after)


@transaction.atomic
def _forget(closed: list[FocusPoint], at: datetime) -> None:
    if not closed:
        return
    FocusPoint.objects.filter(follows__in=closed).update(follows=None)
    FocusReview.objects.filter(focus__in=closed).delete()
    children = [one.child_id for one in closed if one.child_id]
    FocusPoint.objects.filter(pk__in=[one.pk for one in closed]).delete()
    after = {"focus_points": len(closed)}
    record(Verb.ASSESSMENTS_REMOVED, by=worker(at), about=None, child_ids=children, at=at, after=after)
