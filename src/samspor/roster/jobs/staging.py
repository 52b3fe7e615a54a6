"""A list is read twice, a batch of children at a time, and becomes changes to say yes or no to."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby, islice
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import Count

from samspor.access.actor import Actor
from samspor.access.models import Account
from samspor.access.planning import planned_for_values
from samspor.audit.record import record, worker
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.base.refused import Refused
from samspor.messages.api import Template, tell_of_itself
from samspor.people.api import ChildGroup, actor_for
from samspor.people.rules import Setting
from samspor.roster import queries, reading
from samspor.roster.jobs.files import taken_out
from samspor.roster.models import Change, ChangeSet
from samspor.roster.queries.knowing import keyed
from samspor.roster.rules import keeping
from samspor.roster.rules.changes import PASSED_OVER, Bucket, Place, Staged
from samspor.roster.rules.clusters import AnyRow, Repeats, child_key, clusters, repeats
from samspor.roster.rules.columns import columns
from samspor.roster.rules.enrolling import endings
from samspor.roster.rules.known import KnownGroup, Places
from samspor.roster.rules.parsing import parse_row
from samspor.roster.rules.questions import Say
from samspor.roster.rules.rows import RosterRow
from samspor.roster.rules.staging import stage_rows
from samspor.roster.rules.states import State
from samspor.roster.rules.who import who_key
from samspor.roster.rules.whole_list import Tally, pointed_at_twice, renames

BATCH = 500
BROKEN = "Der skete en fejl, og der er ikke ændret noget. Prøv igen, eller ring til jeres support."
LISTS = "lists"  # whose turn it is to write: two that name the same child would each make it
GROUP, GONE = "group", "gone"  # clusters that no row is behind
T = TypeVar("T")


def read_in_background(key: UUID, *, asked: UUID, at: datetime) -> None:
    """A list that cannot be read says so on its page; anything else is tried again."""
    change_set = ChangeSet.objects.select_related("source", "unit").get(pk=key)
    if change_set.stage is not State.READING:
        return
    with taken_out(change_set) as path:
        try:
            read_now(change_set, path, by=actor_for(Account.objects.get(pk=asked), at=at), at=at, tells=True)
        except Refused as refused:
            _failed(change_set, refused.sentence, at)


def give_up(key: UUID, problem: Exception, *, at: datetime) -> None:
    change_set = ChangeSet.objects.get(pk=key)
    _failed(change_set, problem.sentence if isinstance(problem, Refused) else BROKEN, at)


def read_now(change_set: ChangeSet, path: Path, *, by: Actor, at: datetime, tells: bool = False) -> None:
    """`tells`: whoever asked has gone on to something else."""
    file = reading.inspect(path, queries.saved_mapping(change_set.source))
    on = local_date(at)
    found = repeats(_rows(change_set, file, on), keyed)
    _begin(change_set, found, by, at)
    places = queries.places(by, change_set)
    for batch in batches(clusters(_rows(change_set, file, on), found, keyed), BATCH):
        _stage_batch(change_set, batch, by=by, at=at, places=places)
    _finish(change_set, by, at, tells=tells)


def restage(
    change_set: ChangeSet, keys: Iterable[str], *, by: Actor, at: datetime, dated: frozenset[str] = frozenset()
) -> None:
    """Everything that asked one of these questions, now or before, with all rows that are compared with each other.

    `dated`: questions whose answer gave a row its birth date, and is taken back.
    """
    concerned: set[str] = set()
    for key in keys:
        asked = set(change_set.changes.filter(asked__contains=[key]).values_list("cluster", flat=True))
        held = change_set.noted.setdefault("answered", {})
        held[key] = sorted(asked | set(held.get(key, [])))
        concerned |= set(held[key])
    for names in batches(sorted(concerned | _pointed_at_with(change_set, concerned)), BATCH):
        _restage_batch(change_set, names, by=by, at=at, dated=dated)
    settle(change_set, at=at)


def _restage_batch(change_set: ChangeSet, names: list[str], *, by: Actor, at: datetime, dated: frozenset[str]) -> None:
    changes = list(change_set.changes.filter(cluster__in=names).order_by("cluster", "pk"))
    by_name = {name: rows_of(list(one)) for name, one in groupby(changes, key=lambda change: change.cluster)}
    together = {name: tuple(_undated(row, dated) for row in rows) for name, rows in by_name.items()}
    answered = change_set.noted["answered"]
    for key, held in answered.items():  # a row with a date belongs to another cluster than one without
        answered[key] = sorted({*held, *(_cluster(together[name]) for name in held if name in together)})
    Change.objects.filter(pk__in=[change.pk for change in changes]).delete()
    _stage_batch(change_set, list(together.values()), by=by, at=at, again=True)


def _pointed_at_with(change_set: ChangeSet, clusters: set[str]) -> set[str]:
    """Rows that were refused because others were said to be the same child, which may now be no longer so."""
    children = change_set.changes.filter(cluster__in=clusters).exclude(child=None).values("child")
    refused = change_set.changes.filter(bucket__in=PASSED_OVER, child__in=children).exclude(cluster__in=[GROUP, GONE])
    return set(refused.values_list("cluster", flat=True))


def _undated(row: AnyRow, dated: frozenset[str]) -> AnyRow:
    bare = replace(row, birth_date=None) if isinstance(row, RosterRow) and dated else row
    return bare if isinstance(bare, RosterRow) and who_key(bare, keyed) in dated else row


def settle(change_set: ChangeSet, *, at: datetime) -> None:
    """What only the whole list can tell: rows that point at one child, groups with new names, children who are gone."""
    _point_out_twice(change_set)
    change_set.changes.filter(cluster__in=[GROUP, GONE]).delete()
    _keep_true_names(change_set)
    tally = Tally()
    tally.renamed = {UUID(key): _place(key, *place) for key, place in change_set.noted.get("renamed", {}).items()}
    _write(change_set, ((GROUP, one) for one in renames(tally, _known_groups(tally))), at=at)
    if change_set.complete_for:
        _write(change_set, ((GONE, one) for one in _gone(change_set, local_date(at))), at=at)


def fresh(
    change_set: ChangeSet,
    together: list[tuple[AnyRow, ...]],
    *,
    by: Actor,
    at: datetime,
    places: Places | None = None,
) -> list[list[Staged]]:
    """What the rows would change as things are now, cluster by cluster. `places`: asked for once in a long list."""
    rows = [row for cluster in together for row in cluster]
    noted = change_set.noted
    compared = queries.ground(
        by,
        rows,
        places=places or queries.places(by, change_set),
        answers=queries.answers_for(change_set),
        repeats=Repeats(frozenset(), frozenset(noted["names"]), frozenset(noted["groups"])),
        on=local_date(at),
    )
    return [list(stage_rows(cluster, compared)) for cluster in together]


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    waiting = iter(items)
    while batch := list(islice(waiting, size)):
        yield batch


def _rows(change_set: ChangeSet, file: reading.RosterFile, on: date) -> Iterator[AnyRow]:
    found = columns(file.headers, source=change_set.source.kind, saved=queries.saved_mapping(change_set.source))
    for row in reading.rows(file):
        yield parse_row(row.number, found.of(row.cells), on=on)


@transaction.atomic
def _begin(change_set: ChangeSet, found: Repeats, by: Actor, at: datetime) -> None:
    change_set.changes.all().delete()  # of a reading that was cut short
    change_set.noted = {"names": sorted(found.names), "groups": sorted(found.groups)}
    change_set.rows_read = 0
    change_set.save(update_fields=["noted", "rows_read"])
    record(Verb.ROSTER_UPLOADED, by=by, about=change_set, at=at, purpose="læsning begyndt")


@transaction.atomic
def _stage_batch(
    change_set: ChangeSet,
    together: list[tuple[AnyRow, ...]],
    *,
    by: Actor,
    at: datetime,
    again: bool = False,
    places: Places | None = None,
) -> None:
    planned_for_values()
    tally = Tally()
    staged = fresh(change_set, together, by=by, at=at, places=places)
    named = ((_cluster(rows), tally.note(one)) for rows, made in zip(together, staged, strict=True) for one in made)
    matched = _write(change_set, named, at=at)
    _note(change_set, tally)
    change_set.rows_read += 0 if again else sum(len(rows) for rows in together)
    change_set.save(update_fields=["noted", "rows_read"])
    after = {"rows_read": change_set.rows_read}
    record(Verb.ROSTER_UPLOADED, by=by, about=change_set, child_ids=matched, at=at, after=after, purpose="læsning")


def _write(change_set: ChangeSet, named: Iterable[tuple[str, Staged]], *, at: datetime) -> set[UUID]:
    """Answers with the children that were recognised. A child's last place ends only when a person says so."""
    every = list(named)
    nowhere = queries.left_nowhere([staged for _, staged in every], local_date(at))
    asked = {*change_set.noted.get("nowhere", []), *map(str, nowhere)}
    change_set.noted["nowhere"] = sorted(asked)  # whose tick means that somebody has seen it: asked again when written
    change_set.save(update_fields=["noted"])
    changes = [_change(change_set, cluster, staged, chosen=staged.child_id not in nowhere) for cluster, staged in every]
    Change.objects.bulk_create(changes, batch_size=BATCH)
    return {change.child_id for change in changes if change.child_id}


def _change(change_set: ChangeSet, cluster: str, staged: Staged, *, chosen: bool) -> Change:
    return Change(
        chosen=chosen,
        change_set=change_set,
        bucket=staged.bucket,
        child_id=staged.child_id,
        numbers=list(staged.numbers),
        cluster=cluster,
        asked=[question.key for question in staged.questions],
        accounted=[[str(child), setting] for child, setting in staged.accounted],
        body=keeping.written(staged),
    )


def _cluster(rows: tuple[AnyRow, ...]) -> str:
    first = next((row for row in rows if isinstance(row, RosterRow)), None)
    return child_key(first, keyed) if first else ""


def rows_of(changes: list[Change]) -> tuple[AnyRow, ...]:
    bodies = [keeping.read(change.body) for change in changes]
    return tuple(sorted((row for one in bodies for row in (*one.rows, *one.others)), key=lambda row: row.number))


def _note(change_set: ChangeSet, tally: Tally) -> None:
    covered = {*map(tuple, change_set.noted.get("covered", [])), *((str(u), str(s)) for u, s in tally.covered)}
    change_set.noted["covered"] = sorted(map(list, covered))
    renamed = {str(group): [str(p.unit_id), str(p.setting), p.group_name] for group, p in tally.renamed.items()}
    change_set.noted["renamed"] = change_set.noted.get("renamed", {}) | renamed


def _place(group: str, unit: str, setting: str, name: str) -> Place:
    return Place(UUID(unit), Setting(setting), UUID(group), name, renamed=True)


def _known_groups(tally: Tally) -> Places:
    groups = ChildGroup.objects.filter(pk__in=tally.renamed)
    return Places([], [KnownGroup(id=g.pk, unit_id=g.unit_id, name=g.name, setting=Setting(g.setting)) for g in groups])


def _gone(change_set: ChangeSet, on: date) -> Iterator[Staged]:
    pairs = ((UUID(unit), Setting(setting)) for unit, setting in change_set.noted.get("covered", []))
    covered: set[tuple[object, Setting]] = {pair for pair in pairs if pair[0] in change_set.complete_for}
    spoken_of: set[tuple[object, Setting | None]] = {
        (UUID(child), Setting(setting) if setting else None)
        for accounted in change_set.changes.values_list("accounted", flat=True)
        for child, setting in accounted
    }
    known = queries.people_on_their_way_out(change_set.complete_for, on)
    return endings(known, accounted=spoken_of, covered=covered, on=on)


@transaction.atomic
def _finish(change_set: ChangeSet, by: Actor, at: datetime, *, tells: bool) -> None:
    settle(change_set, at=at)
    change_set.parts.all().delete()
    change_set.state = State.READY
    change_set.save(update_fields=["state", "noted"])
    record(Verb.ROSTER_UPLOADED, by=by, about=change_set, at=at, purpose="læsning færdig")
    if tells:
        tell_of_itself(to=by.id, template=Template.ROSTER_READY, about=change_set, at=at)


@transaction.atomic
def _failed(change_set: ChangeSet, sentence: str, at: datetime) -> None:
    change_set.changes.all().delete()
    change_set.parts.all().delete()
    change_set.state, change_set.problem = State.FAILED, sentence[:300]
    change_set.save(update_fields=["state", "problem"])
    record(Verb.ROSTER_UPLOADED, by=worker(at), about=change_set, at=at, purpose="kunne ikke læses")


def _point_out_twice(change_set: ChangeSet) -> None:
    settled = change_set.changes.exclude(bucket__in=[Bucket.NEEDS_DECISION, *PASSED_OVER]).exclude(child=None)
    own = settled.exclude(cluster__in=[GROUP, GONE])
    twice = own.values("child").annotate(rows=Count("pk")).filter(rows__gt=1).values("child")
    for change in own.filter(child__in=list(twice.values_list("child", flat=True))):
        refused = pointed_at_twice(keeping.read(change.body))
        change.bucket, change.body = refused.bucket, keeping.written(refused)
        change.save(update_fields=["bucket", "body"])


def _keep_true_names(change_set: ChangeSet) -> None:
    """An answer may have been changed: only what is answered now gives a group a new name."""
    answered = {a.target for a in queries.answers_for(change_set).values() if a.say is Say.RENAMED}
    renamed = change_set.noted.get("renamed", {})
    change_set.noted["renamed"] = {group: place for group, place in renamed.items() if group in answered}
    change_set.save(update_fields=["noted"])
