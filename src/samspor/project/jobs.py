"""The house's own work in the background: mails about one's own account, and clearing away what has had its time."""

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.core.mail import EmailMessage
from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from samspor.access.models import Submission
from samspor.access.secret import ring
from samspor.audit.nightly import nightly

KEPT = timedelta(days=7)  # nobody presses the same button again after that
JOBS_KEPT_HOURS = 24


@app.task(name="project.account_mail", retry=RetryStrategy(max_attempts=5, exponential_wait=6))
def send_account_mail(to: str, subject: str, text: str) -> None:
    """All three are sealed: a link to choose a new password is a key, and the queue is a table like any other."""
    opened = [ring().open(bytes.fromhex(part), "mail") for part in (to, subject, text)]
    EmailMessage(opened[1], opened[2], to=[opened[0]]).send()


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
