"""Series of meetings, the meetings, and who sits in each."""

from datetime import date

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from samspor.access.actor import Scope
from samspor.access.check import by_paths
from samspor.access.secret import SecretText
from samspor.access.word import WordField
from samspor.audit.guard import must_be_remembered
from samspor.forums import texts
from samspor.forums.models.ground import EMPLOYMENT, STAFF, Keyed, forum_privacy
from samspor.forums.models.kinds import ForumType
from samspor.forums.rules.words import MeetingState


class MeetingSeries(Keyed):
    """A forum of a house, a district or the municipality: its dates are its meetings, one or a year of them."""

    type = models.ForeignKey(ForumType, on_delete=models.PROTECT, related_name="series")
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    planned_by = models.ForeignKey(STAFF, on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    UNIT = "unit"
    PRIVACY = forum_privacy(
        purpose="that people who must meet know when", none=("id", "type", "unit", "title", "planned_at"),
        ordinary=("planned_by",),
    )  # fmt: skip

    class Meta:
        verbose_name_plural = "meeting series"
        triggers = [must_be_remembered()]


class Meeting(Keyed):
    """`sequence` grows each time it is moved or cancelled, so that a calendar knows which is the newest."""

    series = models.ForeignKey(MeetingSeries, on_delete=models.PROTECT, related_name="meetings")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=120)
    state = WordField(choices=texts.MEETING_STATE, default="planned")
    sequence = models.PositiveSmallIntegerField(default=0)
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(STAFF, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    changed_words = SecretText(null=True)
    PRIVACY = forum_privacy(
        purpose="that people who must meet know when",
        none=("id", "series", "starts_at", "ends_at", "place", "state", "sequence", "changed_at"),
        ordinary=("changed_by",), sensitive=("changed_words",),  # somebody may be ill
    )  # fmt: skip

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="meeting_lasts")]
        indexes = [models.Index(fields=["series", "starts_at"], name="meeting_of_series")]
        triggers = [must_be_remembered()]

    @property
    def is_on(self) -> bool:
        return self.state in {MeetingState.PLANNED, MeetingState.MOVED}

    @classmethod
    def reached(cls, scope: Scope, on: date) -> Q:
        """By the unit it belongs to; and by who sits in it, by name, as long as their job goes on."""
        here = by_paths(scope, unit="series__unit", child="")
        if scope.staff is None:
            return here
        seat = {"ended_at": None, "job__staff": scope.staff, "job__period__contains": on}
        return here | Q(Exists(Seat.objects.filter(meeting=OuterRef("pk"), **seat)))


class Seat(Keyed):
    """Somebody who sits in a meeting, as what they work as. It opens the agenda, and no item by itself."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="seats")
    job = models.ForeignKey(EMPLOYMENT, on_delete=models.PROTECT, related_name="+")
    is_guest = models.BooleanField(default=False)
    by = models.ForeignKey(STAFF, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    PRIVACY = forum_privacy(
        purpose="that it is known who hears what", none=("id", "meeting", "is_guest", "entered_at", "ended_at"),
        ordinary=("job", "by"),
    )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "job"], condition=Q(ended_at=None), name="seat_once"),
        ]
        triggers = [must_be_remembered()]

    @classmethod
    def reached(cls, scope: Scope, on: date) -> Q:
        return Q(Exists(Meeting.objects.filter(Meeting.reached(scope, on), pk=OuterRef("meeting"))))
