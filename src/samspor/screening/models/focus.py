"""Focus points, and what came of them."""

from functools import partial

from django.db import models
from django.db.models import Q

from samspor.access.privacy import Privacy
from samspor.access.secret import SecretText
from samspor.access.word import WordField
from samspor.audit.guard import must_be_remembered
from samspor.screening import texts
from samspor.screening.models.assessments import RoundUnit
from samspor.screening.models.ground import Keyed

_focus = partial(
    Privacy,
    basis="dagtilbudsloven § 1, folkeskoleloven § 2, sundhedsloven §§ 120-123, GDPR art. 6(1)(e), "
    "databeskyttelsesloven § 7(4)",
    retention="5 years after it was closed, or a year after the child left day-care for school, or left school",
    erasure="delete",
)


class FocusPoint(Keyed):
    """What the grown-ups try for a child, a group or a whole unit, and when they look at it again.

    Neither child nor group: it is the whole unit's. `follows` is the one whose words were changed into these.
    """

    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="focus_points")
    group = models.ForeignKey("people.ChildGroup", null=True, on_delete=models.PROTECT, related_name="focus_points")
    child = models.ForeignKey("people.Child", null=True, on_delete=models.PROTECT, related_name="focus_points")
    round_unit = models.ForeignKey(RoundUnit, null=True, on_delete=models.PROTECT, related_name="focus_points")
    follows = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="followed_by")
    aim = SecretText()
    action = SecretText()
    responsible = models.ForeignKey("people.StaffMember", on_delete=models.PROTECT, related_name="focus_points")
    review_on = models.DateField()
    set_at = models.DateTimeField()
    set_by = models.ForeignKey("people.StaffMember", on_delete=models.PROTECT, related_name="+")
    closed_on = models.DateField(null=True, blank=True)
    told_on = models.DateField(null=True, blank=True)
    told_way = WordField(choices=texts.WAY, blank=True)
    told_by = models.ForeignKey("people.StaffMember", null=True, on_delete=models.PROTECT, related_name="+")
    UNIT = "unit"
    PRIVACY = _focus(
        purpose="that what was agreed is done, and looked at again",
        none=(
            "id",
            "unit",
            "group",
            "round_unit",
            "follows",
            "review_on",
            "set_at",
            "closed_on",
            "told_on",
            "told_way",
        ),
        ordinary=("child", "responsible", "set_by", "told_by"),
        sensitive=("aim", "action"),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(child=None) | Q(group__isnull=False), name="focus_child_in_a_group"),
            models.CheckConstraint(
                condition=Q(told_on=None, told_way="") | (Q(told_on__isnull=False) & ~Q(told_way="")),
                name="focus_told_with_way",
            ),
        ]
        # What waits for one person, whatever is closed.
        indexes = [
            models.Index(fields=["responsible", "review_on"], condition=Q(closed_on=None), name="focus_waiting"),
        ]
        triggers = [must_be_remembered()]

    def __str__(self) -> str:
        return str(self.pk)


class FocusReview(Keyed):
    """That a focus point was looked at again, and what came of it in the grown-ups' own words."""

    focus = models.ForeignKey(FocusPoint, on_delete=models.PROTECT, related_name="reviews")
    outcome = WordField(choices=texts.OUTCOME)
    words = SecretText()
    reviewed_at = models.DateTimeField()
    reviewed_by = models.ForeignKey("people.StaffMember", on_delete=models.PROTECT, related_name="+")
    UNIT = "focus__unit"
    PRIVACY = _focus(
        purpose="to learn from what was tried",
        none=("id", "focus", "outcome", "reviewed_at"),
        ordinary=("reviewed_by",),
        sensitive=("words",),
    )

    class Meta:
        ordering = ["reviewed_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=[str(word) for word in texts.OUTCOME]), name="focus_review_outcome"
            ),
        ]
        triggers = [must_be_remembered()]

    def __str__(self) -> str:
        return str(self.pk)
