"""How many statements a connection keeps ready: a day at work asks more than three hundred different ones."""

from typing import Any, Final

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

KEPT: Final = 400


def connect() -> None:
    connection_created.connect(_keep_ready, dispatch_uid="samspor.connections")


def _keep_ready(connection: BaseDatabaseWrapper, **_: Any) -> None:
    connection.connection.prepared_max = KEPT
