"""What is written in a pathway: an entry of its record, and what comes next."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from samspor.access.actor import Actor
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.built_on import check_built_on
from samspor.base.clock import local_date
from samspor.base.ics import Ics
from samspor.base.refused import Refused
from samspor.pathways import queries
from samspor.pathways.actions.steps import writable, written_in
from samspor.pathways.models import LogEntry, NextThing, Pathway
from samspor.pathways.rules import may as rules
from samspor.pathways.rules.words import EntryKind


@transaction.atomic
def write_entry(
    *, by: Actor, pathway: Pathway, kind: EntryKind, text: str, happened_on: date, at: datetime,
    ics: Collection[Ics] = (),
) -> LogEntry:  # fmt: skip
    pathway = written_in(by=by, pathway=pathway, at=at)
    rules.check_words(text, "text")
    if happened_on > local_date(at):
        raise Refused("Dagen ligger i fremtiden. Skriv den dag, det skete.", "happened_on")
    made = LogEntry.objects.create(
        pathway=pathway, kind=kind, text=text, ics=sorted(set(ics)), happened_on=happened_on, by=queries.me(by),
        entered_at=at,
    )  # fmt: skip
    record(Verb.PATHWAY_ENTRY_WRITTEN, by=by, about=made, child_ids=[pathway.child_id], at=at)
    return made


@transaction.atomic
def set_next(*, by: Actor, pathway: Pathway, what: str, on: date, built_on: datetime | None, at: datetime) -> NextThing:
    """`built_on`: when what one had before one's eyes was written."""
    pathway = writable(by=by, pathway=pathway, at=at)
    stands = pathway.nexts.get(replaced_at=None)
    check_built_on(stands=stands.entered_at, built_on=built_on)
    stands.replaced_at = at
    stands.save(update_fields=["replaced_at"])
    made = put_next(by=by, pathway=pathway, what=what, on=on, at=at)
    record(Verb.PATHWAY_NEXT_SET, by=by, about=made, child_ids=[pathway.child_id], at=at, after={"on": str(on)})
    return made


def put_next(*, by: Actor, pathway: Pathway, what: str, on: date, at: datetime) -> NextThing:
    rules.check_words(what, "what")
    rules.check_next(on, today=local_date(at))
    return NextThing.objects.create(pathway=pathway, what=what, due_on=on, by=queries.me(by), entered_at=at)
