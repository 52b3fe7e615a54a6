"""That a closed pathway was taken out for the records: by whom and when. What is in the package is made anew."""

from django.db import models

from samspor.audit.guard import must_be_remembered
from samspor.pathways.models.ground import STAFF, Inside, pathway_privacy
from samspor.pathways.models.pathway import Pathway


class TakenOut(Inside):
    """Nothing of the package is kept: what may be taken out is asked again when it is fetched."""

    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(STAFF, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    PRIVACY = pathway_privacy(
        purpose="that it is known who took a pathway out for the records",
        none=("id", "pathway", "entered_at"),
        ordinary=("by",),
    )

    class Meta:
        verbose_name_plural = "taken out"
        triggers = [must_be_remembered()]
