"""One made municipality of each size that the tests look at."""

import pytest

from tests.demo.making import everything


@pytest.fixture(scope="session")
def small():
    return everything()


@pytest.fixture(scope="session")
def middle():
    return everything("municipality")
