"""Opening a pathway, and closing it."""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from samspor.access.actor import Actor
from samspor.access.check import may, require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.base.refused import NotHere
from samspor.concerns.api import Concern
from samspor.pathways import queries
from samspor.pathways.actions.baton import tell_offer_over
from samspor.pathways.actions.ending import end_what_is_open
from samspor.pathways.actions.levels import put_level
from samspor.pathways.actions.record import put_next
from samspor.pathways.actions.steps import closing
from samspor.pathways.models import BatonOffer, Hold, Pathway
from samspor.pathways.rules import levels
from samspor.pathways.rules import may as rules
from samspor.pathways.rules.baton import Why, after
from samspor.pathways.rules.ending import Became
from samspor.pathways.rules.promises import check_none_open
from samspor.pathways.rules.words import Answer, Closing, Origin
from samspor.people.api import Child, same_child

NOTHING: Mapping[UUID, Became] = MappingProxyType({})


@transaction.atomic
def open_pathway(
    *, by: Actor, child: Child, origin: Origin, purpose: str, what: str, on: date, at: datetime,
    concern: Concern | None = None, level: str = "",
) -> Pathway:  # fmt: skip
    """Whoever opens it holds the baton, and says what comes first and when; and how many are together about it."""
    child = require(by, Permission.PATHWAY_WRITE, child)
    if concern and not (may(by, Permission.CONCERN_READ, concern) and concern.child_id in same_child(child)):
        raise NotHere
    rules.check_first(is_open=queries.open_pathway_of(child) is not None)
    rules.check_words(purpose, "purpose")
    job = queries.own_job(by, child)
    assert job is not None  # noqa: S101 -- who may write here does so by work they have today
    pathway = Pathway.objects.create(
        child=child, opened_at=at, opened_by=queries.me(by), origin=origin, concern=concern, purpose=purpose
    )
    Hold.objects.create(
        pathway=pathway, holder=job, unit=job.unit, child_unit_id=queries.main_unit(child, local_date(at)),
        period=DateTimeTZRange(at, None), why=Why.OPENED,
    )  # fmt: skip
    put_next(by=by, pathway=pathway, what=what, on=on, at=at)
    level = level or levels.default_level(local_date(at))
    levels.check_level(level, on=local_date(at))
    put_level(by=by, pathway=pathway, level=level, why=None, at=at)
    said = {"origin": origin, "holder": str(job.pk), "level": level}
    record(Verb.PATHWAY_OPENED, by=by, about=pathway, child_ids=[child.pk], at=at, after=said)
    return pathway


@transaction.atomic
def close_pathway(
    *, by: Actor, pathway: Pathway, because: Closing, words: str, at: datetime, became: Mapping[UUID, Became] = NOTHING
) -> Pathway:
    """The baton is laid down in the moment the pathway ends. `became`: of each goal and action that is under way."""
    pathway, standing, writes = closing(by=by, pathway=pathway, at=at)
    rules.check_words(words, "words")
    check_none_open(queries.number_open(pathway) if writes else 0)  # else nobody is left who could say more of them
    if writes:
        end_what_is_open(by=by, pathway=pathway, became=became, at=at)
    moment = after(standing.baton.since, at)
    if standing.baton.offer:
        overtaken = BatonOffer.objects.filter(pk=standing.baton.offer.key)
        overtaken.update(answer=Answer.OVERTAKEN, answered_at=at)
        tell_offer_over(by=by, offer=overtaken.select_related("to__staff").get(), at=at)
    standing.hold.period = DateTimeTZRange(standing.baton.since, moment)
    standing.hold.save(update_fields=["period"])
    pathway.closed_at, pathway.closed_by = moment, queries.me(by)
    pathway.closed_because, pathway.closed_words = because, words
    pathway.save(update_fields=["closed_at", "closed_by", "closed_because", "closed_words"])
    record(Verb.PATHWAY_CLOSED, by=by, about=pathway, child_ids=[pathway.child_id], at=at, after={"because": because})
    return pathway
