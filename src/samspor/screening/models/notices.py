"""The notice to parents whose child came after the others were told of a round."""

from django.db import models

from samspor.access.word import WordField
from samspor.audit.guard import must_be_remembered
from samspor.screening import texts
from samspor.screening.models.assessments import RoundUnit
from samspor.screening.models.ground import Keyed, screening


class LateNotice(Keyed):
    """That the parents of one child were told of a round that the others had heard of already."""

    round_unit = models.ForeignKey(RoundUnit, on_delete=models.PROTECT, related_name="late_notices")
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="late_notices")
    notice_on = models.DateField()
    notice_way = WordField(choices=texts.WAY)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("people.StaffMember", on_delete=models.PROTECT, related_name="+")
    UNIT = "round_unit__unit"
    PRIVACY = screening(
        purpose="the duty to inform, GDPR art. 13 and 14",
        none=("id", "round_unit", "notice_on", "notice_way", "recorded_at"),
        ordinary=("child", "recorded_by"),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round_unit", "child"], name="late_notice_once")]
        triggers = [must_be_remembered()]

    def __str__(self) -> str:
        return str(self.pk)
