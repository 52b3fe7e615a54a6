"""What has had its time."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce

from samspor.base.clock import local_date
from samspor.people.api import Enrolment
from samspor.transitions.models import Delivery, Handover, HandoverDraft, HandoverLink
from samspor.transitions.rules.keeping import is_past

FORGOTTEN = timedelta(days=365)  # a draft nobody has come back to


def handovers_past(today: date, years: int) -> list[Handover]:
    """Each with when its child stopped being at the place it went to, from the child's page as it is now."""
    child = Coalesce(OuterRef("child__merged_into"), OuterRef("child"))
    there = Enrolment.objects.filter(child=child, group__unit=OuterRef("to_unit"))
    stays = there.filter(Q(period__endswith=None) | Q(period__endswith__gt=today))
    last = there.order_by("-period__endswith").values("period__endswith")[:1]
    sent = Prefetch("deliveries", Delivery.objects.filter(taken_back_at=None))
    held = Handover.objects.prefetch_related(sent).annotate(stays=Exists(stays), left=Subquery(last))
    return [one for one in held.order_by("pk").iterator(chunk_size=500) if _is_past(one, today, years)]


def _is_past(one: Handover, today: date, years: int) -> bool:
    sent = next(iter(one.deliveries.all()), None)
    return is_past(done_on=_done_on(one, sent), left_on=_left_on(one, sent), years=years, today=today)


def _done_on(one: Handover, sent: Delivery | None) -> date:
    """Handed over, or closed without; one that nobody finished, from the day the child was to begin."""
    if sent:
        return sent.given_on or local_date(sent.sent_at)
    return local_date(one.ended_at) if one.ended_at else max(one.starts_on, local_date(one.aimed_at))


def _left_on(one: Handover, sent: Delivery | None) -> date | None:
    """An earlier time at the same place is not what it was sent for."""
    left, stays = vars(one)["left"], vars(one)["stays"]
    return left if sent and left and not stays and left > local_date(sent.sent_at) else None


def drafts_past(today: date) -> list[HandoverDraft]:
    """Each with the child it is about."""
    held = HandoverDraft.objects.annotate(about=Coalesce("child", "handover__child"))
    return list(held.filter(saved_at__date__lt=today - FORGOTTEN).order_by("pk"))


def links_past(today: date) -> list[HandoverLink]:
    """Those in which a parent has typed something and can not come back to it."""
    return list(
        HandoverLink.objects.filter(expires_on__lt=today, typed__isnull=False).select_related("handover").order_by("pk")
    )
