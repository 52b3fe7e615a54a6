"""A handover as the receiver has it: exactly what was approved, frozen, and what became useful."""

from django.db import models
from django.db.models import Q

from samspor.access.secret import SecretText
from samspor.access.word import WordField
from samspor.audit.guard import must_be_remembered
from samspor.transitions import texts
from samspor.transitions.models.ground import STAFF, Keyed, handover_privacy
from samspor.transitions.models.handover import Handover


class Delivery(Keyed):
    """That a handover was sent. It is reached by the unit it was sent to, and by nothing else of the child's.

    Without a unit it was printed and handed over, on `given_on`, to a place outside Samspor. What they said there is
    written down by one of the senders: `read_by` and `answered_by` are who wrote it, `read_there` and `useful_there`
    who said it.
    """

    handover = models.ForeignKey(Handover, on_delete=models.PROTECT, related_name="deliveries")
    unit = models.ForeignKey("people.Unit", null=True, on_delete=models.PROTECT, related_name="deliveries")
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(STAFF, on_delete=models.PROTECT, related_name="+")
    given_by = WordField(choices=texts.GIVEN_BY, blank=True)
    given_on = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey(STAFF, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(STAFF, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    read_there = SecretText(null=True)
    read_there_on = models.DateField(null=True, blank=True)
    useful_there = SecretText(null=True)
    useful_there_on = models.DateField(null=True, blank=True)
    useful_words = SecretText(null=True)
    UNIT = "unit"
    PRIVACY = handover_privacy(
        purpose="that what was passed on is read",
        none=("id", "handover", "unit", "sent_at", "given_by", "given_on", "opened_at", "read_at", "answered_at",
              "taken_back_at", "read_there_on", "useful_there_on"),
        ordinary=("sent_by", "read_by", "answered_by"), sensitive=("read_there", "useful_there", "useful_words"),
    )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["handover"], condition=Q(taken_back_at=None), name="delivery_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=False, given_by="", given_on=None)
                | (Q(unit=None, given_on__isnull=False) & ~Q(given_by="")),
                name="delivery_here_or_on_paper",
            ),
            models.CheckConstraint(
                condition=Q(read_at=None) | Q(read_by__isnull=False, opened_at__isnull=False),
                name="delivery_read_by_somebody",
            ),
        ]
        triggers = [must_be_remembered()]


class SentField(Keyed):
    """One field as it was sent: heading, purpose and words are copies, whatever becomes of the originals."""

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="sent_fields")
    key = models.SlugField(max_length=40)
    heading = models.CharField(max_length=120)
    whose = WordField(choices=texts.WHOSE)
    basis = WordField(choices=texts.BASIS)
    purpose = SecretText()
    text = SecretText()
    guardian = models.ForeignKey("people.Guardian", null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    use = WordField(choices=texts.USE, blank=True)
    use_words = SecretText(null=True)
    UNIT = "delivery__unit"
    PRIVACY = handover_privacy(
        purpose="exactly what the parents have agreed to",
        none=("id", "delivery", "key", "heading", "whose", "basis", "withdrawn_at", "use"),
        ordinary=("guardian",), sensitive=("purpose", "text", "use_words"),
    )  # fmt: skip

    class Meta:
        triggers = [must_be_remembered()]


class FurtherReader(Keyed):
    """A colleague at the receiver's who is asked to read it too: by who has read it, or by who leads there."""

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="further_readers")
    staff = models.ForeignKey(STAFF, on_delete=models.PROTECT, related_name="+")
    named_by = models.ForeignKey(STAFF, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    UNIT = "delivery__unit"
    PRIVACY = handover_privacy(
        purpose="that it is read by who is with the child", none=("id", "delivery", "named_at", "read_at"),
        ordinary=("staff", "named_by"),
    )  # fmt: skip

    class Meta:
        ordering = ["named_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["delivery", "staff"], name="further_reader_once")]
        triggers = [must_be_remembered()]
