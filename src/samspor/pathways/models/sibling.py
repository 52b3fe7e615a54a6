"""Two siblings' pathways that hang together: each is shown beside the other, to who may read both."""

from datetime import date

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from samspor.access.actor import Scope
from samspor.audit.guard import must_be_remembered
from samspor.pathways.models.ground import STAFF, Keyed, pathway_privacy
from samspor.pathways.models.pathway import Pathway


class SiblingLink(Keyed):
    """It opens nothing. `one` is the lower key of the two, so that a pair stands once."""

    one = models.ForeignKey(Pathway, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Pathway, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(STAFF, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    ended_by = models.ForeignKey(STAFF, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    PRIVACY = pathway_privacy(
        purpose="that what is agreed with one family about two children fits together",
        none=("id", "entered_at", "ended_at"),
        ordinary=("one", "other", "by", "ended_by"),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="sibling_link_of_two"),
            models.UniqueConstraint(fields=["one", "other"], condition=Q(ended_at=None), name="sibling_link_once"),
        ]
        triggers = [must_be_remembered()]

    @classmethod
    def reached(cls, scope: Scope, on: date) -> Q:
        """By who reaches both."""
        held = Pathway.objects.filter(Pathway.reached(scope, on))
        return Q(Exists(held.filter(pk=OuterRef("one")))) & Q(Exists(held.filter(pk=OuterRef("other"))))
