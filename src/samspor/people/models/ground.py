"""What every table of people has: a key of its own."""

from uuid import uuid4

from django.db import models


class Keyed(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)

    class Meta:
        abstract = True
