"""What was recorded before it was corrected: never changed, and gone only when it is erased."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models

from samspor.access.secret import SecretText
from samspor.access.word import WordField
from samspor.audit.guard import must_be_remembered
from samspor.screening import texts
from samspor.screening.models.assessments import Assessment, RoundUnit
from samspor.screening.models.ground import Keyed, rounds, screening
from samspor.screening.models.notices import LateNotice

KEPT = [pgtrigger.Protect(name="never_changed", operation=pgtrigger.Update), must_be_remembered()]


class EarlierNotice(Keyed):
    """When and how the parents of a unit were said to have been told of a round, before somebody corrected it."""

    round_unit = models.ForeignKey(RoundUnit, on_delete=models.PROTECT, related_name="earlier_notices")
    notice_on = models.DateField()
    notice_way = WordField(choices=texts.WAY)
    notice_by = models.ForeignKey("people.StaffMember", on_delete=models.PROTECT, related_name="+")
    corrected_at = models.DateTimeField()
    UNIT = "round_unit__unit"
    PRIVACY = rounds(
        purpose="what was recorded is not written over",
        none=("id", "round_unit", "notice_on", "notice_way", "corrected_at"),
        ordinary=("notice_by",),
    )

    class Meta:
        ordering = ["corrected_at"]
        triggers = KEPT

    def __str__(self) -> str:
        return str(self.pk)


class EarlierLateNotice(Keyed):
    """When and how the parents of one child were said to have been told of a round, before somebody corrected it."""

    late_notice = models.ForeignKey(LateNotice, on_delete=models.CASCADE, related_name="earlier")
    notice_on = models.DateField()
    notice_way = WordField(choices=texts.WAY)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("people.StaffMember", on_delete=models.PROTECT, related_name="+")
    UNIT = "late_notice__round_unit__unit"
    PRIVACY = screening(
        purpose="what was recorded is not written over",
        none=("id", "late_notice", "notice_on", "notice_way", "recorded_at"),
        ordinary=("recorded_by",),
    )

    class Meta:
        ordering = ["recorded_at"]
        triggers = KEPT

    def __str__(self) -> str:
        return str(self.pk)


class EarlierInformed(Keyed):
    """When and how the parents of a child were said to have been told, before somebody corrected it or took it back."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="earlier_informed")
    informed_on = models.DateField()
    way = WordField(choices=texts.WAY)
    told = ArrayField(models.UUIDField(), blank=True, default=list, db_default=[])
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("people.StaffMember", on_delete=models.PROTECT, related_name="+")
    # Nobody had told them: why that was written is said, and nothing stands in its place.
    taken_back_because = SecretText(null=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey("people.StaffMember", null=True, on_delete=models.PROTECT, related_name="+")
    UNIT = "assessment__round_unit__unit"
    PRIVACY = screening(
        purpose="what was recorded is not written over",
        none=("id", "assessment", "informed_on", "way", "recorded_at", "taken_back_at"),
        ordinary=("told", "recorded_by", "taken_back_by"),
        sensitive=("taken_back_because",),
    )

    class Meta:
        ordering = ["recorded_at"]
        triggers = KEPT

    def __str__(self) -> str:
        return str(self.pk)
