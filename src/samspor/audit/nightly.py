"""Work of the night: when, under which name and never two at once; and how what has had its time is removed."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import TypeVar

import structlog
from django.db.models import Model
from procrastinate.contrib.django import app

log = structlog.stdlib.get_logger("samspor.audit")
T = TypeVar("T")


def nightly(when: str, name: str) -> Callable[[Callable[[datetime], None]], Callable[[int], None]]:
    """`when` as cron writes it. The work is told the moment it was due, also when it runs later."""

    schedule: Callable[[Callable[[int], None]], Callable[[int], None]] = app.periodic(cron=when)

    def scheduled(work: Callable[[datetime], None]) -> Callable[[int], None]:
        def run(timestamp: int) -> None:
            work(datetime.fromtimestamp(timestamp, tz=UTC))

        task: Callable[[int], None] = app.task(name=name, queueing_lock=name, lock=name)(run)
        return schedule(task)

    return scheduled


def erase(models: Iterable[type[Model]], **held: object) -> None:
    """In this order: what points at another goes before it."""
    for model in models:
        model._default_manager.filter(**held).delete()  # noqa: SLF001 -- Django's name


def one_by_one(held: Iterable[T], do: Callable[[T], bool]) -> int:
    """How many were done. One that fails holds back nobody behind it; the job fails when all have been tried."""
    failed: list[Exception] = []
    done = 0
    for one in held:
        try:
            done += do(one)
        except Exception as wrong:  # noqa: BLE001 -- whatever it is, others wait
            log.error("night_failed", problem=type(wrong).__name__)  # noqa: TRY400 -- a trace may hold words
            failed.append(wrong)
    if failed:
        raise failed[0]
    return done
