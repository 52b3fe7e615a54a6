"""What the parents and the child say about a handover, and the way a parent can say it without signing in."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from samspor.access.secret import SecretText
from samspor.access.word import WordField
from samspor.audit.guard import must_be_remembered
from samspor.transitions import texts
from samspor.transitions.models.ground import STAFF, Keyed, handover_privacy
from samspor.transitions.models.handover import Handover, HandoverField, Wording


class ParentAnswer(Keyed):
    """One parent's yes or no to one field as it is worded. Never written over: the latest counts, the rest stays.

    Taking back a parent's own words has no other wording than theirs.
    """

    field = models.ForeignKey(HandoverField, on_delete=models.PROTECT, related_name="answers")
    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="answers")
    guardian = models.ForeignKey("people.Guardian", on_delete=models.PROTECT, related_name="+")
    said = WordField(choices=texts.SAID)
    way = WordField(choices=texts.WAY)
    said_on = models.DateField()
    expires_on = models.DateField()
    recorded_by = models.ForeignKey(STAFF, null=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)
    UNIT = "field__handover__from_unit"
    PRIVACY = handover_privacy(
        purpose="that nothing is passed on that the parents have not seen",
        none=("id", "field", "wording", "said", "way", "said_on", "expires_on", "entered_at", "replaced_at"),
        ordinary=("guardian", "recorded_by"),
    )

    class Meta:
        ordering = ["entered_at", "pk"]
        constraints = [
            # What came by a link was said by the parent: no colleague stands between.
            models.CheckConstraint(
                condition=Q(way="link", recorded_by=None) | (~Q(way="link") & Q(recorded_by__isnull=False)),
                name="parent_answer_recorded_by",
            ),
            models.UniqueConstraint(
                fields=["field", "guardian"], condition=Q(replaced_at=None), name="parent_answer_one_stands"
            ),
        ]
        triggers = [must_be_remembered()]


class ChildAnswer(Keyed):
    """Whether the child lets its own page go along: who asked, when, and what the child said."""

    field = models.ForeignKey(HandoverField, on_delete=models.PROTECT, related_name="child_answers")
    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="+")
    says_yes = models.BooleanField()
    words = SecretText()
    asked_by = models.ForeignKey(STAFF, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    entered_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)
    UNIT = "field__handover__from_unit"
    PRIVACY = handover_privacy(
        purpose="the child decides over its own words (børnekonventionen art. 12)",
        none=("id", "field", "wording", "says_yes", "asked_on", "entered_at", "replaced_at"),
        ordinary=("asked_by",), sensitive=("words",),
    )  # fmt: skip

    class Meta:
        ordering = ["entered_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["field"], condition=Q(replaced_at=None), name="child_answer_one_stands")
        ]
        triggers = [must_be_remembered()]


class HandoverLink(Keyed):
    """A way for one parent to see exactly what goes, with a code that is given beside it. Neither is kept.

    `missed_at`: when a wrong code was tried. After a few the link is closed. `typed`: what the parent has not sent yet,
    which nobody else is shown; `sent_key` is the key of the form that was sent last.
    """

    handover = models.ForeignKey(Handover, on_delete=models.PROTECT, related_name="links")
    guardian = models.ForeignKey("people.Guardian", on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(STAFF, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_on = models.DateField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    missed_at = ArrayField(models.DateTimeField(), default=list, blank=True)
    typed = SecretText(null=True)
    sent_key = models.UUIDField(null=True, blank=True)
    UNIT = "handover__from_unit"
    PRIVACY = handover_privacy(
        purpose="that parents see and write themselves",
        none=("id", "handover", "made_at", "expires_on", "revoked_at", "missed_at", "sent_key"),
        ordinary=("guardian", "made_by"),
        sensitive=("typed",),
    )

    class Meta:
        ordering = ["made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["handover", "guardian"], condition=Q(revoked_at=None), name="handover_link_one_at_a_time"
            )
        ]
        triggers = [must_be_remembered()]
