"""A list is handed in, and somebody says what its columns are."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.refused import Refused
from samspor.people.api import Unit
from samspor.roster import jobs, queries, reading
from samspor.roster.jobs.files import fingerprint, taken_out
from samspor.roster.models import ChangeSet, ImportSource
from samspor.roster.rules.columns import columns, header_key
from samspor.roster.rules.rows import RosterField
from samspor.roster.rules.states import State, check_next


@transaction.atomic
def upload_roster(
    *, by: Actor, unit: Unit, kind: str, filename: str, path: Path, at: datetime, purpose: str = ""
) -> ChangeSet:
    """`path` is where the file lies until this is done. Nothing about anybody is written until a person says so."""
    unit = require(by, Permission.ROSTER_IMPORT, unit)
    source, _ = ImportSource.objects.get_or_create(unit=unit, kind=kind)
    file = reading.inspect(path, queries.saved_mapping(source))
    found = columns(file.headers, source=kind, saved=queries.saved_mapping(source))
    change_set = ChangeSet.objects.create(
        source=source,
        unit=unit,
        filename=filename[:200],
        sha256=fingerprint(path),
        headers=list(file.headers),
        state=State.READING if found.ready and not found.unknown else State.MAPPING,
        uploaded_by_id=by.id,
        uploaded_at=at,
    )
    after = {"sha256": change_set.sha256, "kind": kind}
    record(Verb.ROSTER_UPLOADED, by=by, about=change_set, at=at, after=after, purpose=purpose)
    _hand_over(change_set, path, kind=file.kind, by=by, at=at)
    return change_set


@transaction.atomic
def map_columns(*, by: Actor, change_set: ChangeSet, fields: Mapping[str, RosterField], at: datetime) -> ChangeSet:
    """`fields`: what each header is about. It is kept with the source, so that it is said once."""
    change_set = require(by, Permission.ROSTER_IMPORT, change_set)
    check_next(change_set.stage, State.READING)
    source = change_set.source
    said = {header_key(header): field for header, field in fields.items()}
    found = columns(change_set.headers, source=source.kind, saved=queries.saved_mapping(source) | said)
    if found.missing:
        raise Refused(f"Listen kan ikke læses uden {' og '.join(found.missing)}. Peg på den kolonne, der har det.")
    if found.twice:
        raise Refused("To kolonner er peget på som det samme. Vælg én af dem, og lad den anden være uden.")
    source.mapping |= said
    source.save(update_fields=["mapping"])
    change_set.state = State.READING
    change_set.save(update_fields=["state"])
    record(Verb.ROSTER_UPLOADED, by=by, about=change_set, at=at, after={"mapping": dict(said)})
    with taken_out(change_set) as path:
        _hand_over(change_set, path, kind=reading.inspect(path, queries.saved_mapping(source)).kind, by=by, at=at)
    return change_set


def _hand_over(change_set: ChangeSet, path: Path, *, kind: reading.Kind, by: Actor, at: datetime) -> None:
    """A short list is read at once; a long one by the worker, as soon as this has been committed."""
    if not change_set.parts.exists():
        jobs.keep(change_set, path)
    if change_set.stage is State.MAPPING:
        return
    if jobs.small(path, kind):
        jobs.read_now(change_set, path, by=by, at=at)
    else:
        jobs.read_list.defer(change_set=str(change_set.pk), by=str(by.id))
