"""What has had its time."""

from datetime import date, timedelta

from django.db.models import F
from django.db.models.functions import Coalesce

from samspor.base.clock import local_date
from samspor.concerns.rules.keeping import is_past
from samspor.pathways.models import Pathway, PathwayDraft

FORGOTTEN = timedelta(days=365)  # a draft nobody has come back to


def pathways_past(today: date, years: int) -> list[Pathway]:
    held = Pathway.objects.select_related("child").only("closed_at", "child__birth_date").order_by("pk")
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


def drafts_past(today: date) -> list[PathwayDraft]:
    """Each with `about`, the child it is about."""
    held = PathwayDraft.objects.filter(saved_at__date__lt=today - FORGOTTEN)
    return list(held.annotate(about=Coalesce(F("child"), F("pathway__child"))))
