"""Children whose time in day-care, or in school, has been over for long: what was written there has had its time."""

from datetime import date
from uuid import UUID

from django.db.models import Exists, Min, OuterRef, Q, QuerySet

from samspor.people.api import Child, Enrolment
from samspor.people.rules import Setting
from samspor.screening import rules
from samspor.screening.models import Assessment, FocusPoint


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
        child: rules.keeping.stage_ended_on(days, begins_next_on=begun.get(child), is_last=is_last)
        for child, days in ends.items()
    }
    return [
        child for child, day in ended.items() if not rules.keeping.is_kept_after_stage(day, months=months, today=today)
    ]


def assessments_in(setting: Setting) -> QuerySet[Assessment]:
    return Assessment.objects.filter(group__setting__in=STAGES[setting])


def focus_in(setting: Setting) -> QuerySet[FocusPoint]:
    return FocusPoint.objects.exclude(child=None).filter(group__setting__in=STAGES[setting])


# What is written in the hours after school belongs to the years in school.
STAGES = {Setting.DAYCARE: [Setting.DAYCARE], Setting.SCHOOL: [Setting.SCHOOL, Setting.LEISURE]}
