"""What has had its time."""

from datetime import date, timedelta

from samspor.base.clock import local_date
from samspor.concerns.models import AnonymousConsultation, Concern, ConcernDraft
from samspor.concerns.rules.keeping import is_past

CONSULTATION = timedelta(days=365)  # a thought is not a record
FORGOTTEN = timedelta(days=365)  # a draft nobody has come back to


def concerns_past(today: date, years: int) -> list[Concern]:
    held = Concern.objects.select_related("child").only("closed_at", "child__birth_date").order_by("pk")
    return [
        one
        for one in held.iterator()
        if is_past(
            closed_on=local_date(one.closed_at) if one.closed_at else None,
            born_on=one.child.birth_date,
            years=years,
            today=today,
        )
    ]


def consultations_past(today: date) -> list[AnonymousConsultation]:
    return list(AnonymousConsultation.objects.filter(entered_at__date__lt=today - CONSULTATION))


def drafts_past(today: date) -> list[ConcernDraft]:
    return list(ConcernDraft.objects.filter(saved_at__date__lt=today - FORGOTTEN))
