"""How many are together about a pathway, from when, chosen by whom and why. Of the effort: no child has one."""

from django.db import models
from django.db.models import Q

from samspor.access.secret import SecretText
from samspor.audit.guard import must_be_remembered
from samspor.pathways.models.ground import STAFF, Inside, pathway_privacy
from samspor.pathways.models.pathway import Pathway


class Extent(Inside):
    """The one that is not replaced stands; the earlier ones stay. `level` is a row of levels.toml. Whoever opened the
    pathway chose the first, and needs no more words for it than those they opened it with.
    """

    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, related_name="extents")
    level = models.SlugField(max_length=40)
    why = SecretText(null=True)
    by = models.ForeignKey(STAFF, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)
    PRIVACY = pathway_privacy(
        purpose="that everybody knows how many work together, and what belongs to it",
        none=("id", "pathway", "level", "entered_at", "replaced_at"),  # of the effort
        ordinary=("by",),
        sensitive=("why",),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pathway"], condition=Q(replaced_at=None), name="extent_one_stands"),
        ]
        triggers = [must_be_remembered()]
