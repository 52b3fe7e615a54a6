"""What somebody began to write and did not come back to is removed."""

from datetime import datetime

from django.db import transaction

from samspor.audit.record import record, worker
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.people import queries
from samspor.people.models import FormDraft


@transaction.atomic
def remove_forgotten(at: datetime) -> int:
    held = queries.drafts_past(local_date(at))
    if held:
        children = sorted({one.child_id for one in held if one.child_id})
        FormDraft.objects.filter(pk__in=[one.pk for one in held]).delete()
        after = {"drafts": len(held)}
        record(Verb.FORM_DRAFTS_REMOVED, by=worker(at), about=None, child_ids=children, at=at, after=after)
    return len(held)
