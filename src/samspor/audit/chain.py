"""The hash chain over the log: sealed by one job every few seconds, verified by anybody who may."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC

from django.db import connection, transaction

from samspor.audit.models import Entry, Seal

_LOCK = 20_231_117  # one sealer at a time, by advisory lock
_CHUNK = 2_000
_WINDOW = 50_000  # an entry commits at most this many numbers late; verify looks at them all


@dataclass(frozen=True, slots=True)
class Verdict:
    """`broken` is the position of the first link that does not hold; `unsealed` counts entries still to be sealed."""

    sealed: int
    unsealed: int
    broken: int | None

    @property
    def holds(self) -> bool:
        return self.broken is None


@transaction.atomic
def seal(limit: int = 10_000) -> int:
    """Seals what has been committed and not yet sealed; answers how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    last = Seal.objects.order_by("-position").first()
    position, link = (last.position, bytes(last.hash)) if last else (0, b"")
    seals = []
    for entry in _unsealed(limit):
        position, link = position + 1, _link(link, entry)
        seals.append(Seal(position=position, entry_id=entry.id, hash=link))
    Seal.objects.bulk_create(seals, batch_size=1000)
    return len(seals)


def verify() -> Verdict:
    """Walks the whole chain: a changed, removed or exchanged entry breaks it at its place."""
    link, sealed = b"", 0
    for seal_, entry in _pairs():
        sealed += 1
        if seal_.position != sealed or entry is None or bytes(seal_.hash) != (link := _link(link, entry)):
            return Verdict(sealed=sealed, unsealed=0, broken=seal_.position)
    return Verdict(sealed=sealed, unsealed=Entry.objects.count() - sealed, broken=None)


def _pairs() -> Iterator[tuple[Seal, Entry | None]]:
    reached = 0
    while links := list(Seal.objects.filter(position__gt=reached).order_by("position")[:_CHUNK]):
        entries = Entry.objects.in_bulk([link.entry_id for link in links])
        yield from ((link, entries.get(link.entry_id)) for link in links)
        reached = links[-1].position


def _unsealed(limit: int) -> Iterator[Entry]:
    highest = Seal.objects.order_by("-entry_id").values_list("entry_id", flat=True).first() or 0
    recent = Seal.objects.filter(entry_id__gt=highest - _WINDOW).values("entry_id")
    return Entry.objects.filter(pk__gt=highest - _WINDOW).exclude(pk__in=recent).order_by("pk")[:limit].iterator()


def _link(before: bytes, entry: Entry) -> bytes:
    return hashlib.sha256(before + _canonical(entry)).digest()


def _canonical(entry: Entry) -> bytes:
    """All of the entry in one form that no session setting changes."""
    fields = {field.attname: getattr(entry, field.attname) for field in Entry._meta.concrete_fields}
    fields["at"] = entry.at.astimezone(UTC).isoformat()
    return json.dumps(fields, sort_keys=True, default=str, ensure_ascii=True).encode()
