"""The file itself: kept sealed in the database until it has been read, so that any worker can read it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from samspor.base.refused import Refused
from samspor.roster.models import ChangeSet, FilePart
from samspor.roster.reading import Kind

_PART = 1024 * 1024
# About 2,000 rows: longer lists are read by the worker, and the page shows how far it has come.
_SMALL = {Kind.TEXT: 400_000, Kind.SHEET: 200_000}
NO_ROOM = (
    "Der er ikke plads på serveren lige nu, så listen er ikke gemt. Prøv igen senere, eller ring til jeres support."
)


def small(path: Path, kind: Kind) -> bool:
    return path.stat().st_size <= _SMALL[kind]


def fingerprint(path: Path) -> str:
    seen = sha256()
    with path.open("rb") as file:
        while part := file.read(_PART):
            seen.update(part)
    return seen.hexdigest()


def keep(change_set: ChangeSet, path: Path) -> None:
    """One part in memory at a time. Text is what can be sealed, so bytes become the letters of the same numbers."""
    with path.open("rb") as file:
        order = 0
        while part := file.read(_PART):
            FilePart.objects.create(change_set=change_set, order=order, content=part.decode("latin-1"))
            order += 1


@contextmanager
def taken_out(change_set: ChangeSet) -> Iterator[Path]:
    """The file, readable by nobody else, for as long as it takes to read it."""
    with TemporaryDirectory(prefix="samspor-") as folder:
        path = Path(folder) / "list"
        try:
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                for part in change_set.parts.order_by("order").iterator(chunk_size=1):
                    file.write(part.content.encode("latin-1"))
        except OSError:
            raise Refused(NO_ROOM, "file") from None
        yield path
