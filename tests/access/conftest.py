"""The world of these tests: built once a worker, in a database of its own, and rolled back after each test."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
import time_machine
from django.db import transaction

from tests import cast as casting
from tests.access.world import World, build
from tests.cast import NOW
from tests.conftest import APP, connect_as, drop, remake


@pytest.fixture(scope="session")
def built(django_db_setup: None, django_db_blocker: Any, template_name: str) -> Iterator[tuple[str, World]]:
    """The database's name, and what was built in it. Building takes seconds, and some eighty tests ask for it."""
    name = f"{template_name}_world"
    with django_db_blocker.unblock():
        remake(name, template_name)
        connect_as(APP, name)
        with time_machine.travel(NOW, tick=False), transaction.atomic():
            made = build(casting.fetch())
        connect_as(APP, template_name)
    yield name, made
    drop(name)


@pytest.fixture
def there(built: tuple[str, World], django_db_blocker: Any, template_name: str) -> Iterator[World]:
    name, made = built
    with django_db_blocker.unblock():
        connect_as(APP, name)
    yield made
    with django_db_blocker.unblock():
        connect_as(APP, template_name)


@pytest.fixture
def world(there: World, db: None) -> World:
    """Every test its own copy: what was asked of an object is remembered on it."""
    return World(casting.fetch(), deepcopy(dict(there.things)))
