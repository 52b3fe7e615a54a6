"""A person answers what only a person may, and chooses what is to happen."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.base.refused import Refused
from samspor.roster import jobs, queries
from samspor.roster.models import Change, ChangeSet, RosterAnswer
from samspor.roster.rules.changes import Bucket
from samspor.roster.rules.questions import POINTING, Say, check_said
from samspor.roster.rules.states import CAN_BE_APPLIED, check_ready

_ANSWERED = "Spørgsmålet er allerede besvaret. Gå tilbage til listen, og se det næste."

_NOT_ANSWERED = "Der er ikke svaret på noget om rækken i den her liste. Hent siden igen, og se, hvad der står nu."


@transaction.atomic
def decide_change(*, by: Actor, change: Change, say: Say, at: datetime, target: str = "") -> ChangeSet:
    """Everything in the list that asked the same is compared anew."""
    change_set = require(by, Permission.ROSTER_IMPORT, change.change_set)
    check_ready(change_set.stage)
    current = change_set.changes.filter(pk=change.pk).first()
    asked = queries.question_in(current) if current else None
    if asked is None:
        raise Refused(_ANSWERED)
    staged, question = asked
    check_said(queries.within_reach(by, question), say, target, on=local_date(at))
    answer = {"say": say, "target": target if say in POINTING else ""}
    RosterAnswer.objects.update_or_create(change_set=change_set, key=question.key, defaults=answer)
    after = {"ask": question.ask, "say": say}
    children = [staged.child_id] if staged.child_id else []
    record(Verb.ROSTER_DECIDED, by=by, about=change_set, child_ids=children, at=at, after=after)
    jobs.restage(change_set, [question.key], by=by, at=at)
    return change_set


@transaction.atomic
def answer_again(*, by: Actor, change: Change, at: datetime) -> Change | None:
    """Every answer given in this list about the rows of this change is taken back. Answers with what is asked now."""
    change_set = require(by, Permission.ROSTER_IMPORT, change.change_set)
    check_ready(change_set.stage)
    held = change_set.noted.get("answered", {})
    keys = [key for key, clusters in held.items() if change.cluster in clusters]
    if not keys:
        raise Refused(_NOT_ANSWERED)
    given = change_set.answers.filter(key__in=keys)
    dated = frozenset(given.filter(say=Say.BORN).values_list("key", flat=True))
    before = {"say": sorted(given.values_list("say", flat=True))}
    given.delete()
    children = [change.child_id] if change.child_id else []
    record(Verb.ROSTER_DECIDED, by=by, about=change_set, child_ids=children, at=at, before=before, after={})
    jobs.restage(change_set, keys, by=by, at=at, dated=dated)
    asked = queries.changes_in(change_set, Bucket.NEEDS_DECISION)
    return asked.filter(cluster__in={cluster for key in keys for cluster in held[key]}).first()


@transaction.atomic
def choose_changes(
    *, by: Actor, change_set: ChangeSet, shown: Iterable[UUID], chosen: Iterable[UUID], at: datetime
) -> int:
    """Of the changes that were shown, these happen and the others do not. Answers with how many happen in all."""
    change_set = require(by, Permission.ROSTER_IMPORT, change_set)
    check_ready(change_set.stage)
    wanted = set(chosen)
    seen = change_set.changes.filter(pk__in=list(shown), bucket__in=CAN_BE_APPLIED)
    seen.filter(pk__in=wanted).update(chosen=True)
    seen.exclude(pk__in=wanted).update(chosen=False)
    number = change_set.changes.filter(chosen=True, bucket__in=CAN_BE_APPLIED).count()
    record(Verb.ROSTER_DECIDED, by=by, about=change_set, at=at, after={"chosen": number})
    return number


@transaction.atomic
def say_complete(*, by: Actor, change_set: ChangeSet, units: Iterable[UUID], at: datetime) -> ChangeSet:
    """The list holds every child of these units: those it does not name have stopped."""
    change_set = require(by, Permission.ROSTER_IMPORT, change_set)
    check_ready(change_set.stage)
    covered = {unit.pk for unit in queries.covered_units(change_set)}
    if not set(units) <= covered:
        raise Refused("Listen siger ikke noget om den enhed. Vælg blandt dem, der står her.")
    change_set.complete_for = sorted(units)
    change_set.save(update_fields=["complete_for"])
    jobs.settle(change_set, at=at)
    after = {"complete_for": [str(unit) for unit in change_set.complete_for]}
    record(Verb.ROSTER_DECIDED, by=by, about=change_set, at=at, after=after)
    return change_set
