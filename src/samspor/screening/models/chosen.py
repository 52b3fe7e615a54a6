"""Which children a round before a transition is about."""

from django.db import models

from samspor.audit.guard import must_be_remembered
from samspor.screening.models.assessments import RoundUnit
from samspor.screening.models.ground import Keyed, screening


class RoundChild(Keyed):
    """One child somebody chose for a round that is about some of a unit's children and not about all of them."""

    round_unit = models.ForeignKey(RoundUnit, on_delete=models.PROTECT, related_name="chosen")
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()
    chosen_by = models.ForeignKey("people.StaffMember", on_delete=models.PROTECT, related_name="+")
    UNIT = "round_unit__unit"
    PRIVACY = screening(
        purpose="to look at the children who are about to move on, and at no others",
        none=("id", "round_unit", "chosen_at"),
        ordinary=("child", "chosen_by"),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round_unit", "child"], name="round_child_once")]
        triggers = [must_be_remembered()]

    def __str__(self) -> str:
        return str(self.pk)
