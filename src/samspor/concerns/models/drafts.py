"""What is not a concern yet: a form somebody is writing, and a consultation about nobody."""

from django.db import models
from django.urls import reverse

from samspor.access.drafts import Draft
from samspor.access.privacy import Privacy
from samspor.access.secret import SecretText
from samspor.access.word import WordField
from samspor.audit.guard import must_be_remembered
from samspor.concerns import texts
from samspor.concerns.models.concern import Concern
from samspor.concerns.models.ground import STAFF, Keyed, concern_privacy


class ConcernDraft(Keyed, Draft):
    """A form as it stood when it last saved itself. Its writer's own: nobody else is shown it.

    `place` is the address of the form; empty for the one that begins a concern, which has no `concern` yet.
    """

    account = models.ForeignKey("access.Account", on_delete=models.CASCADE, related_name="+")
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="+")
    concern = models.ForeignKey(Concern, null=True, on_delete=models.CASCADE, related_name="drafts")
    place = models.CharField(max_length=200, blank=True)
    CHILD = "child"
    PRIVACY = concern_privacy(
        purpose="nothing typed is lost",
        retention="until it is sent or thrown away, at most 1 year",
        erasure="delete",
        none=("id", "account", "concern", "place", "saved_at"),
        ordinary=("child",),
        sensitive=("typed",),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "child", "place"], name="concern_draft_once")]
        triggers = [must_be_remembered()]

    @property
    def heading(self) -> str:
        """Of the form itself, kept beside what was typed."""
        return str(self.values.get("heading", ""))

    @property
    def href(self) -> str:
        return self.place or reverse("concerns:start", args=[self.child.merged_into_id or self.child_id])


class AnonymousConsultation(Keyed):
    """A theme and some words. There is no child, no birth date and no unit: not even an empty field for them."""

    theme = WordField(choices=texts.THEME)
    text = SecretText()
    by = models.ForeignKey(STAFF, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    PRIVACY = Privacy(
        purpose="advice without saying about whom", basis="GDPR art. 6(1)(e), of who wrote it",
        retention="1 year", erasure="delete", none=("id", "theme", "entered_at"), ordinary=("by",),
        sensitive=("text",),
    )  # fmt: skip

    class Meta:
        triggers = [must_be_remembered()]
