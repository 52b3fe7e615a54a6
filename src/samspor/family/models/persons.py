"""Somebody a guardian has asked for, until it is answered: then a participant has what is needed."""

from django.db import models
from django.db.models import Q

from samspor.access.secret import SecretText
from samspor.access.word import WordField
from samspor.audit.guard import must_be_remembered
from samspor.family import texts
from samspor.family.models.ground import CHILD, GUARDIAN, STAFF, Keyed, family_privacy


class KeyPerson(Keyed):
    """A private person, of whom is kept what the guardian wrote and no longer than a year."""

    child = models.ForeignKey(CHILD, on_delete=models.PROTECT, related_name="+")
    guardian = models.ForeignKey(GUARDIAN, on_delete=models.PROTECT, related_name="+")
    name = SecretText()
    relation = SecretText()
    contact = SecretText(null=True, blank=True)
    why = SecretText(null=True, blank=True)
    proposed_at = models.DateTimeField()
    reply = WordField(choices=texts.REPLY, blank=True)
    words = SecretText(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(STAFF, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    PRIVACY = family_privacy(
        purpose="that a family may choose who helps it", retention="1 year", erasure="delete; the log stays",
        none=("id", "proposed_at", "reply", "answered_at"), ordinary=("child", "guardian", "answered_by"),
        sensitive=("name", "relation", "contact", "why", "words"),
    )  # fmt: skip

    class Meta:
        ordering = ["-proposed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, reply="")
                | Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(reply=""),
                name="key_person_answered_by_somebody",
            )
        ]
        indexes = [
            models.Index(fields=["child", "guardian"], name="key_person_of_child"),
            models.Index(fields=["child"], condition=Q(answered_at=None), name="key_person_waiting"),
        ]
        triggers = [must_be_remembered()]
