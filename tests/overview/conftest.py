"""It is always the cast's Monday."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.cast import NOW


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield
