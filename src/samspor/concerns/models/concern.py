"""A concern, the two answers that come first, and the stop a yes sets."""

from django.db import models
from django.db.models import F, Q

from samspor.access.secret import SecretText
from samspor.access.word import WordField
from samspor.audit.guard import must_be_remembered
from samspor.concerns import texts
from samspor.concerns.models.ground import STAFF, Entered, Keyed, concern_privacy


class Concern(Keyed):
    """About one child's wellbeing, where and when it was begun. Its state is derived. There may be several over time.

    `childs_words` is what the child's own words changed, `outcome` what came of it. The three before it in Lundy's
    model may be said as well: the room the child had, the way it was said in, and who listened. When the concern is
    opened again these stand, and are where the next closing begins.
    """

    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="concerns")
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="concerns")
    group = models.ForeignKey("people.ChildGroup", null=True, on_delete=models.PROTECT, related_name="concerns")
    started_by = models.ForeignKey(STAFF, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    assessment = models.ForeignKey(
        "screening.Assessment", null=True, blank=True, on_delete=models.SET_NULL, related_name="concerns"
    )  # assessments have a shorter life; the concern goes on without
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(STAFF, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    outcome = SecretText(null=True)
    childs_words = SecretText(null=True)
    childs_room = SecretText(null=True)
    childs_way = SecretText(null=True)
    childs_hearers = SecretText(null=True)
    UNIT = "unit"
    CHILD = "child"
    PRIVACY = concern_privacy(
        purpose="early help, from a wonder to an agreed step",
        none=("id", "unit", "group", "started_at", "assessment", "closed_at"),
        ordinary=("child", "started_by", "closed_by"),
        sensitive=("outcome", "childs_words", "childs_room", "childs_way", "childs_hearers"),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None)
                | Q(closed_by__isnull=False, outcome__isnull=False, childs_words__isnull=False),
                name="concern_closed_with_words",
            )
        ]
        indexes = [models.Index(fields=["child", "started_at"], name="concern_of_child")]
        triggers = [must_be_remembered()]


class FirstAnswer(Entered):
    """The answer to one of the two questions. The latest counts; the earlier ones stay."""

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="answers")
    kind = WordField(choices=texts.STOP_KIND)
    answer = WordField(choices=texts.ANSWER)
    PRIVACY = concern_privacy(
        purpose="the safety of the child before parents are involved",
        none=("id", "concern", "entered_at"), ordinary=("by",), sensitive=("kind", "answer"),
    )  # fmt: skip

    class Meta:
        triggers = [must_be_remembered()]


class HardStop(Entered):
    """Nothing may reach the parents. Lifted by the authority only, with a reason.

    `notified_on`: the day somebody gave the notification, outside Samspor. It does not lift the stop.
    `about_staff`: it may be about somebody who works there, so it is not the leader of the place who is told.
    """

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="stops")
    kind = WordField(choices=texts.STOP_KIND)
    about_staff = models.BooleanField(default=False)
    notified_on = models.DateField(null=True, blank=True)
    notified_by = models.ForeignKey(STAFF, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(STAFF, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    lift_reason = SecretText(null=True)
    PRIVACY = concern_privacy(
        purpose="the safety of the child before parents are involved",
        none=("id", "concern", "entered_at", "lifted_at"),
        ordinary=("by", "lifted_by", "notified_on", "notified_by"),
        sensitive=("kind", "about_staff", "lift_reason"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["concern", "kind"], condition=Q(lifted_at=None), name="hard_stop_once"),
            models.CheckConstraint(
                condition=Q(lifted_at=None) | Q(lifted_by__isnull=False, lift_reason__isnull=False),
                name="hard_stop_lifted_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(notified_on=None, notified_by=None)
                | Q(notified_on__isnull=False, notified_by__isnull=False),
                name="hard_stop_notified_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at=None) | Q(lifted_at__gte=F("entered_at")), name="hard_stop_lifted_after"
            ),
        ]
        triggers = [must_be_remembered()]


class Reopening(Entered):
    """That a closed concern was opened again, and why; and how it had been closed, word for word."""

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="reopenings")
    reason = SecretText()
    closed_at = models.DateTimeField()
    closed_by = models.ForeignKey(STAFF, on_delete=models.PROTECT, related_name="+")
    outcome = SecretText()
    childs_words = SecretText()
    PRIVACY = concern_privacy(
        purpose="nothing that was written disappears",
        none=("id", "concern", "entered_at", "closed_at"),
        ordinary=("by", "closed_by"),
        sensitive=("reason", "outcome", "childs_words"),
    )

    class Meta:
        triggers = [must_be_remembered()]
