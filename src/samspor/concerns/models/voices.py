"""The child's own words and drawings, and who the child lets see them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from samspor.access.secret import SecretText
from samspor.access.word import WordField
from samspor.audit.guard import must_be_remembered
from samspor.concerns import texts
from samspor.concerns.models.concern import Concern
from samspor.concerns.models.ground import Entered, concern_privacy


class Voice(Entered):
    """One piece in one of the child's three houses. Locked when the child has approved it.

    `allowed` is the child's own decision; `drawing` is a sealed JPEG as base64, made anew from what was uploaded.
    """

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="voices")
    house = WordField(choices=texts.HOUSE)
    text = SecretText(null=True)
    drawing = SecretText(null=True)
    is_verbatim = models.BooleanField()
    written_by = WordField(choices=texts.WRITTEN_BY)
    said_on = models.DateField()
    allowed = ArrayField(WordField(choices=texts.AUDIENCE), default=list, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    shared_on = models.DateField(null=True, blank=True)
    shared_at = models.DateTimeField(null=True, blank=True)
    PRIVACY = concern_privacy(
        purpose="the child is heard (børnekonventionen art. 12, barnets lov § 5)",
        none=("id", "concern", "entered_at", "house", "is_verbatim", "written_by", "said_on", "allowed", "approved_at",
              "shared_on", "shared_at"),
        ordinary=("by",), sensitive=("text", "drawing"),
    )  # fmt: skip

    class Meta:
        triggers = [must_be_remembered()]
