"""What is ticked on the way to a position, what is being written together, and that a quiet child was looked at."""

from django.db import models

from samspor.access.secret import SecretText
from samspor.audit.guard import must_be_remembered
from samspor.screening.models.assessments import Assessment, Indicator, OwnAssessment
from samspor.screening.models.ground import Keyed, screening


class SignSeen(Keyed):
    """A sign somebody recognised. Sealed with their own assessment; it chooses nothing and is never added up."""

    own = models.ForeignKey(OwnAssessment, on_delete=models.PROTECT, related_name="signs")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    UNIT = "own__assessment__round_unit__unit"
    PRIVACY = screening(purpose="to look at every child", none=("id", "own"), sensitive=("indicator",))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["own", "indicator"], name="sign_seen_once")]
        triggers = [must_be_remembered()]

    def __str__(self) -> str:
        return str(self.pk)


class JointDraft(Keyed):
    """What one person is writing in the dialogue and has not saved as the joint assessment: theirs alone."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="drafts")
    writer = models.ForeignKey("people.StaffMember", on_delete=models.PROTECT, related_name="+")
    written = SecretText()
    kept_at = models.DateTimeField()
    UNIT = "assessment__round_unit__unit"
    PRIVACY = screening(
        purpose="what is being written is not lost",
        none=("id", "assessment", "kept_at"),
        ordinary=("writer",),
        sensitive=("written",),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "writer"], name="joint_draft_once")]
        triggers = [must_be_remembered()]

    def __str__(self) -> str:
        return str(self.pk)


class LookedTogether(Keyed):
    """That the grown-ups have talked of a child nobody had written about. It is about our looking."""

    assessment = models.OneToOneField(Assessment, on_delete=models.PROTECT, related_name="looked")
    words = SecretText(null=True)
    looked_at = models.DateTimeField()
    looked_by = models.ForeignKey("people.StaffMember", on_delete=models.PROTECT, related_name="+")
    UNIT = "assessment__round_unit__unit"
    PRIVACY = screening(
        purpose="no child is overlooked",
        none=("id", "assessment", "looked_at"),
        ordinary=("looked_by",),
        sensitive=("words",),
    )

    class Meta:
        triggers = [must_be_remembered()]

    def __str__(self) -> str:
        return str(self.pk)
