"""By night what has had its time is removed."""

from datetime import datetime

import structlog
from django.db import transaction

from samspor.audit.nightly import nightly
from samspor.audit.record import record, worker
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.family import queries
from samspor.family.models import FamilyVisit, FamilyWord, Invitation

log = structlog.stdlib.get_logger("samspor.family")


@nightly("25 4 * * *", "family.tidy")
def tidy(at: datetime) -> None:
    log.info("family_removed", **remove_outdated(at))


@transaction.atomic
def remove_outdated(at: datetime) -> dict[str, int]:
    codes, words = queries.invitations_past(local_date(at)), queries.words_past(local_date(at))
    if codes or words:
        keys = [one.pk for one in codes]
        FamilyVisit.objects.filter(invitation__in=keys).delete()
        Invitation.objects.filter(pk__in=keys).delete()
        FamilyWord.objects.filter(pk__in=[one.pk for one in words]).delete()
        gone = {"codes": len(codes), "words": len(words)}
        children = {one.child_id for one in codes} | {one.child_id for one in words}
        record(Verb.FAMILY_REMOVED, by=worker(at), about=None, child_ids=children, at=at, after=gone)
    return {"codes": len(codes), "words": len(words)}
