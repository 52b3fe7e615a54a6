"""What is promised to the child or the family, and what became of it."""

from datetime import date, datetime

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.pathways import queries
from samspor.pathways.actions.reopening import keep_promise
from samspor.pathways.actions.steps import writable
from samspor.pathways.models import Pathway, Promise
from samspor.pathways.rules import may as rules
from samspor.pathways.rules import promises
from samspor.pathways.rules.promises import Outcome, Whom
from samspor.people.api import Employment


@transaction.atomic
def make_promise(
    *, by: Actor, pathway: Pathway, what: str, whom: Whom, keeper: Employment, on: date, at: datetime
) -> Promise:
    """`keeper` is who keeps it: somebody who works with the child, perhaps oneself."""
    pathway = writable(by=by, pathway=pathway, at=at)
    rules.check_words(what, "what")
    promises.check_day(on, today=local_date(at))
    rules.check_keeper(around=keeper in queries.around(by, pathway))
    made = Promise.objects.create(
        pathway=pathway, what=what, whom=whom, promised_by=keeper.staff, due_on=on, by=queries.me(by), entered_at=at
    )
    said = {"on": str(on), "keeper": str(keeper.staff_id)}
    record(Verb.PROMISE_MADE, by=by, about=made, child_ids=[pathway.child_id], at=at, after=said)
    return made


@transaction.atomic
def settle_promise(*, by: Actor, promise: Promise, outcome: Outcome, words: str, at: datetime) -> Promise:
    promise = _anew(by=by, promise=promise, at=at)
    promises.check_settled(settled=promise.settled_at is not None, should_be=False)
    promises.check_why(outcome, words)
    return _said(by=by, promise=promise, outcome=outcome, words=words or None, at=at)


@transaction.atomic
def reopen_promise(*, by: Actor, promise: Promise, at: datetime) -> Promise:
    """What was said by mistake is taken back; that it was said stays under the promise."""
    promise = _anew(by=by, promise=promise, at=at)
    promises.check_settled(settled=promise.settled_at is not None, should_be=True)
    return _said(by=by, promise=promise, outcome=None, words=None, at=at)


def _anew(*, by: Actor, promise: Promise, at: datetime) -> Promise:
    """Behind the lock of its pathway, as everything written in one."""
    writable(by=by, pathway=promise.pathway, at=at)
    return require(by, Permission.PATHWAY_WRITE, promise)


def _said(*, by: Actor, promise: Promise, outcome: Outcome | None, words: str | None, at: datetime) -> Promise:
    before = {"outcome": promise.outcome}
    if outcome is None:
        keep_promise(by=by, promise=promise, at=at)
    promise.outcome, promise.outcome_words = outcome or "", words
    promise.settled_at, promise.settled_by = (at, queries.me(by)) if outcome else (None, None)
    promise.save(update_fields=["outcome", "outcome_words", "settled_at", "settled_by"])
    child = promise.pathway.child_id
    verb = Verb.PROMISE_SETTLED if outcome else Verb.PROMISE_REOPENED
    record(verb, by=by, about=promise, child_ids=[child], at=at, before=before, after={"outcome": promise.outcome})
    return promise
