"""What somebody asks to talk about, and its place on an agenda."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from samspor.access.actor import Scope
from samspor.access.among import among
from samspor.access.secret import SecretText
from samspor.access.word import WordField
from samspor.audit.guard import must_be_remembered
from samspor.forums import texts
from samspor.forums.models.ground import STAFF, Keyed, forum_privacy
from samspor.forums.models.meetings import Meeting, MeetingSeries
from samspor.people.api import Child


class Wish(Keyed):
    """Only a wish about a named child knows a child. The others hold nobody, and `unit` is no place too small.

    `keeper` sees to it: whoever asked, until somebody takes over. `sender`, `aim` and `topics` are what the lane is
    asked; its answer is kept nowhere.
    """

    series = models.ForeignKey(MeetingSeries, on_delete=models.PROTECT, related_name="wishes")
    about = WordField(choices=texts.ABOUT)
    child = models.ForeignKey("people.Child", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    pathway = models.ForeignKey(
        "pathways.Pathway", null=True, blank=True, on_delete=models.SET_NULL, related_name="wishes"
    )
    unit = models.ForeignKey("people.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    question = SecretText()
    necessity = SecretText(null=True)
    special_reason = SecretText(null=True)
    sender = WordField(blank=True)
    aim = WordField(blank=True)
    topics = ArrayField(models.SlugField(max_length=40), default=list)
    asked_by = models.ForeignKey(STAFF, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    keeper = models.ForeignKey(STAFF, on_delete=models.PROTECT, related_name="+")
    state = WordField(choices=texts.WISH_STATE, default="asked")
    settled_at = models.DateTimeField(null=True, blank=True)
    PRIVACY = forum_privacy(
        purpose="that somebody who is in doubt is not alone with it",
        none=("id", "series", "about", "pathway", "unit", "sender", "aim", "topics", "asked_at", "state", "settled_at"),
        ordinary=("child", "asked_by", "keeper"),
        sensitive=("question", "necessity", "special_reason"),
    )  # fmt: skip

    class Meta:
        verbose_name_plural = "wishes"
        constraints = [
            models.CheckConstraint(
                condition=(Q(about="child", child__isnull=False) & ~Q(sender="") & ~Q(aim=""))
                | (~Q(about="child") & Q(child=None, pathway=None, special_reason=None, necessity=None)),
                name="wish_names_a_child_or_nobody",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "placed"], settled_at=None)
                | (~Q(state__in=["asked", "placed"]) & Q(settled_at__isnull=False)),
                name="wish_settled_when_over",
            ),
            models.UniqueConstraint(
                fields=["series", "child"], condition=Q(child__isnull=False, settled_at=None), name="wish_child_once"
            ),
        ]
        indexes = [models.Index(fields=["series", "state", "asked_at"], name="wish_of_series")]
        triggers = [must_be_remembered()]

    @classmethod
    def reached(cls, scope: Scope, on: date) -> Q:
        """Of a named child by who reaches the child. What names nobody by its keeper, and not without a name at all
        by the unit: a house knows its own.
        """
        kept = Child.objects.filter(Child.reached(scope, on, "merged_into"), pk=OuterRef("child"))
        here = Child.reached(scope, on, "child") | Q(Exists(kept.exclude(merged_into=None)))
        here |= among("unit", scope.units) & Q(about__in=["group", "practice"])
        return here | Q(child=None, keeper=scope.staff) if scope.staff else here


class AgendaItem(Keyed):
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    wish = models.ForeignKey(Wish, on_delete=models.PROTECT, related_name="items")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state = WordField(choices=texts.ITEM_STATE, default="waiting")
    by = models.ForeignKey(STAFF, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    PRIVACY = forum_privacy(
        purpose="that everybody knows what is talked of when",
        none=("id", "meeting", "starts_at", "ends_at", "state", "entered_at"), ordinary=("wish", "by"),
    )  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="agenda_item_lasts"),
            models.UniqueConstraint(fields=["wish"], condition=Q(state="waiting"), name="agenda_item_one_waiting"),
        ]
        indexes = [models.Index(fields=["meeting", "starts_at"], name="agenda_item_of_meeting")]
        triggers = [must_be_remembered()]

    @classmethod
    def reached(cls, scope: Scope, on: date) -> Q:
        """Where the meeting is, or where the wish is. What of it is shown is asked of the lane."""
        meeting = Meeting.objects.filter(Meeting.reached(scope, on), pk=OuterRef("meeting"))
        return Q(Exists(meeting)) | Q(Exists(Wish.objects.filter(Wish.reached(scope, on), pk=OuterRef("wish"))))
