"""The hash chain over the log: sealed by one job every few seconds, verified by anybody who may."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC

from django.db import connection, transaction

from samspor.audit.models import Entry, Seal

_LOCK = 20_231_117  # one sealer at a time, by advisory lock
_LATE = 20_231_118  # held by those who write more than the window before they commit
_CHUNK = 2_000
_WINDOW = 50_000  # an entry commits at most this many numbers late; verify looks at them all


@dataclass(frozen=True, slots=True)
class Head:
    """The newest link. Kept outside the database it proves that the end of the log has not been cut off."""

    position: int
    hash: bytes

    def __str__(self) -> str:
        return f"{self.position}:{self.hash.hex()}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`broken` is the position of the first link that does not hold; `unsealed` counts entries still to be sealed.

    `overlooked` counts those numbered so far below the newest seal that none will come: put in behind our back.
    """

    sealed: int
    unsealed: int
    broken: int | None
    overlooked: int = 0

    @property
    def holds(self) -> bool:
        return self.broken is None and not self.overlooked


def head() -> Head:
    last = Seal.objects.order_by("-position").first()
    return Head(last.position, bytes(last.hash)) if last else Head(0, b"")


def still_holds(known: str) -> bool:
    """Whether a head that was written down earlier is a link of the chain today."""
    position, _, told = known.partition(":")
    try:
        return Seal.objects.filter(position=int(position), hash=bytes.fromhex(told)).exists()
    except ValueError:
        return False  # not a head at all


def hold_back() -> None:
    """For a transaction that may write more entries than the window: nothing is sealed until it is over.

    Else others' entries, numbered later and sealed before, would leave its first ones overlooked.
    """
    _lock("SELECT pg_advisory_xact_lock_shared(%s)", _LATE)


def _lock(words: str, key: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(words, [key])
        found: tuple[object, ...] = cursor.fetchone()
    return found[0] is not False


@transaction.atomic
def seal(limit: int = 10_000) -> int:
    """Seals what has been committed and not yet sealed; answers how many."""
    _lock("SELECT pg_advisory_xact_lock(%s)", _LOCK)
    if not _lock("SELECT pg_try_advisory_xact_lock(%s)", _LATE):
        return 0
    last = head()
    position, link = last.position, last.hash
    seals = []
    for entry in _unsealed(limit):
        position, link = position + 1, _link(link, entry)
        seals.append(Seal(position=position, entry_id=entry.id, hash=link))
    Seal.objects.bulk_create(seals, batch_size=1000)
    return len(seals)


def verify(newest: int | None = None) -> Verdict:
    """Walks the chain, or its newest links: a changed, removed or exchanged entry breaks it at its place."""
    last = head().position
    before = max(0, last - newest) if newest else 0
    start = Seal.objects.filter(position=before).first()
    if before and start is None:
        return Verdict(sealed=last, unsealed=0, broken=before)
    link = bytes(start.hash) if start else b""
    for position, (seal_, entry) in enumerate(_pairs(before), start=before + 1):
        if seal_.position != position or entry is None or bytes(seal_.hash) != (link := _link(link, entry)):
            return Verdict(sealed=last, unsealed=0, broken=position)
    overlooked = _overlooked()
    waiting = Entry.objects.count() - last - overlooked
    return Verdict(sealed=last, unsealed=waiting, broken=None, overlooked=overlooked)


def _overlooked() -> int:
    """Every sealed entry is there, or the chain would be broken: the difference has no seal and never will."""
    settled = _highest() - _WINDOW
    return Entry.objects.filter(pk__lte=settled).count() - Seal.objects.filter(entry_id__lte=settled).count()


def _pairs(reached: int) -> Iterator[tuple[Seal, Entry | None]]:
    while links := list(Seal.objects.filter(position__gt=reached).order_by("position")[:_CHUNK]):
        entries = Entry.objects.in_bulk([link.entry_id for link in links])
        yield from ((link, entries.get(link.entry_id)) for link in links)
        reached = links[-1].position


def _unsealed(limit: int) -> Iterator[Entry]:
    settled = _highest() - _WINDOW
    recent = Seal.objects.filter(entry_id__gt=settled).values("entry_id")
    return Entry.objects.filter(pk__gt=settled).exclude(pk__in=recent).order_by("pk")[:limit].iterator()


def _highest() -> int:
    return Seal.objects.order_by("-entry_id").values_list("entry_id", flat=True).first() or 0


def _link(before: bytes, entry: Entry) -> bytes:
    return hashlib.sha256(before + _canonical(entry)).digest()


def _canonical(entry: Entry) -> bytes:
    """All of the entry in one form that no session setting changes.

    Columns without a value are left out, so that a column added later (it must allow null) leaves old links whole.
    """
    fields = {field.attname: getattr(entry, field.attname) for field in Entry._meta.concrete_fields}  # noqa: SLF001 -- Django's name
    fields["at"] = entry.at.astimezone(UTC).isoformat()
    held = {name: value for name, value in fields.items() if value is not None}
    return json.dumps(held, sort_keys=True, default=str, ensure_ascii=True).encode()
