"""The tables of roster: a list on its way in, what it would change, and what was answered."""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from samspor.access.privacy import Privacy
from samspor.access.secret import SecretText
from samspor.access.word import WordField
from samspor.audit.guard import must_be_remembered
from samspor.roster import texts
from samspor.roster.rules.states import State

_BASIS = (
    "dagtilbudsloven § 1, folkeskoleloven § 2, sundhedsloven §§ 120-123, GDPR art. 6(1)(e); of a CPR number "
    "databeskyttelsesloven § 11, stk. 1"
)
_UNTIL_NEXT = "until the unit's next list is written; 30 days if nobody says yes or no; at most 5 years"


class Keyed(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)

    class Meta:
        abstract = True


class ImportSource(Keyed):
    """What one unit calls its columns in one kind of list, so that it is said once."""

    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    kind = WordField()
    mapping = models.JSONField(default=dict)
    UNIT = "unit"
    PRIVACY = Privacy(
        purpose="to read the next list like the last", basis="none needed", retention="always", erasure="none",
        none=("id", "unit", "kind", "mapping"),
    )  # fmt: skip

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "kind"], name="import_source_once")]
        triggers = [must_be_remembered()]

    def __str__(self) -> str:
        return str(self.pk)


class ChangeSet(Keyed):
    """One list, from the file to what was done. `noted` is what the rows share: hashes, and names of groups."""

    source = models.ForeignKey(ImportSource, on_delete=models.PROTECT, related_name="change_sets")
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    filename = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    headers = models.JSONField(default=list)
    state = WordField(choices=texts.STATE)
    rows_read = models.PositiveIntegerField(default=0)
    noted = models.JSONField(default=dict)
    complete_for = ArrayField(models.UUIDField(), default=list)
    counts = models.JSONField(default=dict)
    problem = models.CharField(max_length=300, blank=True)
    uploaded_by = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    UNIT = "unit"
    PRIVACY = Privacy(
        purpose="to say yes or no to a list before it is written", basis=_BASIS, retention="5 years", erasure="delete",
        none=("id", "source", "unit", "filename", "sha256", "headers", "state", "rows_read", "noted", "complete_for",
              "counts", "problem", "uploaded_at", "applied_at", "undone_at"),
        ordinary=("uploaded_by",),
    )  # fmt: skip

    class Meta:
        indexes = [models.Index(fields=["unit", "-uploaded_at"], name="change_set_unit")]
        triggers = [must_be_remembered()]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def stage(self) -> State:
        return State(self.state)

    @property
    def is_put_aside(self) -> bool:
        """Somebody said yes to it, and it could not be written."""
        return bool(self.problem) and self.stage is State.READY

    @property
    def words(self) -> str:
        return texts.PUT_ASIDE if self.is_put_aside else texts.STATE[self.stage]

    @property
    def tone(self) -> str:
        return "problem" if self.is_put_aside else texts.TONE[self.stage]


class FilePart(Keyed):
    """A piece of the file, sealed, until the list has been read."""

    change_set = models.ForeignKey(ChangeSet, on_delete=models.CASCADE, related_name="parts")
    order = models.PositiveIntegerField()
    content = SecretText()
    UNIT = "change_set__unit"
    PRIVACY = Privacy(
        purpose="to read the list", basis=_BASIS, retention="until it has been read, at most 30 days", erasure="delete",
        none=("id", "change_set", "order"), cpr=("content",),
    )  # fmt: skip

    class Meta:
        constraints = [models.UniqueConstraint(fields=["change_set", "order"], name="file_part_once")]
        triggers = [must_be_remembered()]

    def __str__(self) -> str:
        return str(self.pk)


class Change(Keyed):
    """What would happen to one child or group. `numbers` are rows of the file; `cluster` and `asked` are hashes.

    `before` and `after` hold the child as it was and as it became, so that it can be put back.
    """

    change_set = models.ForeignKey(ChangeSet, on_delete=models.CASCADE, related_name="changes")
    bucket = WordField(choices=texts.BUCKET)
    child = models.ForeignKey("people.Child", null=True, on_delete=models.SET_NULL, related_name="+")
    numbers = ArrayField(models.PositiveIntegerField(), default=list)
    cluster = models.CharField(max_length=64, blank=True)
    asked = ArrayField(models.CharField(max_length=64), default=list)
    accounted = models.JSONField(default=list)
    body = SecretText()
    chosen = models.BooleanField(default=True)
    before = SecretText(null=True)
    after = SecretText(null=True)
    UNIT = "change_set__unit"
    PRIVACY = Privacy(
        purpose="to say yes or no, and to undo it", basis=_BASIS, retention=_UNTIL_NEXT, erasure="delete",
        none=("id", "change_set", "bucket", "numbers", "cluster", "asked", "accounted", "chosen"),
        ordinary=("child",), cpr=("body", "before", "after"),
    )  # fmt: skip

    class Meta:
        indexes = [
            models.Index(fields=["change_set", "bucket", "numbers"], name="change_bucket"),
            models.Index(fields=["change_set", "cluster"], name="change_cluster"),
            GinIndex(fields=["asked"], name="change_asked"),
        ]
        triggers = [must_be_remembered()]

    def __str__(self) -> str:
        return str(self.pk)


class RosterAnswer(Keyed):
    """What a person has answered. It holds for the next list of the same source when this one has been written."""

    change_set = models.ForeignKey(ChangeSet, on_delete=models.CASCADE, related_name="answers")
    key = models.CharField(max_length=64)
    say = WordField(choices=texts.SAY)
    target = models.CharField(max_length=64, blank=True)
    UNIT = "change_set__unit"
    PRIVACY = Privacy(
        purpose="to ask a question once", basis=_BASIS, retention="5 years", erasure="delete",
        none=("id", "change_set", "key", "say", "target"),
    )  # fmt: skip

    class Meta:
        constraints = [models.UniqueConstraint(fields=["change_set", "key"], name="roster_answer_once")]
        triggers = [must_be_remembered()]

    def __str__(self) -> str:
        return str(self.pk)
