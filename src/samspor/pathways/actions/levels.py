"""How many are together about a pathway is chosen anew, with why."""

from datetime import datetime

from django.db import transaction

from samspor.access.actor import Actor
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.built_on import check_built_on
from samspor.base.clock import local_date
from samspor.pathways import queries
from samspor.pathways.actions.steps import writable
from samspor.pathways.models import Extent, Pathway
from samspor.pathways.queries.levels import extents_of
from samspor.pathways.rules import levels
from samspor.pathways.rules import may as rules


@transaction.atomic
def choose_level(
    *, by: Actor, pathway: Pathway, level: str, why: str, built_on: datetime | None, at: datetime
) -> Extent:
    """`built_on`: when what one had before one's eyes was written. Nothing opens or closes by it."""
    pathway = writable(by=by, pathway=pathway, at=at)
    levels.check_level(level, on=local_date(at))
    rules.check_words(why, "why")
    stands = extents_of(pathway)[0]
    check_built_on(stands=stands.entered_at, built_on=built_on)
    levels.check_other_level(level, stands=stands.level)
    Extent.objects.filter(pathway=pathway, replaced_at=None).update(replaced_at=at)
    made = put_level(by=by, pathway=pathway, level=level, why=why, at=at)
    before, after = {"level": stands.level}, {"level": level}
    children = [pathway.child_id]
    record(Verb.PATHWAY_LEVEL_CHOSEN, by=by, about=made, child_ids=children, at=at, before=before, after=after)
    return made


def put_level(*, by: Actor, pathway: Pathway, level: str, why: str | None, at: datetime) -> Extent:
    return Extent.objects.create(pathway=pathway, level=level, why=why, by=queries.me(by), entered_at=at)
