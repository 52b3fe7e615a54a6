"""What parents say beside the assessments, and the links by which they say it themselves."""

from django.db import models
from django.db.models import Q

from samspor.access.secret import SecretText
from samspor.access.word import WordField
from samspor.audit.guard import must_be_remembered
from samspor.screening import texts
from samspor.screening.models.assessments import RoundUnit
from samspor.screening.models.ground import Keyed, screening


class ParentVoice(Keyed):
    """One parent's words about their child in one round, as they were said. Never written over: more is added.

    The parent may take them back: then they are shown to nobody, and that they were said stays.
    """

    round_unit = models.ForeignKey(RoundUnit, on_delete=models.PROTECT, related_name="voices")
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="voices")
    guardian = models.ForeignKey("people.Guardian", on_delete=models.PROTECT, related_name="voices")
    way = WordField(choices=texts.HEARD)
    is_verbatim = models.BooleanField()
    goes_well = SecretText(null=True)
    thinks_about = SecretText(null=True)
    helps = SecretText(null=True)
    said_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("people.StaffMember", null=True, on_delete=models.PROTECT, related_name="+")
    taken_back_on = models.DateField(null=True, blank=True)
    taken_back_way = WordField(choices=texts.WAY, blank=True, default="", db_default="")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey("people.StaffMember", null=True, on_delete=models.PROTECT, related_name="+")
    UNIT = "round_unit__unit"
    PRIVACY = screening(
        purpose="that parents are heard",
        none=(
            "id", "round_unit", "way", "is_verbatim", "said_on", "recorded_at", "taken_back_on", "taken_back_way",
            "taken_back_at",
        ),
        ordinary=("child", "guardian", "recorded_by", "taken_back_by"),
        sensitive=("goes_well", "thinks_about", "helps"),
    )  # fmt: skip

    class Meta:
        ordering = ["recorded_at"]
        constraints = [
            # What came by a link was typed by the parent: no colleague stands between.
            models.CheckConstraint(
                condition=Q(way="link", recorded_by=None) | (~Q(way="link") & Q(recorded_by__isnull=False)),
                name="parent_voice_written_by",
            ),
        ]
        triggers = [must_be_remembered()]

    def __str__(self) -> str:
        return str(self.pk)


class ParentLink(Keyed):
    """A way for one parent to answer for one child in one round, without signing in. The key itself is not kept."""

    round_unit = models.ForeignKey(RoundUnit, on_delete=models.PROTECT, related_name="parent_links")
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="parent_links")
    guardian = models.ForeignKey("people.Guardian", on_delete=models.PROTECT, related_name="parent_links")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("people.StaffMember", on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    UNIT = "round_unit__unit"
    PRIVACY = screening(
        purpose="that parents are heard",
        none=("id", "round_unit", "made_at", "revoked_at", "answered_at"),
        ordinary=("child", "guardian", "made_by"),
    )

    class Meta:
        ordering = ["made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["round_unit", "child", "guardian"],
                condition=Q(revoked_at=None, answered_at=None),
                name="parent_link_one_at_a_time",
            ),
        ]
        triggers = [must_be_remembered()]

    def __str__(self) -> str:
        return str(self.pk)
