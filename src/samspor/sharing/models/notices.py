"""The notice given under the duty to inform: it asks for nothing, and is no consent."""

from datetime import date

from django.db import models
from django.db.models import Q

from samspor.access.actor import Scope
from samspor.access.secret import SecretText
from samspor.access.word import WordField
from samspor.audit.guard import must_be_remembered
from samspor.sharing import texts
from samspor.sharing.models.ground import GUARDIAN, STAFF, Keyed, of_children, sharing_privacy


class Notice(Keyed):
    """What was told, to whom, when and how. Without a guardian it was told to the child or young person."""

    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    guardian = models.ForeignKey(GUARDIAN, null=True, on_delete=models.PROTECT, related_name="+")
    what = SecretText()
    way = WordField(choices=texts.WAY)
    given_on = models.DateField()
    given_by = models.ForeignKey(STAFF, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    PRIVACY = sharing_privacy(
        purpose="that the family knows what is known about them", basis="GDPR art. 13-14",
        none=("id", "unit", "way", "given_on", "entered_at"), ordinary=("child", "guardian", "given_by"),
        sensitive=("what",),
    )  # fmt: skip

    class Meta:
        ordering = ["-given_on", "-entered_at", "pk"]
        indexes = [models.Index(fields=["child", "given_on"], name="notice_of_child")]
        triggers = [must_be_remembered()]

    @classmethod
    def reached(cls, scope: Scope, on: date) -> Q:
        return of_children(scope, on)
