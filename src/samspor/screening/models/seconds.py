"""Those who are asked to look at children of another place, and exactly at whom and when."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from samspor.access.actor import Scope
from samspor.access.among import among
from samspor.access.secret import SecretText
from samspor.audit.guard import must_be_remembered
from samspor.screening.models.assessments import RoundUnit
from samspor.screening.models.ground import Keyed, screening


class SecondAssessor(Keyed):
    """One colleague asked to look at a group, or at one child of it, in one round. Without a child: all of the group.

    It opens their own assessment of those children and their names, nothing else, and ends with the round.
    """

    round_unit = models.ForeignKey(RoundUnit, on_delete=models.PROTECT, related_name="seconds")
    group = models.ForeignKey("people.ChildGroup", on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey("people.Child", null=True, on_delete=models.PROTECT, related_name="+")
    staff = models.ForeignKey("people.StaffMember", on_delete=models.PROTECT, related_name="asked_to_look")
    from_on = models.DateField()
    to_on = models.DateField()
    chosen_at = models.DateTimeField()
    chosen_by = models.ForeignKey("people.StaffMember", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_because = SecretText(null=True)
    PRIVACY = screening(
        purpose="that two look at every child",
        none=("id", "round_unit", "group", "from_on", "to_on", "chosen_at", "ended_at", "declined_at"),
        ordinary=("child", "staff", "chosen_by"),
        sensitive=("declined_because",),
    )

    class Meta:
        ordering = ["from_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(to_on__gte=F("from_on")), name="second_assessor_has_days"),
            models.CheckConstraint(
                condition=Q(declined_at=None, declined_because=None)
                | (~Q(declined_at=None) & ~Q(declined_because=None)),
                name="second_assessor_says_why_not",
            ),
        ]
        triggers = [must_be_remembered()]

    @classmethod
    def reached(cls, scope: Scope, on: date) -> Q:
        """By the unit whose children they are; and by the one who is asked, on those days, while the round is open."""
        here = among("round_unit__unit", scope.units)
        if scope.staff is None:
            return here
        mine = Q(staff=scope.staff, from_on__lte=on, to_on__gte=on, ended_at=None, declined_at=None)
        is_open = Q(round_unit__round__opens_on__lte=on, round_unit__round__closes_on__gte=on)
        return here | (mine & is_open & Q(round_unit__notice_on__isnull=False))

    def __str__(self) -> str:
        return str(self.pk)
