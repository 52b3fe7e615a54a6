"""A handover as the sender prepares it: its fields, and every wording they have had."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from samspor.access.secret import SecretText
from samspor.access.word import WordField
from samspor.audit.guard import must_be_remembered
from samspor.transitions import texts
from samspor.transitions.models.ground import STAFF, Keyed, handover_privacy


class Handover(Keyed):
    """About one child, from one place to another. Its state is derived.

    `aimed_at` is when the place or the purpose last changed: what the parents said before that is asked again.
    `field_keys` holds the fields in the order of their template.
    """

    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="handovers")
    kind = WordField(choices=texts.KIND)
    template = models.SlugField(max_length=60)
    field_keys = ArrayField(models.SlugField(max_length=40))
    from_unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="handovers_out")
    to_unit = models.ForeignKey("people.Unit", null=True, on_delete=models.PROTECT, related_name="handovers_in")
    to_place = SecretText(null=True)
    purpose = SecretText()
    starts_on = models.DateField()
    prepared_by = models.ForeignKey(STAFF, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    aimed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(STAFF, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_because = SecretText(null=True)
    UNIT = "from_unit"
    PRIVACY = handover_privacy(
        purpose="that a child is met well at its next place",
        none=("id", "kind", "template", "field_keys", "from_unit", "begun_at", "aimed_at", "ended_at"),
        ordinary=("child", "to_unit", "starts_on", "prepared_by", "ended_by"),
        sensitive=("to_place", "purpose", "ended_because"),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to_unit=None, to_place__isnull=False) | Q(to_unit__isnull=False, to_place=None),
                name="handover_goes_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_by__isnull=False, ended_because__isnull=False),
                name="handover_ended_with_words",
            ),
        ]
        indexes = [models.Index(fields=["child", "begun_at"], name="handover_of_child")]
        triggers = [must_be_remembered()]


class HandoverField(Keyed):
    """One thing that may be passed on: chosen by somebody or left out, with its own purpose."""

    handover = models.ForeignKey(Handover, on_delete=models.PROTECT, related_name="fields")
    key = models.SlugField(max_length=40)
    heading = models.CharField(max_length=120)
    help = models.CharField(max_length=300)
    whose = WordField(choices=texts.WHOSE)
    basis = WordField(choices=texts.BASIS)
    sources = ArrayField(WordField(choices=texts.SOURCE), default=list, blank=True)
    choice = WordField(choices=texts.CHOICE, default="undecided")
    purpose = SecretText(null=True)
    chosen_by = models.ForeignKey(STAFF, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField(null=True, blank=True)
    UNIT = "handover__from_unit"
    PRIVACY = handover_privacy(
        purpose="that only what is needed is passed on",
        none=("id", "handover", "key", "heading", "help", "whose", "basis", "sources", "choice", "chosen_at"),
        ordinary=("chosen_by",),
        sensitive=("purpose",),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["handover", "key"], name="handover_field_once"),
            models.CheckConstraint(
                condition=~Q(choice="chosen") | Q(purpose__isnull=False, chosen_by__isnull=False),
                name="handover_field_chosen_for_something",
            ),
        ]
        triggers = [must_be_remembered()]


class Wording(Keyed):
    """What stands in a field, as it stood from a moment until it was replaced. A new one is a new row.

    `guardian` is set on a parent's own words: the latest of each parent stands. Without text they are taken out.
    """

    field = models.ForeignKey(HandoverField, on_delete=models.PROTECT, related_name="wordings")
    text = SecretText(null=True)
    guardian = models.ForeignKey("people.Guardian", null=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(STAFF, null=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)
    UNIT = "field__handover__from_unit"
    PRIVACY = handover_privacy(
        purpose="what the parents said yes to can always be read again",
        none=("id", "field", "entered_at", "replaced_at"), ordinary=("guardian", "by"), sensitive=("text",),
    )  # fmt: skip

    class Meta:
        ordering = ["entered_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(by__isnull=False) | Q(guardian__isnull=False), name="wording_by_somebody"
            ),
            models.UniqueConstraint(
                fields=["field"], condition=Q(guardian=None, replaced_at=None), name="wording_one_stands"
            ),
            models.UniqueConstraint(
                fields=["field", "guardian"], condition=Q(replaced_at=None), name="wording_one_of_a_parent_stands"
            ),
        ]
        triggers = [must_be_remembered()]
