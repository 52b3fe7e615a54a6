"""Rounds and assessments. A position stands on an assessment in a setting at a time."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from samspor.access.secret import SecretText
from samspor.access.word import WordField
from samspor.audit.guard import must_be_remembered
from samspor.screening import texts
from samspor.screening.models.ground import Keyed, prompts, rounds, screening
from samspor.screening.rules import RoundKind


class InstrumentVersion(Keyed):
    """A set of signs, as it was from a day on. One in use is never edited, only succeeded."""

    key = models.SlugField(max_length=60)
    title = models.CharField(max_length=200)
    version = models.CharField(max_length=20)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    PRIVACY = prompts(none=("id", "key", "title", "version", "valid_from", "valid_to"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "version"], name="instrument_version_once")]
        triggers = [
            pgtrigger.ReadOnly(name="only_succeeded", exclude=["valid_to"]),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.version}"


class Indicator(Keyed):
    """A short observable sign: a prompt for looking, never counted."""

    instrument = models.ForeignKey(InstrumentVersion, on_delete=models.CASCADE, related_name="indicators")
    dimension = models.CharField(max_length=60)
    dimension_label = models.CharField(max_length=120)
    min_months = models.PositiveSmallIntegerField()
    max_months = models.PositiveSmallIntegerField()
    position = WordField(choices=texts.POSITION)
    kind = WordField(choices=texts.KIND)
    text = models.CharField(max_length=300)
    # Whoever sees it does something the same day. It chooses no position.
    acts_now = models.BooleanField(default=False, db_default=False)
    order = models.PositiveSmallIntegerField()
    PRIVACY = prompts(
        none=(
            "id",
            "instrument",
            "dimension",
            "dimension_label",
            "min_months",
            "max_months",
            "position",
            "kind",
            "text",
            "acts_now",
            "order",
        ),
    )

    class Meta:
        ordering = ["order"]
        triggers = [pgtrigger.Protect(name="never_edited", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.text


class AssessmentRound(Keyed):
    """A window in which an area looks at all its children."""

    label = models.CharField(max_length=120)
    area = models.CharField(max_length=20)
    opens_on = models.DateField()
    closes_on = models.DateField()
    instrument = models.ForeignKey(InstrumentVersion, on_delete=models.PROTECT, related_name="rounds")
    kind = WordField(choices=texts.ROUND_KIND, default=str(RoundKind.CALENDAR), db_default=str(RoundKind.CALENDAR))
    UNIT = "units__unit"
    PRIVACY = rounds(
        purpose="to look at every child", none=("id", "label", "area", "opens_on", "closes_on", "instrument", "kind")
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="round_has_days")]
        triggers = [must_be_remembered()]

    def __str__(self) -> str:
        return self.label


class RoundUnit(Keyed):
    """A round in one unit, with the notice to its parents."""

    round = models.ForeignKey(AssessmentRound, on_delete=models.PROTECT, related_name="units")
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="rounds")
    notice_on = models.DateField(null=True, blank=True)
    notice_way = WordField(choices=texts.WAY, blank=True)
    notice_by = models.ForeignKey("people.StaffMember", null=True, on_delete=models.PROTECT, related_name="+")
    # When it was first written down: whoever came to be known later was not among those told, however it is corrected.
    notice_at = models.DateTimeField(null=True, blank=True)
    UNIT = "unit"
    PRIVACY = rounds(
        purpose="the duty to inform, GDPR art. 13 and 14",
        none=("id", "round", "unit", "notice_on", "notice_way", "notice_at"),
        ordinary=("notice_by",),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "unit"], name="round_unit_once")]
        triggers = [must_be_remembered()]

    def __str__(self) -> str:
        return str(self.pk)


class Assessment(Keyed):
    """One child looked at in one unit's round. `alone_because` says why one person assesses, when that was chosen."""

    round_unit = models.ForeignKey(RoundUnit, on_delete=models.PROTECT, related_name="assessments")
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="assessments")
    group = models.ForeignKey("people.ChildGroup", on_delete=models.PROTECT, related_name="assessments")
    alone_because = SecretText(null=True)
    UNIT = "round_unit__unit"
    PRIVACY = screening(
        purpose="to look at every child",
        none=("id", "round_unit", "group"),
        ordinary=("child",),
        sensitive=("alone_because",),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round_unit", "child"], name="assessment_once")]
        triggers = [must_be_remembered()]

    def __str__(self) -> str:
        return str(self.pk)


class OwnAssessment(Keyed):
    """What one professional thinks, alone: sealed for everybody else until the second is handed in."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="own")
    assessor = models.ForeignKey("people.StaffMember", on_delete=models.PROTECT, related_name="own_assessments")
    position = WordField(choices=texts.POSITION, blank=True)
    comment = SecretText(null=True)
    marked_at = models.DateTimeField()
    handed_in_at = models.DateTimeField(null=True, blank=True)
    UNIT = "assessment__round_unit__unit"
    PRIVACY = screening(
        purpose="to look at every child",
        none=("id", "assessment", "marked_at", "handed_in_at"),
        ordinary=("assessor",),
        sensitive=("position", "comment"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "assessor"], name="own_assessment_once"),
            # Signs may be ticked before a position is chosen; what is handed in has one.
            models.CheckConstraint(
                condition=Q(position__in=[str(word) for word in texts.POSITION]) | Q(position="", handed_in_at=None),
                name="own_assessment_position",
            ),
        ]
        triggers = [must_be_remembered()]

    def __str__(self) -> str:
        return str(self.pk)


class JointAssessment(Keyed):
    """What they arrived at together, who took part, and who saw it otherwise."""

    assessment = models.OneToOneField(Assessment, on_delete=models.PROTECT, related_name="joint")
    position = WordField(choices=texts.POSITION)
    justification = SecretText(null=True)
    participants = ArrayField(models.UUIDField())
    beside = ArrayField(models.CharField(max_length=40), blank=True, default=list, db_default=[])
    dissent = SecretText(null=True)
    dissent_by = models.ForeignKey(
        "people.StaffMember", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    concluded_at = models.DateTimeField()
    concluded_by = models.ForeignKey("people.StaffMember", on_delete=models.PROTECT, related_name="+")
    UNIT = "assessment__round_unit__unit"
    PRIVACY = screening(
        purpose="to look at every child",
        none=("id", "assessment", "concluded_at"),
        ordinary=("participants", "beside", "dissent_by", "concluded_by"),
        sensitive=("position", "justification", "dissent"),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(position__in=[str(word) for word in texts.POSITION]), name="joint_assessment_position"
            ),
            models.CheckConstraint(
                condition=Q(position="green") | Q(justification__isnull=False), name="joint_assessment_says_why"
            ),
            models.CheckConstraint(condition=Q(participants__len__gte=1), name="joint_assessment_by_somebody"),
        ]
        indexes = [
            # Whose parents wait to be told is asked of those who took part, on every day's page.
            GinIndex(fields=["participants"], name="joint_to_tell", condition=Q(position__in=["red", "yellow"])),
            models.Index(fields=["assessment"], name="joint_to_tell_of", condition=Q(position__in=["red", "yellow"])),
        ]
        triggers = [must_be_remembered()]

    def __str__(self) -> str:
        return str(self.pk)


class JointWording(Keyed):
    """A joint assessment as it stood before it was written anew. Never changed; gone only when it is erased."""

    joint = models.ForeignKey(JointAssessment, on_delete=models.PROTECT, related_name="earlier")
    position = WordField(choices=texts.POSITION)
    justification = SecretText(null=True)
    participants = ArrayField(models.UUIDField())
    beside = ArrayField(models.CharField(max_length=40), blank=True, default=list, db_default=[])
    dissent = SecretText(null=True)
    dissent_by = models.ForeignKey(
        "people.StaffMember", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    concluded_at = models.DateTimeField()
    concluded_by = models.ForeignKey("people.StaffMember", on_delete=models.PROTECT, related_name="+")
    UNIT = "joint__assessment__round_unit__unit"
    PRIVACY = screening(
        purpose="what was written about a child is not written over",
        none=("id", "joint", "concluded_at"),
        ordinary=("participants", "beside", "dissent_by", "concluded_by"),
        sensitive=("position", "justification", "dissent"),
    )

    class Meta:
        ordering = ["concluded_at"]
        triggers = [pgtrigger.Protect(name="never_changed", operation=pgtrigger.Update), must_be_remembered()]

    def __str__(self) -> str:
        return str(self.pk)


class ParentsInformed(Keyed):
    """That the parents were told, when, how and by whom; `told`, which of the adults it was, where somebody said so."""

    assessment = models.OneToOneField(Assessment, on_delete=models.PROTECT, related_name="informed")
    informed_on = models.DateField()
    way = WordField(choices=texts.WAY)
    told = ArrayField(models.UUIDField(), blank=True, default=list, db_default=[])
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("people.StaffMember", on_delete=models.PROTECT, related_name="+")
    UNIT = "assessment__round_unit__unit"
    PRIVACY = screening(
        purpose="parents always know",
        none=("id", "assessment", "informed_on", "way", "recorded_at"),
        ordinary=("told", "recorded_by"),
    )

    class Meta:
        triggers = [must_be_remembered()]

    def __str__(self) -> str:
        return str(self.pk)
