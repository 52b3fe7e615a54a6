"""The municipality's own kinds of meeting, each with the days it can be planned."""

from django.db import models
from django.db.models import Q

from samspor.access.privacy import Privacy
from samspor.access.word import WordField
from samspor.forums import texts
from samspor.forums.models.ground import Keyed


class ForumType(Keyed):
    """`steps`: what an item is run by, each with its minutes. Advice stands on two axes: role and anchoring."""

    key = models.SlugField(max_length=40)
    title = models.CharField(max_length=120)
    kind = WordField(choices=texts.KIND)
    has_authority = models.BooleanField()
    ground = WordField(choices=texts.GROUND)
    slot_minutes = models.PositiveSmallIntegerField()
    steps = models.JSONField()
    adviser_role = WordField(choices=texts.ADVISER_ROLE, blank=True)
    anchoring = WordField(choices=texts.ANCHORING, blank=True)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    PRIVACY = Privacy(
        purpose="the municipality's own kinds of meeting", basis="none needed", retention="always", erasure="none",
        none=("id", "key", "title", "kind", "has_authority", "ground", "slot_minutes", "steps", "adviser_role",
              "anchoring", "from_on", "to_on"),
    )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=Q(to_on=None), name="forum_type_one_in_use"),
            models.CheckConstraint(
                condition=Q(adviser_role="", anchoring="") | (~Q(adviser_role="") & ~Q(anchoring="")),
                name="forum_type_on_both_axes",
            ),
        ]

    def __str__(self) -> str:
        return self.title
