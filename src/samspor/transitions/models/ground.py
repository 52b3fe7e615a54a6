"""What the tables of handovers share: a key, and what they are for."""

from functools import partial
from uuid import uuid4

from django.db import models

from samspor.access.privacy import Privacy

handover_privacy = partial(
    Privacy,
    basis="forvaltningsloven §§ 27-28, dagtilbudsloven § 1, folkeskoleloven § 2, sundhedsloven §§ 120-123, "
    "GDPR art. 6(1)(e), databeskyttelsesloven § 7(4)",
    retention="handed over + 2 years, at most until the child has left the place it went to",
    erasure="delete with the handover",
)
STAFF = "people.StaffMember"


class Keyed(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.pk)
