"""The entries of the record as they are shown: what may not be read by whoever asks says who wrote it, and why not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from samspor.base.ics import named
from samspor.pathways.models import LogEntry
from samspor.pathways.queries.withheld import Shut, why_shut


@dataclass(frozen=True, slots=True)
class EntryLine:
    kind: str
    on: date
    by: str
    text: str
    why: str
    tags: Sequence[str] = ()


def entry_lines(entries: Iterable[LogEntry], shut: Sequence[Shut]) -> list[EntryLine]:
    return [_line(one, why_shut(shut, one.by_id, one.entered_at)) for one in entries]


def _line(one: LogEntry, why: str) -> EntryLine:
    if why:
        return EntryLine("", one.happened_on, one.by.name, "", why)
    return EntryLine(one.get_kind_display(), one.happened_on, one.by.name, one.text, "", named(one.ics))
