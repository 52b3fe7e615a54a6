"""What a connection to the database is, beside what Django makes of it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from psycopg._preparing import Prepare, PrepareManager
from psycopg.pq.abc import PGresult
from psycopg.types.datetime import TimestamptzLoader

_REMADE = (b"DROP", b"ALTER", b"DISCARD", b"DEALLOCATE")
KEPT = 400  # statements it keeps ready: a day at work asks more than three hundred different ones


class Moment(TimestamptzLoader):
    """As Django's, which reads each with an expression in Python: a page of rows has five hundred of them."""

    timezone = UTC  # Django asks whether it is its own

    def load(self, data: Any) -> datetime:
        try:
            return datetime.fromisoformat(bytes(data).decode())
        except ValueError:  # what PostgreSQL can hold and a day of ours can not
            return super().load(data)


class Ready(PrepareManager):
    """What is ready stays ready when something is taken back.

    psycopg throws every statement away then, for the sake of tables the transaction may have made and unmade. Ours make
    none, and each page that is not there and each refusal cost its thread a second of planning afterwards.
    """

    def clear(self) -> bool:
        """Asked for by a transaction that is rolled back."""
        return False

    def _should_discard(self, prep: Prepare, results: Sequence[PGresult], *_: Any) -> bool:  # noqa: ARG002 -- psycopg's
        remade = any((one.command_status or b"").startswith(_REMADE) for one in results)
        return super().clear() if remade else False


def connect() -> None:
    connection_created.connect(_settle, dispatch_uid="samspor.connections")


def _settle(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Also of one that comes out of the pool again, and is settled already."""
    held = connection.connection
    if held.prepared_max != KEPT:
        held.prepared_max = KEPT
        held._prepared.__class__ = Ready  # noqa: SLF001 -- psycopg has no setting for it; a test says if it goes
        held.adapters.register_loader("timestamptz", Moment)
