"""What has had its time."""

from datetime import date

from django.db.models import Exists, OuterRef

from samspor.base.clock import local_date
from samspor.concerns.rules.keeping import is_past
from samspor.forums.models import AgendaItem, Meeting, Wish


def wishes_past(today: date, years: int) -> list[Wish]:
    """Counted from when it was over; what was never placed, from when it was asked."""
    held = Wish.objects.select_related("child").order_by("pk")
    return [
        one
        for one in held.iterator()
        if is_past(
            closed_on=local_date(one.settled_at or one.asked_at),
            born_on=one.child.birth_date if one.child else None,
            years=years,
            today=today,
        )
    ]


def meetings_past(today: date, years: int) -> list[Meeting]:
    """Those with nothing left on their agenda."""
    items = AgendaItem.objects.filter(meeting=OuterRef("pk"))
    held = Meeting.objects.filter(~Exists(items)).order_by("pk")
    return [
        one
        for one in held.iterator()
        if is_past(closed_on=local_date(one.ends_at), born_on=None, years=years, today=today)
    ]
