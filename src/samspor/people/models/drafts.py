"""What somebody is writing, kept as it stands while it is written."""

from django.db import models

from samspor.access.drafts import Draft
from samspor.access.privacy import Privacy
from samspor.audit.guard import must_be_remembered
from samspor.people.models.children import Child
from samspor.people.models.ground import Keyed


class FormDraft(Keyed, Draft):
    """The form at `place`, as it last saved itself. Its writer's own: nobody else is shown it.

    For the rooms whose forms need no table of their own for it. Without a child it is about a group or a house.
    """

    account = models.ForeignKey("access.Account", on_delete=models.CASCADE, related_name="+")
    child = models.ForeignKey(Child, null=True, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=200)
    CHILD = "child"
    PRIVACY = Privacy(
        purpose="nothing typed is lost", basis="that of what is being written: GDPR art. 6(1)(e), "
        "databeskyttelsesloven § 7(4)", retention="until it is sent or thrown away, at most 1 year",
        erasure="delete", none=("id", "account", "place", "saved_at"), ordinary=("child",), sensitive=("typed",),
    )  # fmt: skip

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "place"], name="form_draft_once")]
        triggers = [must_be_remembered()]

    def __str__(self) -> str:
        return str(self.pk)
