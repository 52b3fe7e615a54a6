"""A worker that is killed leaves its work to the next, and holds nobody up."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from types import SimpleNamespace

import pytest
from asgiref.sync import async_to_sync
from django.db import connection, connections
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from samspor.audit import chain
from samspor.audit.models import Seal
from samspor.base import clock
from samspor.project import jobs
from tests.conftest import APP


def left(task: str, lock: str | None = None, *, beat: timedelta | None = None) -> int:
    """A job that was being done: by a worker that is gone, or one last heard of `beat` ago."""
    with connection.cursor() as cursor:
        worker = None
        if beat is not None:
            cursor.execute(
                "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s) RETURNING id", [clock.now() - beat]
            )
            (worker,) = cursor.fetchone()
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, lock, queueing_lock, args, status, worker_id)"
            " VALUES ('default', %s, %s, %s, '{}', 'doing', %s) RETURNING id",
            [task, lock, lock, worker],
        )
        (key,) = cursor.fetchone()
    return int(key)


def revive() -> None:
    """With our own connection, and no loop of another's: an open browser keeps one running in this thread."""
    others, ours = asyncio._get_running_loop(), connections["default"]
    asyncio._set_running_loop(None)
    before, connections["default"] = connections["default"], ours
    try:
        async_to_sync(jobs.revive.func)(SimpleNamespace(app=app), 0)
    finally:
        connections["default"] = before
        asyncio._set_running_loop(others)


def status(key: int) -> str:
    return str(ProcrastinateJob.objects.values_list("status", flat=True).get(pk=key))


def test_what_was_left_is_done_again(db: None) -> None:
    keys = [left("audit.seal", "audit.seal"), left("messages.send")]
    revive()
    assert [status(key) for key in keys] == ["todo", "todo"]


@pytest.mark.parametrize(("ago", "found"), [(59, "doing"), (62, "todo")])
def test_a_worker_is_given_a_minute(db: None, ago: int, found: str) -> None:
    key = left("messages.send", beat=timedelta(seconds=ago))
    revive()
    assert status(key) == found


def test_what_stands_in_the_queue_already_is_done_once(db: None) -> None:
    key = left("audit.seal", "audit.seal")
    app.configure_task("audit.seal", lock="audit.seal", queueing_lock="audit.seal").defer(timestamp=0)
    revive()
    assert status(key) == "failed"
    assert ProcrastinateJob.objects.filter(status="todo", task_name="audit.seal").count() == 1


def test_no_lock_of_its_own_holds_it_back() -> None:
    (found,) = [one for one in app.periodic_registry.periodic_tasks.values() if one.task.name == "project.revive"]
    assert (found.task.lock, found.cron) == (None, "* * * * *")


def test_a_real_worker_is_killed_and_the_next_one_does_it(committed: str) -> None:
    """The sealing is killed as it waits for the log; then nothing is in its way, and a new worker does it."""
    app.configure_task("audit.seal", lock="audit.seal", queueing_lock="audit.seal").defer(timestamp=0)
    env = os.environ | {"DATABASE_URL": APP._replace(path=f"/{committed}").geturl()}
    words = [sys.executable, "-m", "django", "procrastinate", "worker", "--queues", "default"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [chain._LOCK])
    first = subprocess.Popen(words, env=env)
    await_status("audit.seal", "doing")
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s)", [chain._LOCK])
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '2 minutes'")
    revive()
    await_status("audit.seal", "todo")  # that one, or its like that stood in the queue already
    once = subprocess.run([*words, "--one-shot"], env=env, check=False, timeout=60)
    assert once.returncode == 0
    assert not ProcrastinateJob.objects.filter(task_name="audit.seal", status="doing").exists()
    assert Seal.objects.exists()


def await_status(task: str, wanted: str) -> None:
    for _ in range(300):
        if ProcrastinateJob.objects.filter(task_name=task, status=wanted).exists():
            return
        time.sleep(0.1)
    raise AssertionError(wanted)
