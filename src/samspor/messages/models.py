"""The outbox."""

from uuid import uuid4

from django.db import models

from samspor.access.privacy import Privacy
from samspor.access.word import WordField
from samspor.audit.guard import must_be_remembered
from samspor.messages import texts
from samspor.messages.rules import is_given_up


class Message(models.Model):
    """Something told to one person. `about` is where in the product it leads, never what it says."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    to = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="received")
    sender = models.ForeignKey("access.Account", null=True, on_delete=models.PROTECT, related_name="told")
    template = WordField(choices=texts.TITLE)
    about = models.CharField(max_length=60, blank=True)
    about_id = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField()
    state = WordField(choices=texts.STATE, default="waiting")
    settled_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=200, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    laid_aside_at = models.DateTimeField(null=True, blank=True)  # by who told it, who has rung instead
    PRIVACY = Privacy(
        purpose="to tell somebody that there is something new", basis="GDPR art. 6(1)(e)", retention="1 year",
        erasure="delete", ordinary=("to", "sender"),
        none=("id", "template", "about", "about_id", "created_at", "state", "settled_at", "attempts", "problem",
              "read_at", "laid_aside_at"),
    )  # fmt: skip

    class Meta:
        indexes = [models.Index(fields=["to", "-created_at"], name="message_to")]
        triggers = [must_be_remembered()]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_given_up(self) -> bool:
        return is_given_up(self.attempts, self.problem)
