"""Whatever an action changes has, in every test, its Danish word on the page of the log."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db.models.signals import post_save

from samspor.audit.models import Entry
from samspor.audit.pages import changed_keys
from samspor.audit.texts import FIELD, VERB


@pytest.fixture(autouse=True)
def what_changes_has_a_word() -> Iterator[None]:
    post_save.connect(_check, sender=Entry)
    yield
    post_save.disconnect(_check, sender=Entry)


def _check(instance: Entry, **_: Any) -> None:
    """Of the verbs there are: those of later versions are shown as they were written."""
    named = changed_keys(instance.before, instance.after or {}) if instance.verb in VERB else set()
    assert named <= set(FIELD), f"{instance.verb}: no word in audit/texts for {named - set(FIELD)}"
