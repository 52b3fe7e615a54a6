"""What the tables of pathways share: a key, what they are for, and how they are reached."""

from datetime import date
from functools import partial
from uuid import uuid4

from django.db import models
from django.db.models import Exists, OuterRef, Q

from samspor.access.actor import Scope
from samspor.access.privacy import Privacy

pathway_privacy = partial(
    Privacy,
    basis="barnets lov §§ 14, 28-31, dagtilbudsloven § 1, folkeskoleloven § 2, sundhedsloven §§ 120-123, "
    "GDPR art. 6(1)(e), databeskyttelsesloven § 7(4)",
    retention="closed + 5 years, at most until the child is 18 + 5 years",
    erasure="delete with the pathway",
)
STAFF = "people.StaffMember"
EMPLOYMENT = "people.Employment"


class Keyed(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.pk)


class Inside(Keyed):
    """Something that stands in a pathway: reached as the pathway is."""

    class Meta:
        abstract = True

    @classmethod
    def reached(cls, scope: Scope, on: date) -> Q:
        from samspor.pathways.models.pathway import Pathway  # noqa: PLC0415 -- which is made of this

        return Q(Exists(Pathway.objects.filter(Pathway.reached(scope, on), pk=OuterRef("pathway"))))
