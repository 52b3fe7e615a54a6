"""By night: consents and notices are removed when they have had their time."""

from datetime import datetime

import structlog
from django.conf import settings
from django.db import transaction

from samspor.audit.nightly import nightly
from samspor.audit.record import record, worker
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.sharing import queries
from samspor.sharing.models import Notice
from samspor.sharing.queries import AnyConsent

log = structlog.stdlib.get_logger("samspor.sharing")


@nightly("15 4 * * *", "sharing.tidy")
def tidy(at: datetime) -> None:
    log.info("consents_removed", **remove_outdated(at, years=settings.PROFILE.sharing_years))


def remove_outdated(at: datetime, *, years: int) -> dict[str, int]:
    """How many consents and notices; each in a transaction of its own."""
    today = local_date(at)
    consents: list[AnyConsent] = [*queries.exchanges_past(today, years), *queries.efforts_past(today, years)]
    notices = queries.notices_past(today, years)
    for one in (*consents, *notices):
        _remove(one, at)
    return {"consents": len(consents), "notices": len(notices)}


@transaction.atomic
def _remove(one: AnyConsent | Notice, at: datetime) -> None:
    child, after = one.child_id, {"removed": str(one.pk)}
    if not isinstance(one, Notice):
        one.answers.all().delete()
    one.delete()
    record(Verb.CONSENTS_REMOVED, by=worker(at), about=None, child_ids=[child], at=at, after=after)
