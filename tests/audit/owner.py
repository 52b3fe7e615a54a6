"""What only the owner of the database could do: change the log behind the product's back, with its locks off."""

from typing import Any

import psycopg
from psycopg import sql

from tests.conftest import OWNER

TABLES = ("audit_entry", "audit_seal")


def tamper(database: str, statement: str, *params: Any) -> None:
    with psycopg.connect(OWNER._replace(path=f"/{database}").geturl()) as owner:
        for table in TABLES:
            owner.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(sql.Identifier(table)))
        owner.execute(statement, params)
        for table in TABLES:
            owner.execute(sql.SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(sql.Identifier(table)))


def with_all_rights(database: str, statement: str) -> None:
    """As the owner, with the locks on: the rights are there, and the triggers are all that is left."""
    with psycopg.connect(OWNER._replace(path=f"/{database}").geturl()) as owner:
        owner.execute(statement)
