"""What a child has said on its own page, whom it lets see that, and what it changed."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from samspor.access.actor import Scope
from samspor.access.secret import SecretText
from samspor.access.word import WordField
from samspor.audit.guard import must_be_remembered
from samspor.concerns import texts as concern_texts
from samspor.family import texts
from samspor.family.models.ground import (
    CHILD,
    STAFF,
    Keyed,
    family_privacy,
    never_emptied,
    never_rewritten,
    words_never_rewritten,
)
from samspor.people.api import Child


class ChildPiece(Keyed):
    """One thing a child has said. Its words are never changed; who may see them is the child's to decide, and anew.

    `heard_by`: who sat with it or handed over the code, and may always read it. The child is told so as it writes.
    `allowed` are staff; `parents` are the keys of those guardians the child has said yes to, each for themselves.
    """

    child = models.ForeignKey(CHILD, on_delete=models.PROTECT, related_name="+")
    kind = WordField(choices=texts.PIECE)
    text = SecretText()
    heard_by = models.ForeignKey(STAFF, on_delete=models.PROTECT, related_name="+")
    was_together = models.BooleanField()
    allowed = ArrayField(WordField(choices=concern_texts.AUDIENCE), default=list, blank=True)
    parents = ArrayField(models.UUIDField(), default=list, blank=True)
    written_at = models.DateTimeField()
    chosen_at = models.DateTimeField()
    PRIVACY = family_privacy(
        purpose="the child is heard in its own words (børnekonventionen art. 12, barnets lov § 5)",
        retention="5 years", erasure="delete with its answers; the log stays",
        none=("id", "kind", "was_together", "allowed", "written_at", "chosen_at"),
        ordinary=("child", "heard_by", "parents"), sensitive=("text",),
    )  # fmt: skip

    class Meta:
        ordering = ["-written_at", "pk"]
        indexes = [models.Index(fields=["child", "written_at"], name="child_piece_of_child")]
        triggers = [must_be_remembered(), words_never_rewritten(), never_emptied()]


class PieceAnswer(Keyed):
    """What one of the staff says came of a child's words. The child reads it, so it is never changed either."""

    piece = models.ForeignKey(ChildPiece, on_delete=models.PROTECT, related_name="answers")
    by = models.ForeignKey(STAFF, on_delete=models.PROTECT, related_name="+")
    text = SecretText()
    written_at = models.DateTimeField()
    PRIVACY = family_privacy(
        purpose="that a child hears what its words changed", retention="5 years",
        erasure="delete with the piece; the log stays",
        none=("id", "piece", "written_at"), ordinary=("by",), sensitive=("text",),
    )  # fmt: skip

    class Meta:
        ordering = ["written_at", "pk"]
        triggers = [must_be_remembered(), never_rewritten(), never_emptied()]

    @classmethod
    def reached(cls, scope: Scope, on: date) -> Q:
        mine = Child.objects.filter(Child.reached(scope, on))
        return Q(piece__child__in=mine) | Q(piece__child__merged_into__in=mine)
