"""Those who lead and those who run the system are told when the work in the background stands still."""

from datetime import timedelta

import pytest
from django.db import connection

from samspor.pathways.queries.worker import NIGHT
from samspor.pathways.rules.worker import Signs, Silence, silence
from tests.cast import NOW
from tests.pathways.test_together import page

TOLD = "Få gang i arbejdet i baggrunden"
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.mark.parametrize(
    ("last", "night", "failed", "expected"),
    [
        (None, None, False, None),
        (15 * MINUTE, None, False, None),
        (16 * MINUTE, None, False, Silence.STOPPED),
        (16 * MINUTE, HOUR, True, Silence.STOPPED),
        (MINUTE, 26 * HOUR, False, None),
        (MINUTE, 27 * HOUR, False, Silence.NIGHT_MISSED),
        (MINUTE, HOUR, True, Silence.NIGHT_FAILED),
    ],
)
def test_how_long_it_may_be_silent(last, night, failed, expected):
    signs = Signs(NOW - last if last else None, NOW - night if night else None, has_failed=failed)
    assert silence(signs, NOW) is expected


def beats(at):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s)", [at])


def put_out(task, at, status="succeeded"):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status) VALUES ('default', %s, %s) RETURNING id",
            [task, status],
        )
        (job,) = cursor.fetchone()
        cursor.execute(
            "INSERT INTO procrastinate_periodic_defers (task_name, defer_timestamp, job_id, periodic_id)"
            " VALUES (%s, %s, %s, '')",
            [task, int(at.timestamp()), job],
        )


@pytest.mark.usefixtures("at_noon", "db")
@pytest.mark.parametrize(("name", "told"), [("lars", True), ("henrik", True), ("ali", True), ("pia", False)])
def test_who_is_told(as_, name, told):
    assert TOLD not in page(as_(name), "/")
    beats(NOW - MINUTE)
    assert TOLD not in page(as_(name), "/")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = %s", [NOW - HOUR])
    assert (TOLD in page(as_(name), "/")) is told


@pytest.mark.usefixtures("at_noon", "db")
def test_a_night_that_failed_and_one_that_was_missed(as_):
    lars = as_("lars")
    put_out("pathways.settle", NOW - MINUTE)  # a sign of life, from a worker that has gone
    assert TOLD not in page(lars, "/")
    put_out(NIGHT, NOW - 3 * HOUR, "failed")
    assert "Nattens arbejde gik i stå." in page(lars, "/")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'succeeded'")
        cursor.execute(
            "UPDATE procrastinate_periodic_defers SET defer_timestamp = %s WHERE task_name = %s",
            [int((NOW - 30 * HOUR).timestamp()), NIGHT],
        )
    assert "Nattens arbejde er ikke kommet i gang." in page(lars, "/")
