"""What time has done to batons is written down every five minutes; by night what has had its time is removed."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Q
from procrastinate.contrib.django import app

from samspor.audit.nightly import nightly
from samspor.audit.record import record, worker
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.messages.api import Template, tell_of_itself
from samspor.pathways import queries
from samspor.pathways.models import (
    Action,
    BatonOffer,
    EarlierOutcome,
    Extent,
    Goal,
    GoalNumber,
    Hold,
    LogEntry,
    NextThing,
    Participant,
    Pathway,
    PathwayDraft,
    Promise,
    SiblingLink,
    Substitute,
    TakenOut,
)
from samspor.pathways.queries import Standing
from samspor.pathways.rules.baton import Baton, Why
from samspor.pathways.rules.words import Answer

log = structlog.stdlib.get_logger("samspor.pathways")


@app.periodic(cron="*/5 * * * *")
@app.task(name="pathways.settle", queueing_lock="pathways.settle", lock="pathways.settle")
def settle(timestamp: int) -> None:
    log.info("batons_settled", fallen=settle_all(datetime.fromtimestamp(timestamp, tz=UTC)))


def settle_all(at: datetime) -> int:
    """How many pathways had a baton that fell. Each is its own transaction."""
    waiting = queries.fallen(at)
    _each(waiting, lambda one: write_down(one, at))
    return len(waiting)


def _each(held: Iterable[Pathway], do: Callable[[Pathway], None]) -> None:
    """One that can not be done holds back nobody behind it; the job fails when all have been tried."""
    failed: list[Exception] = []
    for one in held:
        try:
            do(one)
        except Exception as wrong:  # noqa: BLE001 -- whatever it is, others wait
            said = type(wrong).__name__
            log.error("pathway_failed", pathway=str(one.pk), problem=said)  # noqa: TRY400 -- a trace may hold words
            failed.append(wrong)
    if failed:
        raise failed[0]


@nightly("20 4 * * *", "pathways.tidy")
def tidy(at: datetime) -> None:
    log.info("pathways_removed", **remove_outdated(at, years=settings.PROFILE.pathway_years))


def remove_outdated(at: datetime, *, years: int) -> dict[str, int]:
    today = local_date(at)
    pathways, drafts = queries.pathways_past(today, years), queries.drafts_past(today)
    _forget(drafts, at)
    _each(pathways, lambda one: _remove(one, at))
    return {"pathways": len(pathways), "drafts": len(drafts)}


_INSIDE = (
    TakenOut, Substitute, BatonOffer, NextThing, EarlierOutcome, Promise, LogEntry, GoalNumber, Goal, Action,
    Participant, Extent, Hold,
)  # what points at another before it  # fmt: skip


@transaction.atomic
def _remove(pathway: Pathway, at: datetime) -> None:
    """One at a time, with everything in it, locked as by who writes: the database sees that nothing is left half."""
    Pathway.objects.select_for_update().get(pk=pathway.pk)
    SiblingLink.objects.filter(Q(one=pathway) | Q(other=pathway)).delete()
    for model in _INSIDE:
        model._default_manager.filter(pathway=pathway).delete()  # noqa: SLF001 -- Django's name
    child, key = pathway.child_id, pathway.pk
    pathway.delete()
    record(Verb.PATHWAYS_REMOVED, by=worker(at), about=None, child_ids=[child], at=at, after={"pathway": str(key)})


@transaction.atomic
def _forget(drafts: list[PathwayDraft], at: datetime) -> None:
    if not drafts:
        return
    children = sorted({vars(one)["about"] for one in drafts})
    PathwayDraft.objects.filter(pk__in=[one.pk for one in drafts]).delete()
    after = {"drafts": len(drafts)}
    record(Verb.PATHWAYS_REMOVED, by=worker(at), about=None, child_ids=children, at=at, after=after)


@transaction.atomic
def write_down(pathway: Pathway, at: datetime) -> None:
    """The holds that have come of themselves. Who asks is not asked: it is so already, and this only says it."""
    locked = Pathway.objects.select_for_update(of=("self",), no_key=True).filter(pk=pathway.pk, closed_at=None).first()
    if locked is None:
        return
    standing = queries.standing_of(locked)
    hold, before = standing.hold, standing.baton
    for fallen in standing.falls(at):
        hold = put_hold(hold, fallen)
        if before.offer and not fallen.offer:
            answer = Answer.LAPSED if fallen.why is Why.LAPSED else Answer.OVERTAKEN
            BatonOffer.objects.filter(pk=before.offer.key).update(answer=answer, answered_at=at)
        after = {"why": fallen.why, "holder": str(fallen.job), "since": fallen.since.isoformat()}
        record(Verb.BATON_FELL, by=worker(at), about=hold, child_ids=[locked.child_id], at=at, after=after)
        before = fallen
    if before is not standing.baton:
        _tell_of_fall(standing, before, hold, at)


def _tell_of_fall(standing: Standing, now: Baton, hold: Hold, at: datetime) -> None:
    """Once each, however far it fell: whoever had it, and of an offer that is over whoever asked and was asked."""
    was, told = standing.baton, dict[UUID | None, Template]()
    if was.offer and not now.offer:
        offer = BatonOffer.objects.select_related("offered_by", "to__staff").get(pk=was.offer.key)
        told = dict.fromkeys([offer.offered_by.account_id, offer.to.staff.account_id], Template.BATON_OFFER_OVER)
    accounts = {each.staff_id: each.staff.account_id for each in standing.people.values()}
    if now.staff != was.staff:
        told[accounts[was.staff]] = Template.BATON_FELL
    told.pop(accounts[now.staff], None)  # who has it now has a task
    for to, template in told.items():
        if to:
            tell_of_itself(to=to, template=template, about=hold, at=at)


def put_hold(hold: Hold, taken: Baton) -> Hold:
    """The next one begins at the very moment the one before it ends."""
    hold.period = DateTimeTZRange(hold.period.lower, taken.since)
    hold.save(update_fields=["period"])
    return Hold.objects.create(
        pathway_id=hold.pathway_id,
        holder_id=taken.job,
        unit_id=taken.unit,
        child_unit_id=taken.child_unit,
        period=DateTimeTZRange(taken.since, None),
        why=taken.why,
    )
