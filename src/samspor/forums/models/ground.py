"""What the tables of forums share: a key, and what they are for."""

from functools import partial
from uuid import uuid4

from django.db import models

from samspor.access.privacy import Privacy

forum_privacy = partial(
    Privacy,
    basis="barnets lov §§ 14, 28-31, dagtilbudsloven § 1, folkeskoleloven § 2, sundhedsloven §§ 120-123, "
    "retsplejeloven § 115, GDPR art. 6(1)(e), databeskyttelsesloven § 7(4)",
    retention="discussed, withdrawn or cancelled + 5 years, at most until the child is 18 + 5 years",
    erasure="delete",
)
STAFF = "people.StaffMember"
EMPLOYMENT = "people.Employment"


class Keyed(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.pk)
