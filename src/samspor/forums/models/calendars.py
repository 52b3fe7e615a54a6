"""Where somebody's own calendar fetches when they have meetings."""

from datetime import date

from django.db import models
from django.db.models import Q

from samspor.access.actor import Scope
from samspor.audit.guard import must_be_remembered
from samspor.forums.models.ground import STAFF, Keyed, forum_privacy


class CalendarAddress(Keyed):
    """One for each of the staff, until they make another. Its secret is worked out with a key, and kept nowhere."""

    staff = models.OneToOneField(STAFF, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    PRIVACY = forum_privacy(
        purpose="that people who must meet have it in their own calendar",
        retention="until they make another, close it, or work here no longer",
        none=("id", "made_at"),
        ordinary=("staff",),
    )

    class Meta:
        verbose_name_plural = "calendar addresses"
        triggers = [must_be_remembered()]

    @classmethod
    def reached(cls, scope: Scope, on: date) -> Q:  # noqa: ARG003 -- one's own, on every day
        return Q(staff=scope.staff) if scope.staff else Q(pk__in=[])
