"""By night: lists that nobody has said yes or no to are thrown away, and those that have had their time are removed."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from samspor.audit.nightly import one_by_one
from samspor.audit.record import record, worker
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.roster import queries
from samspor.roster.models import Change, ChangeSet, FilePart, RosterAnswer
from samspor.roster.rules.states import UNDECIDED, State

YEARS = 5
_INSIDE = (Change, FilePart, RosterAnswer)


def throw_away(change_set: ChangeSet) -> None:
    """Nothing of the list is kept but that it was there."""
    for model in _INSIDE:
        model._default_manager.filter(change_set=change_set).delete()  # noqa: SLF001 -- Django's name
    change_set.state = State.DISCARDED
    change_set.save(update_fields=["state"])


def discard_undecided(at: datetime) -> int:
    return one_by_one(queries.undecided(local_date(at)), lambda key: _discard(key, at))


def remove_outdated(at: datetime) -> int:
    return one_by_one(queries.lists_past(local_date(at), YEARS), lambda key: _remove(key, at))


@transaction.atomic
def _discard(key: UUID, at: datetime) -> bool:
    change_set = ChangeSet.objects.select_for_update().filter(state__in=UNDECIDED).get(pk=key)
    throw_away(change_set)
    record(Verb.ROSTER_DISCARDED, by=worker(at), about=change_set, at=at, purpose="ingen sagde ja eller nej")
    return True


@transaction.atomic
def _remove(key: UUID, at: datetime) -> bool:
    """With what was answered in it, and what the last list of a house still held in order to be undone."""
    change_set = ChangeSet.objects.select_for_update().get(pk=key)
    children = list(change_set.changes.exclude(child=None).values_list("child", flat=True))
    change_set.delete()
    record(Verb.ROSTERS_REMOVED, by=worker(at), about=None, child_ids=children, at=at, after={"list": str(key)})
    return True
