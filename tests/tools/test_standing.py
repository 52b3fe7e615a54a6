"""A second start asks no more than it must, and takes no empty, older or other database for the demo's."""

from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from samspor.access.actor import Actor
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from tests.conftest import OWNER
from tools import standing

LOADER = Actor(id=uuid4(), name="Samspors indlæser", on=date(2026, 11, 2), grants=())


def loaded() -> None:
    record(Verb.DEMO_LOADED, by=LOADER, about=None, at=datetime(2026, 11, 2, 8, tzinfo=UTC))


@pytest.fixture
def owning(committed: str) -> dict[str, str]:
    return {"DATABASE_URL": OWNER._replace(path=f"/{committed}").geturl()}


@pytest.fixture
def left(tmp_path: Path, owning: dict[str, str]) -> Path:
    loaded()
    standing.remember(tmp_path, owning)
    return tmp_path


def test_what_was_loaded_is_as_it_was_left(left: Path, owning: dict[str, str]) -> None:
    assert standing.is_as_left(left, owning)


@pytest.mark.parametrize(
    "done",
    [
        "DELETE FROM django_migrations WHERE app = 'people' AND name LIKE '0001%'",
        "INSERT INTO django_migrations (app, name, applied) VALUES ('people', '9999_of_tomorrow', now())",
        "DROP TABLE django_migrations",
    ],
)
def test_tables_of_another_day_are_not(left: Path, owning: dict[str, str], done: str) -> None:
    with psycopg.connect(owning["DATABASE_URL"]) as connection:
        connection.execute(done)
    assert not standing.is_as_left(left, owning)


def test_another_loading_is_not(left: Path, owning: dict[str, str]) -> None:
    loaded()
    assert not standing.is_as_left(left, owning)


def test_code_with_one_more_migration_is_not(
    left: Path, owning: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(standing, "ROOT", tmp_path)
    (tmp_path / "src/samspor/people/migrations").mkdir(parents=True)
    (tmp_path / "src/samspor/people/migrations/9999_of_tomorrow.py").touch()
    assert not standing.is_as_left(left, owning)


def test_before_the_first_loading_and_after_a_broken_one_nothing_is(tmp_path: Path, owning: dict[str, str]) -> None:
    assert not standing.is_as_left(tmp_path, owning)
    standing.remember(tmp_path, owning)
    standing.forget(tmp_path)
    assert not standing.is_as_left(tmp_path, owning)


def test_a_database_that_does_not_answer_is_never_as_it_was_left(tmp_path: Path) -> None:
    nowhere = {"DATABASE_URL": "postgresql://samspor@127.0.0.1:1/samspor"}
    standing.remember(tmp_path, nowhere)
    assert not standing.is_as_left(tmp_path, nowhere)
