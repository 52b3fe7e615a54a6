"""A form about a handover as it stands while it is written."""

import json
from typing import Any

from django.db import models

from samspor.access.secret import SecretText
from samspor.audit.guard import must_be_remembered
from samspor.transitions.models.ground import Keyed, handover_privacy
from samspor.transitions.models.handover import Handover


class HandoverDraft(Keyed):
    """The form at `place`, as it last saved itself. Its writer's own: nobody else is shown it."""

    account = models.ForeignKey("access.Account", on_delete=models.CASCADE, related_name="+")
    handover = models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="drafts")
    place = models.CharField(max_length=200)
    typed = SecretText()
    saved_at = models.DateTimeField()
    UNIT = "handover__from_unit"
    PRIVACY = handover_privacy(
        purpose="nothing typed is lost", none=("id", "account", "handover", "place", "saved_at"), sensitive=("typed",)
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "place"], name="handover_draft_once")]
        triggers = [must_be_remembered()]

    @property
    def values(self) -> dict[str, Any]:
        """By the names of the form's fields."""
        typed: dict[str, Any] = json.loads(self.typed)
        return typed
