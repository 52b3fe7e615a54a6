"""What the tables of concerns share: a key, what they are for, and who wrote a row when."""

from functools import partial
from uuid import uuid4

from django.db import models

from samspor.access.privacy import Privacy

concern_privacy = partial(
    Privacy,
    basis="dagtilbudsloven § 1, folkeskoleloven § 2, sundhedsloven §§ 120-123, barnets lov §§ 14, 28-31, "
    "GDPR art. 6(1)(e), databeskyttelsesloven § 7(4)",
    retention="closed + 5 years, at most until the child is 18 + 5 years",
    erasure="delete with the concern",
)
STAFF = "people.StaffMember"


class Keyed(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.pk)


class Entered(Keyed):
    """Something written in a concern: reached as the concern is."""

    by = models.ForeignKey(STAFF, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    UNIT = "concern__unit"
    CHILD = "concern__child"

    class Meta:
        abstract = True
