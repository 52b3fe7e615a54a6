"""The house's own work in the background: mails about one's own account, and clearing away what has had its time."""

from datetime import datetime, timedelta

import structlog
from django.contrib.sessions.models import Session
from django.core.mail import EmailMessage
from django.db import transaction
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Status

from samspor.access.models import Submission
from samspor.access.secret import ring
from samspor.audit.nightly import nightly

log = structlog.stdlib.get_logger("samspor.jobs")
SILENT = 60  # seconds without a sign of life, where a worker gives one every ten
KEPT = timedelta(days=7)  # nobody presses the same button again after that
JOBS_KEPT_HOURS = 24


@app.task(name="project.account_mail", retry=RetryStrategy(max_attempts=5, exponential_wait=6))
def send_account_mail(to: str, subject: str, text: str) -> None:
    """All three are sealed: a link to choose a new password is a key, and the queue is a table like any other."""
    opened = [ring().open(bytes.fromhex(part), "mail") for part in (to, subject, text)]
    EmailMessage(opened[1], opened[2], to=[opened[0]]).send()


@app.periodic(cron="* * * * *")
@app.task(name="project.revive", queueing_lock="project.revive", pass_context=True)
async def revive(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 -- procrastinate tells when it was due
    """Jobs whose worker was killed: nothing else takes them up, and each keeps all later ones of its lock waiting.

    It has no lock itself, or one that was killed would keep all later ones waiting.
    """
    jobs = context.app.job_manager
    for job in await jobs.get_stalled_jobs(seconds_since_heartbeat=SILENT):
        log.warning("job_revived", task=job.task_name)
        if await _is_next(job.queueing_lock):
            await jobs.finish_job(job, status=Status.FAILED, delete_job=False)
        else:
            await jobs.retry_job(job)


async def _is_next(queueing_lock: str | None) -> bool:
    """The same work is already in the queue, and it may stand there once."""
    waiting = ProcrastinateJob.objects.filter(queueing_lock=queueing_lock, status=Status.TODO.value)
    return queueing_lock is not None and await waiting.aexists()


@nightly("15 3 * * *", "project.tidy")
def tidy(at: datetime) -> None:
    clear_away(at)
    app.configure_task("procrastinate.builtin_tasks.remove_old_jobs", queueing_lock="project.old_jobs").defer(
        max_hours=JOBS_KEPT_HOURS
    )


@transaction.atomic
def clear_away(at: datetime) -> None:
    Submission.objects.filter(at__lt=at - KEPT).delete()
    Session.objects.filter(expire_date__lt=at).delete()
