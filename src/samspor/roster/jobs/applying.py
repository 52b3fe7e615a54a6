"""What was chosen is written: all of it in one transaction, child by child through the actions of people."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.models import Account
from samspor.access.planning import planned_for_values
from samspor.access.turns import wait_for_turn
from samspor.audit.record import hold_back, record
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.base.refused import Refused
from samspor.messages.api import Template, tell
from samspor.people.api import Child, ChildGroup, Enrolment, actor_for, guarded, leaders_of, rename_group
from samspor.roster import queries
from samspor.roster.jobs.barring import put_aside, put_aside_if_barred
from samspor.roster.jobs.mementos import mementos
from samspor.roster.jobs.one_child import Hand
from samspor.roster.jobs.staging import BROKEN, GONE, GROUP, LISTS, batches, fresh, rows_of
from samspor.roster.models import Change, ChangeSet, RosterAnswer
from samspor.roster.rules import keeping
from samspor.roster.rules.changes import Bucket, Staged
from samspor.roster.rules.questions import Say
from samspor.roster.rules.states import CAN_BE_APPLIED, State
from samspor.roster.rules.who import NOT_BY_LIST

BATCH = 200
STALE = "{0} er ændret, siden listen blev læst. Kassér listen, og hent den igen, så I ser, hvad den gør nu."
LAST = (
    "{0} har ingen anden plads længere, og listen ville slutte den sidste. Kassér listen, og hent den igen, så I kan "
    "tage stilling til det."
)


def apply_in_background(key: UUID, *, said_yes: UUID, at: datetime) -> None:
    """As the one who said yes: with their name in the log, and no reach but theirs."""
    change_set = ChangeSet.objects.select_related("source", "unit").get(pk=key)
    if change_set.stage is not State.APPLYING:
        return
    try:
        by = actor_for(Account.objects.get(pk=said_yes), at=at)
        if put_aside_if_barred(change_set, by=by, at=at):
            return
        carry_out(change_set, by=by, at=at)
    except Refused as refused:
        put_aside(change_set, refused.sentence, at)
    except Exception:
        put_aside(change_set, BROKEN, at)  # nobody is to wait for what has stopped
        raise


@transaction.atomic
def carry_out(change_set: ChangeSet, *, by: Actor, at: datetime) -> None:
    """First everything is looked at again, then everything is written; whatever is refused leaves nothing behind."""
    wait_for_turn(LISTS)
    hold_back()
    planned_for_values()
    chosen = change_set.changes.filter(chosen=True, bucket__in=CAN_BE_APPLIED).order_by("numbers", "pk")
    keys = list(chosen.values_list("pk", flat=True))
    for batch in batches(keys, BATCH):
        _check(change_set, _of(batch), by=by, at=at)
    _check_last_places(change_set, keys, at=at)
    _rename(_of(keys).filter(cluster=GROUP), by=by, at=at)
    opened: dict[tuple[UUID, str], ChildGroup] = {}
    for batch in batches(keys, BATCH):
        _write(_of(batch), opened, by=by, at=at)
    # Siblings share adults: how a child stands is only true when everybody has been written.
    touched = {child for batch in batches(keys, BATCH) for child in _became(_of(batch))}
    _done(change_set, touched, opened.values(), by=by, at=at)


def _of(keys: Iterable[UUID]) -> Any:
    return Change.objects.filter(pk__in=list(keys)).order_by("numbers", "pk")


def _check(change_set: ChangeSet, changes: Any, *, by: Actor, at: datetime) -> None:
    """What was shown is what happens: the comparison is made once more, and must come out the same."""
    own = [change for change in changes if change.cluster not in {GROUP, GONE}]
    every = change_set.changes.filter(cluster__in={change.cluster for change in own})
    together: dict[str, list[Change]] = {}
    for change in every:
        together.setdefault(change.cluster, []).append(change)
    now = fresh(change_set, [rows_of(rows) for rows in together.values()], by=by, at=at)
    by_cluster = dict(zip(together, now, strict=True))
    gone = (keeping.read(change.body) for change in changes if change.cluster == GONE)
    if not all(_still_there(staged) for staged in gone):
        raise Refused(STALE.format("Et af de børn, der stopper,"))
    for change in own:
        kept = keeping.read(change.body)
        if kept not in by_cluster[change.cluster]:
            raise Refused(STALE.format(kept.rows[0].name))


def _check_last_places(change_set: ChangeSet, keys: Iterable[UUID], *, at: datetime) -> None:
    """A place may have become a child's last since the list was read: nobody has been asked about that."""
    ended = [keeping.read(change.body) for change in _of(keys).filter(bucket=Bucket.ENDED)]
    asked = {UUID(key) for key in change_set.noted.get("nowhere", [])}
    unasked = queries.left_nowhere(ended, local_date(at)) - asked
    for child in Child.objects.filter(pk__in=unasked)[:1]:
        raise Refused(LAST.format(child.name))


def _rename(changes: Iterable[Change], *, by: Actor, at: datetime) -> None:
    for change in changes:
        staged = keeping.read(change.body)
        place: Any = staged.places[0]
        group = ChildGroup.objects.filter(pk=place.group_id, name=staged.diffs[0].before).first()
        if group is None:
            raise Refused(STALE.format(f"Gruppen {staged.diffs[0].before}"))
        change.before = json.dumps({"group": str(group.pk), "name": group.name})
        change.after = json.dumps({"group": str(group.pk), "name": place.group_name})
        rename_group(by=by, group=group, name=place.group_name, at=at)
        change.save(update_fields=["before", "after"])


def _write(changes: Any, opened: dict[tuple[UUID, str], ChildGroup], *, by: Actor, at: datetime) -> None:
    """While a list is written, its children are within reach of who writes it: the list is the reason."""
    every = [(change, keeping.read(change.body)) for change in changes if change.cluster != GROUP]
    known = frozenset(staged.child_id for _, staged in every if staged.child_id)
    _keep_out(known, by=by, at=at)
    before = mementos(known)
    moved = [staged.child_id for _, staged in every if staged.elsewhere and staged.child_id]
    _tell_those_left(moved, by=by, at=at)
    hand = Hand(by=replace(by, entrusted=by.entrusted | known), at=at, opened=opened)
    written = {change.pk: _written(hand, change, staged) for change, staged in every}
    for change, staged in every:
        key = written[change.pk]
        was = before.get(key)
        change.child_id, change.before = key, json.dumps(was) if was else None
        change.save(update_fields=["child", "before"])
        _remember(change.change_set_id, staged.links, key)


def _keep_out(known: frozenset[UUID], *, by: Actor, at: datetime) -> None:
    """A list is no reason to reach a guarded child elsewhere. Locked, so that nobody is protected meanwhile."""
    strangers = known - queries.in_reach(by, known, local_date(at))
    list(Child.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=strangers).order_by("pk"))
    if Child.objects.filter(guarded(local_date(at)), pk__in=strangers).exists():
        raise Refused(NOT_BY_LIST.sentence)


def _tell_those_left(moved: Iterable[UUID], *, by: Actor, at: datetime) -> None:
    for child in Child.objects.filter(pk__in=list(moved)).order_by("pk"):
        for leader in leaders_of(child, local_date(at)):
            if leader.account_id:
                tell(by=by, to=leader.account_id, template=Template.CHILD_MOVED_AWAY, about=child, at=at)


def _became(changes: Any) -> set[UUID]:
    written = [change for change in changes if change.cluster != GROUP]
    after = mementos(change.child_id for change in written)
    for change in written:
        change.after = json.dumps(after[change.child_id])
        change.save(update_fields=["after"])
    return set(after)


def _written(hand: Hand, change: Change, staged: Staged) -> UUID:
    try:
        return hand.carry_out(staged)
    except Refused as refused:
        rows = f"Række {', '.join(map(str, change.numbers))}: " if change.numbers else ""
        raise Refused(f"{rows}{refused.sentence} Der er ikke skrevet noget.") from None


def _remember(change_set: UUID, links: Iterable[str], child: UUID) -> None:
    for key in links:
        facts = {"say": Say.SAME, "target": str(child)}
        RosterAnswer.objects.update_or_create(change_set_id=change_set, key=key, defaults=facts)


def _done(change_set: ChangeSet, touched: set[UUID], opened: Iterable[ChildGroup], *, by: Actor, at: datetime) -> None:
    change_set.counts = queries.counts_of(change_set)
    change_set.noted["opened"] = [str(group.pk) for group in opened]
    change_set.state, change_set.applied_at, change_set.problem = State.APPLIED, at, ""
    change_set.save()
    # Only the last list can be undone, so what earlier ones held for that is not kept.
    Change.objects.filter(change_set__unit=change_set.unit_id, change_set__state=State.APPLIED).exclude(
        change_set=change_set
    ).delete()
    after = {"changes": change_set.counts, "groups": change_set.noted["opened"]}
    record(Verb.ROSTER_APPLIED, by=by, about=change_set, child_ids=touched, at=at, after=after)


def _still_there(staged: Staged) -> bool:
    """Of a child the list does not name: the place is as it was."""
    keys = [step.enrolment_id for step in staged.steps if step.enrolment_id]
    return Enrolment.objects.filter(pk__in=keys, period__endswith=None).count() == len(keys)
