"""What a family has said: its own, and changed by nobody."""

from django.db import models
from django.db.models import Q

from samspor.access.secret import SecretText
from samspor.access.word import WordField
from samspor.audit.guard import must_be_remembered
from samspor.family import texts
from samspor.family.models.ground import CHILD, GUARDIAN, Keyed, family_privacy, never_emptied, never_rewritten


class FamilyWord(Keyed):
    """One thing a guardian has said. The database refuses to change it, and to take it away before its time.

    Who changes their mind says something more.
    """

    child = models.ForeignKey(CHILD, on_delete=models.PROTECT, related_name="+")
    guardian = models.ForeignKey(GUARDIAN, on_delete=models.PROTECT, related_name="+")
    kind = WordField(choices=texts.WORD_KIND)
    about = WordField(choices=texts.ABOUT, blank=True)
    text = SecretText()
    written_at = models.DateTimeField()
    PRIVACY = family_privacy(
        purpose="that a family is heard in its own words", retention="5 years", erasure="delete; the log stays",
        none=("id", "kind", "about", "written_at"), ordinary=("child", "guardian"), sensitive=("text",),
    )  # fmt: skip

    class Meta:
        ordering = ["-written_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="disagreement") & ~Q(about="") | ~Q(kind="disagreement") & Q(about=""),
                name="family_word_disagrees_with_something",
            )
        ]
        indexes = [models.Index(fields=["child", "written_at"], name="family_word_of_child")]
        triggers = [must_be_remembered(), never_rewritten(), never_emptied()]
