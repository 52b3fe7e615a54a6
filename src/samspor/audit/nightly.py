"""Work of the night: when, under which name and never two at once; and how what has had its time is removed."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from django.db.models import Model
from procrastinate.contrib.django import app


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
