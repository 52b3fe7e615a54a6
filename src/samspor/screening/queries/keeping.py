"""What has had its time, and what is left of it."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Exists, Min, OuterRef, Q, QuerySet, Sum

from samspor.people.api import Child, Enrolment
from samspor.people.rules import Setting
from samspor.screening import rules
from samspor.screening.models import Assessment, FocusPoint, JointAssessment, RoundCount, RoundUnit


def rounds_past(today: date, years: int) -> list[RoundUnit]:
    """Those whose assessments, or parents' words, are still there and should not be."""
    filled = Q(assessments__isnull=False) | Q(voices__isnull=False) | Q(parent_links__isnull=False)
    held = RoundUnit.objects.filter(filled).select_related("round").distinct().order_by("round__closes_on", "pk")
    return [one for one in held if rules.has_had_its_time(one.round.closes_on, years=years, today=today)]


def focus_past(today: date, years: int) -> list[FocusPoint]:
    closed = FocusPoint.objects.exclude(closed_on=None).only("closed_on", "child_id")
    return [one for one in closed if one.closed_on and rules.has_had_its_time(one.closed_on, years=years, today=today)]


def stock_of(round_unit: RoundUnit) -> Counter[str]:
    return Counter(JointAssessment.objects.filter(assessment__round_unit=round_unit).values_list("position", flat=True))


def kept_counts(round_units: Sequence[RoundUnit]) -> dict[str, int]:
    """What is left of rounds whose assessments are gone, by position."""
    held: QuerySet[RoundCount] = RoundCount.objects.filter(round_unit__in=round_units)
    return dict(held.values_list("position").annotate(Sum("number")))


def stages_past(today: date, months: int) -> list[tuple[UUID, Setting]]:
    """Children something is still written about in a setting, whose time there has been over for that long."""
    return [(child, setting) for setting in STAGES for child in _past(setting, today, months)]


def _past(setting: Setting, today: date, months: int) -> list[UUID]:
    """Few at a time: those whose papers are gone are not looked at again."""
    here = Enrolment.objects.filter(setting=setting)
    lasting = here.filter(Q(period__endswith=None) | Q(period__endswith__gt=today), child=OuterRef("pk"))
    written = Q(pk__in=assessments_in(setting).values("child")) | Q(pk__in=focus_in(setting).values("child"))
    left = Child.objects.filter(written).exclude(Exists(lasting))
    ends: dict[UUID, list[date | None]] = {child: [] for child in left.order_by("pk").values_list("pk", flat=True)}
    for one in here.filter(child__in=ends):
        ends[one.child_id].append(one.period.upper)
    school = Enrolment.objects.filter(setting=Setting.SCHOOL, child__in=ends)
    begun = dict(school.values_list("child").annotate(Min("period__startswith")))
    is_last = setting is Setting.SCHOOL
    ended = {
        child: rules.stage_ended_on(days, begins_next_on=begun.get(child), is_last=is_last)
        for child, days in ends.items()
    }
    return [child for child, day in ended.items() if not rules.is_kept_after_stage(day, months=months, today=today)]


def assessments_in(setting: Setting) -> QuerySet[Assessment]:
    return Assessment.objects.filter(group__setting__in=STAGES[setting])


def focus_in(setting: Setting) -> QuerySet[FocusPoint]:
    return FocusPoint.objects.exclude(child=None).filter(group__setting__in=STAGES[setting])


# What is written in the hours after school belongs to the years in school.
STAGES = {Setting.DAYCARE: [Setting.DAYCARE], Setting.SCHOOL: [Setting.SCHOOL, Setting.LEISURE]}
