"""The worker's part, which for a short list is done while somebody waits: to read it, and to write what was chosen."""

from datetime import datetime
from uuid import UUID

import structlog
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from samspor.audit.nightly import nightly
from samspor.base import clock
from samspor.roster.jobs import applying, staging, undoing
from samspor.roster.jobs.applying import carry_out
from samspor.roster.jobs.barring import put_aside_if_barred
from samspor.roster.jobs.files import keep, small
from samspor.roster.jobs.keeping import discard_undecided, remove_outdated, throw_away
from samspor.roster.jobs.staging import LISTS, read_now, restage, settle
from samspor.roster.jobs.undoing import take_back

__all__ = [
    "LISTS",
    "apply_list",
    "carry_out",
    "discard_undecided",
    "keep",
    "put_aside_if_barred",
    "read_list",
    "read_now",
    "remove_outdated",
    "restage",
    "settle",
    "small",
    "take_back",
    "throw_away",
    "tidy",
    "undo_list",
]
log = structlog.stdlib.get_logger("samspor.roster")
ATTEMPTS = 3  # more than the first


@app.task(name="roster.read", retry=RetryStrategy(max_attempts=ATTEMPTS, wait=10), queue="roster", pass_context=True)
def read_list(context: JobContext, change_set: str, by: str) -> None:
    """May run again after a crash: it begins from the file each time. `by`: whoever said what its columns are."""
    try:
        staging.read_in_background(UUID(change_set), asked=UUID(by), at=clock.now())
    except Exception as problem:
        if context.job.attempts >= ATTEMPTS:  # nobody is to wait for what has stopped
            staging.give_up(UUID(change_set), problem, at=clock.now())
        raise


@app.task(name="roster.apply", retry=RetryStrategy(max_attempts=ATTEMPTS, wait=10), queue="roster")
def apply_list(change_set: str, by: str) -> None:
    """All or nothing, so running again is running for the first time. `by`: whoever said yes, not who handed it in."""
    applying.apply_in_background(UUID(change_set), said_yes=UUID(by), at=clock.now())


@app.task(name="roster.undo", retry=RetryStrategy(max_attempts=ATTEMPTS, wait=10), queue="roster")
def undo_list(change_set: str, by: str) -> None:
    """Likewise all or nothing, and by whoever asked for it."""
    undoing.undo_in_background(UUID(change_set), asked=UUID(by), at=clock.now())


@nightly("50 3 * * *", "roster.tidy")
def tidy(at: datetime) -> None:
    log.info("lists_removed", discarded=discard_undecided(at), removed=remove_outdated(at))
