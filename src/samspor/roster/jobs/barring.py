"""A list that names a child one may not be told of: nothing of it is written, and the log says whose number it was."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from samspor.access.actor import Actor
from samspor.audit.record import record, searched, worker
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.base.cpr import masked
from samspor.roster import queries
from samspor.roster.jobs.staging import BATCH, batches
from samspor.roster.models import Change, ChangeSet
from samspor.roster.rules import keeping
from samspor.roster.rules.changes import Bucket
from samspor.roster.rules.rows import RosterRow
from samspor.roster.rules.states import State
from samspor.roster.rules.who import NOT_BY_LIST

_NOTHING = "Række {0}: {1} Fravælg den, så kan resten skrives. Der er ikke skrevet noget."


@transaction.atomic
def put_aside_if_barred(change_set: ChangeSet, *, by: Actor, at: datetime) -> bool:
    """Asked when somebody has said yes, not when the list is read: each number that is tried is tried in the open."""
    chosen = change_set.changes.filter(chosen=True, bucket=Bucket.NEW)
    keys = list(chosen.order_by("numbers", "pk").values_list("pk", flat=True))
    barred = [row for batch in batches(keys, BATCH) for row in _barred(batch, by=by, at=at)]
    if not barred:
        return False
    words = ", ".join(masked(row.cpr) if row.cpr else "erstatningsnummer" for row in barred)
    searched(Verb.CPR_LOOKED_UP, by=by, at=at, words=words, child_ids=_strangers(barred, by=by, at=at))
    numbers = ", ".join(str(row.number) for row in barred[:10])
    put_aside(change_set, _NOTHING.format(numbers, NOT_BY_LIST.sentence), at)
    return True


def _barred(batch: list[UUID], *, by: Actor, at: datetime) -> Iterable[RosterRow]:
    changes = Change.objects.filter(pk__in=batch).order_by("numbers", "pk")
    rows = [row for change in changes for row in keeping.read(change.body).rows]
    return [row for row in rows if _strangers([row], by=by, at=at)] if _strangers(rows, by=by, at=at) else []


def _strangers(rows: list[RosterRow], *, by: Actor, at: datetime) -> set[UUID]:
    whose = queries.whose_numbers(rows)
    return whose - queries.in_reach(by, whose, local_date(at))


@transaction.atomic
def put_aside(change_set: ChangeSet, sentence: str, at: datetime) -> None:
    change_set.state, change_set.problem = State.READY, sentence[:300]
    change_set.save(update_fields=["state", "problem"])
    record(Verb.ROSTER_APPLIED, by=worker(at), about=change_set, at=at, purpose="blev ikke skrevet")
