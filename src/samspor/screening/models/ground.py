"""What every table of screening stands on."""

from functools import partial
from uuid import uuid4

from django.db import models

from samspor.access.privacy import Privacy

screening = partial(
    Privacy,
    basis="dagtilbudsloven § 1, folkeskoleloven § 2, sundhedsloven §§ 120-123, GDPR art. 6(1)(e), "
    "databeskyttelsesloven § 7(4)",
    retention="5 years, or a year after the child left day-care for school, or left school",
    erasure="delete, aggregates kept",
)
rounds = partial(
    screening,
    retention="always, with the counts of the round; who told the parents is anonymised as staff",
    erasure="none",
)
prompts = partial(Privacy, purpose="the instrument", basis="none needed", retention="always", erasure="none")


class Keyed(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)

    class Meta:
        abstract = True
