"""What has had its time, and what is left of it."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet, Sum

from samspor.screening import rules
from samspor.screening.models import FocusPoint, JointAssessment, RoundCount, RoundUnit


def rounds_past(today: date, years: int) -> list[RoundUnit]:
    """Those whose assessments, or parents' words, are still there and should not be."""
    heard = Q(voices__isnull=False) | Q(parent_links__isnull=False) | Q(late_notices__isnull=False)
    heard |= Q(chosen__isnull=False)
    filled = Q(assessments__isnull=False) | heard
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
