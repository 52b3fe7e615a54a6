"""The tables of the guide: content in versions, checklists kept for others, and rehearsals without names."""

from functools import partial
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from samspor.access.privacy import Privacy
from samspor.access.word import WordField
from samspor.audit.guard import must_be_remembered
from samspor.guide import texts
from samspor.people.texts import AREA

_open = partial(Privacy, purpose="the guide", basis="none needed", retention="always", erasure="none")
_rehearsed = partial(
    Privacy, purpose="to rehearse the guide", basis="none needed", retention="always, with the version", erasure="none"
)
_kept = partial(
    Privacy,
    purpose="to remember what has been done for a child",
    basis="dagtilbudsloven § 1, folkeskoleloven § 2, sundhedsloven §§ 120-123, barnets lov §§ 14, 28-31, "
    "GDPR art. 6(1)(e), databeskyttelsesloven § 7(4)",
    retention="with what it is kept for",
    erasure="delete",
)


class Keyed(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)

    class Meta:
        abstract = True


class Guide(Keyed):
    """A path from wonder to action, for those it is written to. What it says is in its versions."""

    key = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=120)
    audience = WordField(choices=texts.AUDIENCE)
    PRIVACY = _open(none=("id", "key", "title", "audience"))

    class Meta:
        triggers = [must_be_remembered()]

    def __str__(self) -> str:
        return self.title


class GuideVersion(Keyed):
    """What the guide said from a moment on. A published one is never edited, only succeeded.

    `edition` names the shipped file it was taken from; empty for what the municipality wrote itself.
    """

    guide = models.ForeignKey(Guide, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = WordField(choices=texts.VERSION_STATE)
    edition = models.CharField(max_length=20, blank=True)
    owner = models.ForeignKey("people.StaffMember", null=True, on_delete=models.PROTECT, related_name="guides")
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey("people.StaffMember", null=True, on_delete=models.PROTECT, related_name="+")
    succeeded_at = models.DateTimeField(null=True)
    review_on = models.DateField(null=True)
    PRIVACY = _open(
        none=("id", "guide", "number", "state", "edition", "published_at", "succeeded_at", "review_on"),
        ordinary=("owner", "published_by"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["guide", "number"], name="guide_version_once"),
            models.UniqueConstraint(fields=["guide"], condition=Q(state="published"), name="guide_published_once"),
            models.UniqueConstraint(fields=["guide"], condition=Q(state="draft"), name="guide_draft_once"),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(published_at__isnull=False), name="guide_published_when"
            ),
        ]
        triggers = [must_be_remembered()]

    def __str__(self) -> str:
        return f"{self.guide.title}, version {self.number}"


class GuideStep(Keyed):
    """One step of a version: what to do, who, within what time, and for whom it applies. Empty means any."""

    version = models.ForeignKey(GuideVersion, on_delete=models.CASCADE, related_name="steps")
    key = models.SlugField(max_length=60)
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    track = WordField(choices=texts.TRACK)
    do = models.TextField()
    question = models.CharField(max_length=200, blank=True)
    who = models.CharField(max_length=200, blank=True)
    rule = models.CharField(max_length=60, blank=True)
    days = models.PositiveSmallIntegerField(null=True)
    days_basis = models.CharField(max_length=200, blank=True)
    template_name = models.CharField(max_length=120, blank=True)
    template_link = models.CharField(max_length=300, blank=True)
    basis = models.CharField(max_length=300, blank=True)
    ground = models.CharField(max_length=60, blank=True, default="", db_default="")
    decided = models.CharField(max_length=200, blank=True, default="", db_default="")
    contact = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    tells_parents = models.BooleanField()
    notifies = models.BooleanField()
    min_months = models.SmallIntegerField(null=True)
    max_months = models.SmallIntegerField(null=True)
    areas = ArrayField(WordField(choices=AREA), default=list)
    degrees = ArrayField(models.PositiveSmallIntegerField(), default=list)
    acute = models.BooleanField(null=True)
    violence = models.BooleanField(null=True)
    written_at = models.DateTimeField()
    PRIVACY = _open(
        none=(
            "id", "version", "key", "order", "title", "track", "do", "question", "who", "rule", "days", "days_basis",
            "template_name", "template_link", "basis", "ground", "decided", "contact", "phone", "tells_parents",
            "notifies", "min_months", "max_months", "areas", "degrees", "acute", "violence", "written_at",
        ),
    )  # fmt: skip

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="guide_step_once"),
            models.UniqueConstraint(
                fields=["version", "order"], name="guide_step_in_order", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(condition=Q(days=None) | ~Q(days_basis=""), name="guide_step_time_has_basis"),
        ]
        triggers = [must_be_remembered()]

    def __str__(self) -> str:
        return self.title


class StepAnswer(Keyed):
    """What one can answer on a step, and the step it leads to."""

    step = models.ForeignKey(GuideStep, on_delete=models.CASCADE, related_name="answers")
    order = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=120)
    leads_to = models.ForeignKey(GuideStep, on_delete=models.CASCADE, related_name="reached_by")
    PRIVACY = _open(none=("id", "step", "order", "words", "leads_to"))

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["step", "words"], name="guide_answer_once")]
        triggers = [must_be_remembered()]

    def __str__(self) -> str:
        return self.words


class Checklist(Keyed):
    """The steps that apply to something another room keeps, as the guide was when it was made."""

    version = models.ForeignKey(GuideVersion, on_delete=models.PROTECT, related_name="checklists")
    about_type = models.CharField(max_length=60)
    about_id = models.UUIDField()
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="checklists")
    child = models.ForeignKey("people.Child", null=True, on_delete=models.PROTECT, related_name="checklists")
    made_at = models.DateTimeField()
    UNIT = "unit"
    CHILD = "child"
    PRIVACY = _kept(none=("id", "version", "about_type", "about_id", "unit", "made_at"), ordinary=("child",))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["about_type", "about_id"], name="checklist_once")]
        triggers = [must_be_remembered()]

    def __str__(self) -> str:
        return str(self.pk)


class ChecklistLine(Keyed):
    """One step of a checklist: whether it is done, when, and who said so."""

    checklist = models.ForeignKey(Checklist, on_delete=models.CASCADE, related_name="lines")
    step = models.ForeignKey(GuideStep, on_delete=models.PROTECT, related_name="+")
    ticked_at = models.DateTimeField(null=True)
    ticked_by = models.ForeignKey("people.StaffMember", null=True, on_delete=models.PROTECT, related_name="+")
    UNIT = "checklist__unit"
    CHILD = "checklist__child"
    PRIVACY = _kept(none=("id", "checklist", "step", "ticked_at"), ordinary=("ticked_by",))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["checklist", "step"], name="checklist_line_once"),
            models.CheckConstraint(
                condition=Q(ticked_at__isnull=True, ticked_by__isnull=True)
                | Q(ticked_at__isnull=False, ticked_by__isnull=False),
                name="checklist_line_ticked_by",
            ),
        ]
        triggers = [must_be_remembered()]

    def __str__(self) -> str:
        return str(self.pk)


class Rehearsal(Keyed):
    """A group that rehearses a scenario together. Nobody of the group is named."""

    version = models.ForeignKey(GuideVersion, on_delete=models.PROTECT, related_name="rehearsals")
    scenario = models.SlugField(max_length=60)
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="rehearsals")
    opened_at = models.DateTimeField()
    UNIT = "unit"
    PRIVACY = _rehearsed(none=("id", "version", "scenario", "unit", "opened_at"))

    class Meta:
        triggers = [must_be_remembered()]

    def __str__(self) -> str:
        return str(self.pk)


class RehearsalChoice(Keyed):
    """What the group chose at a turn, beside what the guide says."""

    rehearsal = models.ForeignKey(Rehearsal, on_delete=models.CASCADE, related_name="choices")
    turn = models.PositiveSmallIntegerField()
    step = models.SlugField(max_length=60)
    chosen = models.SlugField(max_length=60)
    UNIT = "rehearsal__unit"
    PRIVACY = _rehearsed(none=("id", "rehearsal", "turn", "step", "chosen"))

    class Meta:
        ordering = ["turn"]
        constraints = [models.UniqueConstraint(fields=["rehearsal", "turn"], name="rehearsal_choice_once")]
        triggers = [must_be_remembered()]

    def __str__(self) -> str:
        return str(self.pk)
