"""A form about a handover as it stands while it is written."""

from django.db import models
from django.db.models import Q

from samspor.access.drafts import Draft
from samspor.audit.guard import must_be_remembered
from samspor.transitions.models.ground import Keyed, handover_privacy
from samspor.transitions.models.handover import Handover


class HandoverDraft(Keyed, Draft):
    """The form at `place`, as it last saved itself. Its writer's own: nobody else is shown it.

    The form that begins one has no `handover` yet, and stands on the child.
    """

    account = models.ForeignKey("access.Account", on_delete=models.CASCADE, related_name="+")
    handover = models.ForeignKey(Handover, null=True, on_delete=models.CASCADE, related_name="drafts")
    child = models.ForeignKey("people.Child", null=True, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=200)
    UNIT = "handover__from_unit"
    PRIVACY = handover_privacy(
        purpose="nothing typed is lost", retention="until it is sent or thrown away, at most 1 year",
        erasure="delete", none=("id", "account", "handover", "place", "saved_at"), ordinary=("child",),
        sensitive=("typed",),
    )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "place"], name="handover_draft_once"),
            models.CheckConstraint(
                condition=Q(child=None, handover__isnull=False) | Q(child__isnull=False, handover=None),
                name="handover_draft_of_one",
            ),
        ]
        triggers = [must_be_remembered()]
