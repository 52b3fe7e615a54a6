"""By night: assessments that have had their time are removed, and the counts of their rounds are kept."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from samspor.audit.nightly import erase, nightly
from samspor.audit.record import record, worker
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.people.rules import Setting
from samspor.screening import queries
from samspor.screening.models import (
    Assessment,
    EarlierInformed,
    FocusPoint,
    FocusReview,
    JointAssessment,
    JointDraft,
    JointWording,
    LateNotice,
    LookedTogether,
    OwnAssessment,
    ParentLink,
    ParentsInformed,
    ParentVoice,
    RoundChild,
    RoundCount,
    RoundUnit,
    SecondAssessor,
    SignSeen,
)
from samspor.screening.rules import RoundKind

log = structlog.stdlib.get_logger("samspor.screening")
_BESIDE = (LateNotice, RoundChild, SecondAssessor, ParentVoice, ParentLink)
_INSIDE = (EarlierInformed, JointAssessment, JointDraft, LookedTogether, OwnAssessment, ParentsInformed)


@nightly("45 3 * * *", "screening.tidy")
def tidy(at: datetime) -> None:
    removed = remove_outdated(at, years=settings.PROFILE.screening_years)
    stages = remove_past_stages(at, months=settings.PROFILE.screening_stage_months)
    log.info("assessments_removed", **removed, stages=stages)


def remove_outdated(at: datetime, *, years: int, dry_run: bool = False) -> dict[str, int]:
    """How many rounds of a unit, assessments and focus points; nothing is touched in a dry run."""
    today = local_date(at)
    rounds, closed = queries.keeping.rounds_past(today, years), queries.keeping.focus_past(today, years)
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


def remove_past_stages(at: datetime, *, months: int, dry_run: bool = False) -> int:
    """How many children have been out of day-care, or of school, for so long; what was written there is removed."""
    past = queries.stages.stages_past(local_date(at), months)
    if not dry_run:
        for child, setting in past:
            _leave(child, setting, at)
    return len(past)


@transaction.atomic
def _empty(round_unit: RoundUnit, at: datetime) -> None:
    """One unit's round at a time: counted, then gone."""
    looked_at = Assessment.objects.filter(round_unit=round_unit)
    _count(round_unit, queries.keeping.stock_of(round_unit))
    children = list(looked_at.values_list("child", flat=True))
    _erase(looked_at)
    erase(_BESIDE, round_unit=round_unit)
    after = {"number": len(children)}
    record(Verb.ASSESSMENTS_REMOVED, by=worker(at), about=round_unit, child_ids=children, at=at, after=after)


@transaction.atomic
def _leave(child: UUID, setting: Setting, at: datetime) -> None:
    """One child's years in day-care, or in school: counted where they were part of a round, then gone."""
    looked_at = queries.stages.assessments_in(setting).filter(child=child)
    for one in looked_at.filter(joint__isnull=False).select_related("joint", "round_unit__round"):
        _count(one.round_unit, Counter([one.joint.position]))
    number = looked_at.count()
    there = RoundUnit.objects.filter(unit__groups__setting__in=queries.stages.STAGES[setting])
    of_visits = RoundUnit.objects.filter(assessments__in=looked_at)
    rounds = list(there.union(of_visits).values_list("pk", flat=True))
    _erase(looked_at)
    erase(_BESIDE, child=child, round_unit__in=rounds)
    tried = list(queries.stages.focus_in(setting).filter(child=child))
    _erase_focus(tried)
    after = {"number": number, "focus_points": len(tried)}
    record(Verb.ASSESSMENTS_REMOVED, by=worker(at), about=None, child_ids=[child], at=at, after=after)


def _count(round_unit: RoundUnit, stock: Mapping[str, int]) -> None:
    """Of a visit there is one child: to keep its count would be to keep the child's position."""
    if round_unit.round.kind == RoundKind.VISIT:
        return
    for word, number in stock.items():
        kept, _ = RoundCount.objects.get_or_create(round_unit=round_unit, position=word, defaults={"number": 0})
        kept.number += number
        kept.save(update_fields=["number"])


def _erase(looked_at: QuerySet[Assessment]) -> None:
    JointWording.objects.filter(joint__assessment__in=looked_at).delete()
    SignSeen.objects.filter(own__assessment__in=looked_at).delete()
    erase(_INSIDE, assessment__in=looked_at)
    looked_at.delete()


@transaction.atomic
def _forget(closed: list[FocusPoint], at: datetime) -> None:
    if not closed:
        return
    children = [one.child_id for one in closed if one.child_id]
    _erase_focus(closed)
    after = {"focus_points": len(closed)}
    record(Verb.ASSESSMENTS_REMOVED, by=worker(at), about=None, child_ids=children, at=at, after=after)


def _erase_focus(focus: list[FocusPoint]) -> None:
    FocusPoint.objects.filter(follows__in=focus).update(follows=None)
    FocusReview.objects.filter(focus__in=focus).delete()
    FocusPoint.objects.filter(pk__in=[one.pk for one in focus]).delete()
