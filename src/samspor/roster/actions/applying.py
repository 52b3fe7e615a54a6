"""A list is written, taken back, or thrown away."""

from datetime import datetime

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.rules import Permission
from samspor.access.turns import has_turn
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.refused import Refused
from samspor.roster import jobs, queries
from samspor.roster.models import ChangeSet
from samspor.roster.rules.states import CAN_BE_APPLIED, State, check_next

AT_ONCE = 100  # more than anybody wants to wait for is written by the worker
_NOTHING = "Der er ikke valgt noget, der skal skrives. Vælg mindst én række."
_NOT_LAST = "Der er skrevet en liste efter denne, så den kan ikke fortrydes. Ret i stedet det, der er forkert."


@transaction.atomic
def apply_change_set(*, by: Actor, change_set: ChangeSet, at: datetime) -> ChangeSet:
    """Everything that is chosen, or nothing: then the list says why, and what was tried stays in the log."""
    change_set = require(by, Permission.ROSTER_IMPORT, change_set)
    check_next(change_set.stage, State.APPLYING)
    chosen = change_set.changes.filter(chosen=True, bucket__in=CAN_BE_APPLIED).count()
    if not chosen:
        raise Refused(_NOTHING)
    record(Verb.ROSTER_APPLIED, by=by, about=change_set, at=at, after={"chosen": chosen}, purpose="sagt ja til")
    if chosen <= AT_ONCE:
        _check_turn()
        if not jobs.put_aside_if_barred(change_set, by=by, at=at):
            jobs.carry_out(change_set, by=by, at=at)
        return change_set
    change_set.state, change_set.problem = State.APPLYING, ""
    change_set.save(update_fields=["state", "problem"])
    jobs.apply_list.defer(change_set=str(change_set.pk), by=str(by.id))
    return change_set


@transaction.atomic
def undo_change_set(*, by: Actor, change_set: ChangeSet, at: datetime) -> ChangeSet:
    """As it was before, for everybody in the list, while nothing has been built on it."""
    change_set = require(by, Permission.ROSTER_IMPORT, change_set)
    check_next(change_set.stage, State.UNDOING)
    if not queries.is_last(change_set):
        raise Refused(_NOT_LAST)
    record(Verb.ROSTER_UNDONE, by=by, about=change_set, at=at, purpose="bedt om at fortryde")
    if change_set.changes.exclude(after=None).count() <= AT_ONCE:
        _check_turn()
        jobs.take_back(change_set, by=by, at=at)
        return change_set
    change_set.state, change_set.problem = State.UNDOING, ""
    change_set.save(update_fields=["state", "problem"])
    jobs.undo_list.defer(change_set=str(change_set.pk), by=str(by.id))
    return change_set


def _check_turn() -> None:
    """Two lists that name the same child are written after each other: the second is looked at again. Nobody waits on a
    page for the thousand rows of another.
    """
    if not has_turn(jobs.LISTS):
        raise Refused("En anden børneliste bliver skrevet lige nu. Vent et øjeblik, og prøv igen.")


@transaction.atomic
def discard_change_set(*, by: Actor, change_set: ChangeSet, at: datetime) -> ChangeSet:
    """Nothing happens, and nothing of the list is kept but that it was there."""
    change_set = require(by, Permission.ROSTER_IMPORT, change_set)
    check_next(change_set.stage, State.DISCARDED)
    jobs.throw_away(change_set)
    record(Verb.ROSTER_DISCARDED, by=by, about=change_set, at=at)
    return change_set
