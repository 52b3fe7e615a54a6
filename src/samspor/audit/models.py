"""The log and its seals. No foreign keys: nothing may block or cascade into what happened."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from samspor.access.privacy import Privacy
from samspor.access.word import WordField
from samspor.audit import texts

APPEND_ONLY = (
    pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
    pgtrigger.Trigger(
        name="never_emptied",
        when=pgtrigger.Before,
        operation=pgtrigger.Truncate,
        level=pgtrigger.Statement,
        func="RAISE EXCEPTION 'samspor: the log is never emptied';",
    ),
)


class Entry(models.Model):
    """One thing somebody did. `child_ids` are the children it concerned or showed."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    kind = WordField(choices=texts.KIND)
    verb = WordField(choices=texts.VERB)
    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=200)
    roles = ArrayField(models.CharField(max_length=40), default=list)
    about = models.CharField(max_length=60, blank=True)
    about_id = models.CharField(max_length=40, blank=True)
    child_ids = ArrayField(models.UUIDField(), default=list)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    words = models.CharField(max_length=200, blank=True)
    purpose = models.CharField(max_length=500, blank=True)
    PRIVACY = Privacy(
        purpose="to be able to say who looked and what was done", basis="GDPR art. 5(2), 32",
        retention="always: append-only, and nothing removes from it", erasure="none (decision 4)",
        none=("id", "at", "kind", "verb", "roles", "about", "about_id"),
        ordinary=("actor_id", "actor_name", "child_ids", "words"), sensitive=("before", "after", "purpose"),
    )  # fmt: skip

    class Meta:
        indexes = [
            GinIndex(fields=["child_ids"], name="entry_children"),
            models.Index(fields=["actor_id", "at"], name="entry_actor"),
        ]
        triggers = [
            *APPEND_ONLY,
            # Tells the commit trigger of the audited tables that a change in this transaction has been remembered. A
            # read does not count: most pages write one, and it says nothing of what was changed.
            pgtrigger.Trigger(
                name="remembered",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Condition("NEW.kind = 'change'"),
                func="PERFORM set_config('samspor.remembered', pg_current_xact_id()::text, true); RETURN NULL;",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name} {self.verb}"


class Seal(models.Model):
    """One link of the chain: the hash of an entry together with the link before it."""

    position = models.BigIntegerField(primary_key=True)
    entry_id = models.BigIntegerField(unique=True)
    hash = models.BinaryField()
    PRIVACY = Privacy(
        purpose="to find tampering with the log", basis="GDPR art. 32", retention="always, as the log", erasure="none",
        none=("position", "entry_id", "hash"),
    )  # fmt: skip

    class Meta:
        triggers = [*APPEND_ONLY]

    def __str__(self) -> str:
        return str(self.position)
