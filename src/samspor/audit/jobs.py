"""The log's work in the background: sealed every ten seconds, walked from end to end every night."""

from dataclasses import asdict
from datetime import datetime

import structlog
from procrastinate.contrib.django import app

from samspor.audit import chain
from samspor.audit.actions import note
from samspor.audit.nightly import nightly
from samspor.audit.record import worker

log = structlog.stdlib.get_logger("samspor.audit")
BATCH, BATCHES = 10_000, 20


@app.periodic(cron="* * * * * */10")
@app.task(name="audit.seal", queueing_lock="audit.seal", lock="audit.seal")
def seal(timestamp: int) -> None:  # noqa: ARG001 -- procrastinate tells when it was due
    """As many batches as there is work for, and no longer than the next one is due."""
    for _ in range(BATCHES):
        if chain.seal(BATCH) < BATCH:
            return


@nightly("30 2 * * *", "audit.verify")
def verify(at: datetime) -> None:
    """What was found stands in the log itself, and its head in our log lines: outside the database it is about."""
    verdict = note(chain.verify(), by=worker(at), at=at)
    say = log.info if verdict.holds else log.error
    say("log_verified", head=str(chain.head()), **asdict(verdict))
