"""What a connection to the database is, beside what Django makes of it."""

from datetime import UTC, datetime
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from psycopg.types.datetime import TimestamptzLoader

KEPT = 400  # statements it keeps ready: a day at work asks more than three hundred different ones


class Moment(TimestamptzLoader):
    """As Django's, which reads each with an expression in Python: a page of rows has five hundred of them."""

    timezone = UTC  # Django asks whether it is its own

    def load(self, data: Any) -> datetime:
        try:
            return datetime.fromisoformat(bytes(data).decode())
        except ValueError:  # what PostgreSQL can hold and a day of ours can not
            return super().load(data)


def connect() -> None:
    connection_created.connect(_settle, dispatch_uid="samspor.connections")


def _settle(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Also of one that comes out of the pool again, and is settled already."""
    held = connection.connection
    if held.prepared_max != KEPT:
        held.prepared_max = KEPT
        held.adapters.register_loader("timestamptz", Moment)
