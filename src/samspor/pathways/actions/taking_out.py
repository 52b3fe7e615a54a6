"""A closed pathway is taken out for the records of the place."""

from datetime import datetime

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.pathways import queries
from samspor.pathways.models import Pathway, TakenOut
from samspor.pathways.queries.journal import may_be_taken_out
from samspor.pathways.rules.may import check_closed
from samspor.pathways.rules.together import check_lane


@transaction.atomic
def take_out(*, by: Actor, pathway: Pathway, at: datetime) -> TakenOut:
    """To one's own place: whose words are not theirs to take is asked when the package is made."""
    pathway = require(by, Permission.PATHWAY_TAKE_OUT, pathway)
    check_closed(closed=pathway.closed_at is not None)
    check_lane(may_be_taken_out(by, pathway))
    made = TakenOut.objects.create(pathway=pathway, by=queries.me(by), entered_at=at)
    record(Verb.PATHWAY_TAKEN_OUT, by=by, about=made, child_ids=[pathway.child_id], at=at)
    return made
