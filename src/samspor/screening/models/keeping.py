"""What is left of a round when its assessments have had their time."""

from django.db import models

from samspor.access.privacy import Privacy
from samspor.access.word import WordField
from samspor.screening import texts
from samspor.screening.models.assessments import RoundUnit
from samspor.screening.models.ground import Keyed


class RoundCount(Keyed):
    """How many children of a unit were in a position in a round. About nobody; small numbers are hidden when shown."""

    round_unit = models.ForeignKey(RoundUnit, on_delete=models.PROTECT, related_name="counts")
    position = WordField(choices=texts.POSITION)
    number = models.PositiveIntegerField()
    UNIT = "round_unit__unit"
    PRIVACY = Privacy(
        purpose="to learn over years", basis="GDPR art. 5(1)(b) and 89", retention="always", erasure="none",
        none=("id", "round_unit", "position", "number"),
    )  # fmt: skip

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round_unit", "position"], name="round_count_once")]

    def __str__(self) -> str:
        return str(self.pk)
