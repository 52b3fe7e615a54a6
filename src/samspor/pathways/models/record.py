"""What is written in a pathway: what comes next, and the entries of its record."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from samspor.access.drafts import Draft
from samspor.access.secret import SecretText
from samspor.access.word import WordField
from samspor.audit.guard import must_be_remembered
from samspor.base.ics import WORDS
from samspor.pathways import texts
from samspor.pathways.models.ground import STAFF, Inside, pathway_privacy
from samspor.pathways.models.pathway import Pathway


class NextThing(Inside):
    """What comes next and when. The one that is not replaced stands; the earlier ones stay."""

    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, related_name="nexts")
    what = SecretText()
    due_on = models.DateField()
    by = models.ForeignKey(STAFF, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)
    PRIVACY = pathway_privacy(
        purpose="that everybody knows what comes next",
        none=("id", "pathway", "due_on", "entered_at", "replaced_at"),
        ordinary=("by",),
        sensitive=("what",),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pathway"], condition=Q(replaced_at=None), name="next_thing_one_stands"),
        ]
        triggers = [must_be_remembered()]


class LogEntry(Inside):
    """One entry of the record: what somebody saw, agreed or found out. It is not written over."""

    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, related_name="entries")
    kind = WordField(choices=texts.ENTRY_KIND)
    text = SecretText()
    ics = ArrayField(WordField(choices=WORDS), default=list, blank=True)
    happened_on = models.DateField()
    by = models.ForeignKey(STAFF, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    PRIVACY = pathway_privacy(
        purpose="a shared record of what was seen and agreed",
        none=("id", "pathway", "entered_at"),
        ordinary=("by", "happened_on"),
        sensitive=("kind", "text", "ics"),
    )

    class Meta:
        verbose_name_plural = "log entries"
        indexes = [models.Index(fields=["pathway", "-entered_at", "id"], name="log_entry_newest")]
        triggers = [must_be_remembered()]


class PathwayDraft(Inside, Draft):
    """The form at `place`, as it last saved itself. Its writer's own: nobody else is shown it.

    The form that opens one has no `pathway` yet, and stands on the child.
    """

    account = models.ForeignKey("access.Account", on_delete=models.CASCADE, related_name="+")
    pathway = models.ForeignKey(Pathway, null=True, on_delete=models.CASCADE, related_name="drafts")
    child = models.ForeignKey("people.Child", null=True, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=200)
    PRIVACY = pathway_privacy(
        purpose="nothing typed is lost", retention="until it is sent or thrown away, at most 1 year",
        erasure="delete", none=("id", "account", "pathway", "place", "saved_at"), ordinary=("child",),
        sensitive=("typed",),
    )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "place"], name="pathway_draft_once"),
            models.CheckConstraint(
                condition=Q(child=None, pathway__isnull=False) | Q(child__isnull=False, pathway=None),
                name="pathway_draft_of_one",
            ),
        ]
        triggers = [must_be_remembered()]
