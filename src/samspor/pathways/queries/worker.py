"""What the work in the background has left behind: the last sign of life, and how its night went."""

from datetime import UTC, datetime

from django.db.models import Max
from procrastinate.contrib.django.models import ProcrastinatePeriodicDefer, ProcrastinateWorker
from procrastinate.jobs import Status

from samspor.access.rehearsal import once
from samspor.pathways.rules.worker import Signs

NIGHT = "pathways.tidy"


def signs() -> Signs:
    return once(signs, _signs)


def _signs() -> Signs:
    """Two statements. What is put out is a sign as well: a worker that was stopped leaves no heartbeat behind."""
    beat = ProcrastinateWorker.objects.aggregate(last=Max("last_heartbeat"))["last"]
    put_out = list(ProcrastinatePeriodicDefer.objects.values_list("task_name", "defer_timestamp", "job__status"))
    moments = {task: datetime.fromtimestamp(when, tz=UTC) for task, when, _ in put_out if when}
    failed = any(task == NIGHT and status == Status.FAILED.value for task, _, status in put_out)
    known = [*moments.values(), *([beat] if beat else [])]
    return Signs(max(known, default=None), moments.get(NIGHT), has_failed=failed)
