"""Puts the demo municipality into the database, all of it or none, by COPY as the tables' owner."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from samspor.access.actor import Actor, Grant
from samspor.access.rules import Role
from samspor.audit.models import Entry
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.demo import concerns, family, forums, pathways, rows, sharing, transitions, visits
from samspor.demo.copying import COPIES, Copy
from samspor.demo.district import Batch
from samspor.demo.municipality import municipality
from samspor.demo.plan import Size
from samspor.guide.api import adopt_guide
from samspor.guide.api import shipped as shipped_guides
from samspor.people.api import Child, Employment
from samspor.screening.api import AssessmentRound, Instrument, InstrumentVersion, adopt_instrument, shipped

_NAMESPACE = UUID("6f7d3a52-6a0e-4c53-9d5e-0b7f0d1a2c44")
_KEPT = {"InstrumentVersion", "Indicator"}


def is_loaded() -> bool:
    return loaded_size() is not None


def loaded_size() -> str | None:
    """As it was asked for; nothing when no demo municipality is there."""
    entry = Entry.objects.filter(verb=Verb.DEMO_LOADED).order_by("-pk").first()
    return (entry.after or {}).get("size", "") if entry else None


def is_ready() -> bool:
    """Whether the tables are those of this code, and the demo municipality is in them."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes()) and is_loaded()


def has_children() -> bool:
    return Child.objects.exists()


@transaction.atomic
def load(
    size: Size,
    *,
    seed: int,
    today: date,
    at: datetime,
    empty_first: bool = False,
    tell: Callable[[int], None] = lambda _: None,
) -> int:
    """How many children were put in. `tell` is called with the number of each batch.

    The same seed makes the same rows with the same keys where they are copied. What the rooms' own verbs write has the
    same words, days and people, and new keys.
    """
    children = 0
    if empty_first:
        empty()
    loader = _loader(today)
    instrument = _instrument(loader, at)
    scale = concerns.adopt(loader, at)
    with unguarded():
        for batch in municipality(size, seed=seed, today=today):
            _copy_all(batch, instrument)
            children += len(batch[rows.Child])
            tell(len(batch[rows.Child]))
        _run(_LATECOMERS, today=today)
        record(
            Verb.DEMO_LOADED,
            by=loader,
            about=None,
            at=at,
            after={"size": size.key, "seed": seed, "children": children},
        )
    concerns.write(scale, at)
    sharing.write(at)
    transitions.write(at)
    pathways.write(at)
    family.write(at)
    forums.write(loader, at)
    visits.write(instrument, at)
    _guides(loader, at)
    return children


@transaction.atomic
def empty() -> None:
    """Takes everything out, the log included. The command asks first whether what is there is the demo's."""
    with unguarded():
        _run(f"TRUNCATE {', '.join(_tables())} RESTART IDENTITY CASCADE")


def tidy() -> None:
    """So that the planner knows what came in and where it is visible to all; after the commit, for it takes its own."""
    _run(f"VACUUM (ANALYZE) {', '.join(_tables())}")


def _loader(today: date) -> Actor:
    """Nobody of the municipality; may take its instrument into use."""
    grant = Grant(Role.PROJECT_LEADER, units=frozenset(), district=frozenset())
    return Actor(id=uuid5(_NAMESPACE, "loader"), name="Samspors indlæser", on=today, grants=(grant,))


def _instrument(loader: Actor, at: datetime) -> InstrumentVersion:
    """Every version of the municipality's instrument, in order; answers the one that is in force."""
    versions = sorted((one for one in shipped() if one.key == settings.PROFILE.instrument), key=_begins)
    made = [adopt_instrument(by=loader, instrument=one, at=at) for one in versions]
    return [one for one in made if one.valid_from <= local_date(at)][-1]


def _begins(one: Instrument) -> date:
    return one.valid_from


def _guides(loader: Actor, at: datetime) -> None:
    """The guides that ship with Samspor, owned by the one who edits offers."""
    editor = Employment.objects.filter(role=Role.OFFERS_EDITOR).select_related("staff").order_by("pk").first()
    for one in shipped_guides():
        adopt_guide(by=loader, guide=one, at=at, owner=editor.staff if editor else None)


def _tables() -> list[str]:
    """Every table of ours but those of the instruments, which are no part of a municipality."""
    models = (model for model in apps.get_models() if model.__module__.startswith("samspor."))
    return [model._meta.db_table for model in models if model.__name__ not in _KEPT]  # noqa: SLF001 -- Django's name


@contextmanager
def unguarded() -> Iterator[None]:
    """The log's guards ask for an entry a change; this is one change with one entry. References are checked."""
    tables = _tables()
    _run("SET CONSTRAINTS ALL IMMEDIATE")
    for table in tables:
        _run(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    yield
    for table in tables:
        _run(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    _run("SET CONSTRAINTS ALL DEFERRED")


# The parents of children who came during the open rounds were told as their child began.
_LATECOMERS = """
    INSERT INTO screening_latenotice (id, round_unit_id, child_id, notice_on, notice_way, recorded_at, recorded_by_id)
    SELECT DISTINCT ON (ru.id, e.child_id) md5(ru.id::text || e.child_id::text)::uuid, ru.id, e.child_id,
      lower(e.period), 'talk', lower(e.period) + time '16:00', ru.notice_by_id
    FROM screening_roundunit ru
    JOIN screening_assessmentround r ON r.id = ru.round_id
    JOIN people_childgroup g ON g.unit_id = ru.unit_id
    JOIN people_enrolment e ON e.group_id = g.id
    WHERE r.closes_on >= %(today)s AND lower(e.period) > ru.notice_on AND lower(e.period) <= %(today)s
      AND NOT EXISTS (
        SELECT FROM people_enrolment w JOIN people_childgroup wg ON wg.id = w.group_id
        WHERE w.child_id = e.child_id AND wg.unit_id = ru.unit_id AND w.period @> ru.notice_on)
    ORDER BY ru.id, e.child_id, e.period
"""


def _copy_all(batch: Batch, instrument: InstrumentVersion) -> None:
    _rounds(batch[rows.Round], instrument)
    for kind, copies in COPIES:
        for copy in copies:
            _copy(copy, batch[kind])


def _copy(copy: Copy, made: Iterable[Any]) -> None:
    with connection.cursor() as cursor, cursor.copy(copy.command) as stream:
        stream.set_types(copy.types)
        for row in made:
            stream.write_row(copy.values(row))


def _rounds(made: Iterable[rows.Round], instrument: InstrumentVersion) -> None:
    """A handful. Every round uses the municipality's instrument."""
    AssessmentRound.objects.bulk_create(AssessmentRound(**row._asdict(), instrument=instrument) for row in made)


def _run(sql: str, **given: date) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, given or None)
