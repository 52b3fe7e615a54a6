"""What the database is asked often it keeps ready, and its values come beside it."""

from datetime import datetime
from uuid import uuid4

import psycopg
import pytest
from django.db import connection, transaction

from samspor.base.refused import NotHere
from samspor.people.models import Child
from samspor.project import connections, settings

READY = """SELECT count(*) FROM pg_prepared_statements
    WHERE statement LIKE 'SELECT%FROM "people_child" WHERE "people_child"."id" = % LIMIT 1'"""


@pytest.mark.django_db
def test_what_is_asked_again_is_planned_once_whatever_it_is_asked_about():
    for _ in range(4):
        assert not Child.objects.filter(pk=uuid4()).exists()
    with connection.cursor() as cursor:
        assert cursor.execute(READY).fetchone()[0] == 1
    assert connection.connection.prepared_max == connections.KEPT


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("between", "ready"),
    [("SAVEPOINT here; ROLLBACK TO SAVEPOINT here", 1), ("ROLLBACK", 1), ("ALTER ROLE CURRENT_USER SET jit = off", 0)],
)
def test_what_is_ready_stays_ready_when_something_is_taken_back(between, ready):
    """psycopg would plan it all anew; where tables may have been made anew it still does."""
    for _ in range(4):
        assert not Child.objects.filter(pk=uuid4()).exists()
    with connection.cursor() as cursor:
        for each in between.split("; "):
            cursor.execute(each)
        assert cursor.execute(READY).fetchone()[0] == ready
    assert not Child.objects.filter(pk=uuid4()).exists()


def _failing():
    with transaction.atomic():
        assert not Child.objects.filter(pk=uuid4()).exists()
        raise NotHere


def test_nor_does_a_page_that_fails_cost_what_is_ready(committed):
    for _ in range(4):
        assert not Child.objects.filter(pk=uuid4()).exists()
    with pytest.raises(NotHere):
        _failing()
    with connection.cursor() as cursor:
        assert cursor.execute(READY).fetchone()[0] == 1


@pytest.mark.django_db
@pytest.mark.parametrize("said", ["2026-11-23 09:30:00", "2026-11-23 09:30:00.5", "2026-11-23 09:30:00.123456"])
def test_a_moment_is_read_as_it_was_written(said):
    """With parts of a second and without: PostgreSQL leaves out the noughts."""
    at = datetime.fromisoformat(f"{said}+00:00")
    with connection.cursor() as cursor:
        assert cursor.execute("SELECT %s::timestamptz", [at]).fetchone()[0] == at


@pytest.mark.django_db
def test_what_is_no_moment_of_ours_is_refused():
    with connection.cursor() as cursor, pytest.raises(psycopg.DataError):
        cursor.execute("SELECT 'infinity'::timestamptz").fetchone()


@pytest.mark.django_db
def test_a_connection_out_of_the_pool_is_settled_once():
    with connection.cursor():
        held = connection.connection
    known = held.adapters
    connections._settle(connection)
    assert (held.adapters, held.prepared_max) == (known, connections.KEPT)


def test_a_pool_has_a_connection_for_each_thread_and_keeps_it_for_a_working_day():
    pool = settings.pooled(3)["pool"]
    assert (pool["min_size"], pool["max_size"], pool["max_lifetime"]) == (3, 3, 36_000)
