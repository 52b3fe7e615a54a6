"""The log is only ever added to: by rights for the product, and by triggers for whoever has more rights than it."""

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from samspor.audit import chain
from samspor.audit.models import Entry, Seal
from tests.audit.owner import with_all_rights
from tests.cast import Cast

STATEMENTS = [
    "UPDATE audit_entry SET id = id",
    "UPDATE audit_seal SET position = position",
    "DELETE FROM audit_entry",
    "DELETE FROM audit_seal",
    "TRUNCATE audit_entry",
    "TRUNCATE audit_seal",
]


@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_product_has_no_right_to_it(db: None, statement: str) -> None:
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        cursor.execute(statement)


@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_owner_meets_the_trigger(committed: str, statement: str) -> None:
    chain.seal()
    with pytest.raises(psycopg.errors.RaiseException, match=r"Cannot update or delete|never emptied"):
        with_all_rights(committed, statement)


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE audit_entry", "ALTER TABLE audit_entry DISABLE TRIGGER USER", "CREATE TABLE mine (id int)",
        "ALTER TABLE audit_seal OWNER TO samspor_app",
        "DROP FUNCTION pgtrigger_append_only_a6b88()", "SET session_replication_role = replica",
        "DELETE FROM django_migrations",
    ],
)  # fmt: skip
def test_the_product_may_not_take_the_locks_off(db: None, statement: str) -> None:
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match=r"permission denied|must be owner"):
        cursor.execute(statement)


def test_the_rights_say_so_too(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, privilege_type FROM information_schema.role_table_grants"
            " WHERE grantee = 'samspor_app' AND table_name IN ('audit_entry', 'audit_seal')"
        )
        assert set(cursor.fetchall()) == {
            ("audit_entry", "SELECT"), ("audit_seal", "SELECT"), ("audit_seal", "INSERT"),
        }  # fmt: skip
        cursor.execute(
            "SELECT column_name FROM information_schema.columns c WHERE table_name = 'audit_entry'"
            " AND NOT has_column_privilege('samspor_app', 'audit_entry', column_name, 'INSERT')"
        )
        assert cursor.fetchall() == [("id",)]


def test_the_product_does_not_choose_a_number(db: None) -> None:
    """Or an entry could be put in between old ones."""
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        cursor.execute(
            "INSERT INTO audit_entry"
            " (id, at, kind, verb, actor_name, roles, about, about_id, child_ids, words, purpose)"
            " VALUES (1000000, now(), 'read', 'child_seen', 'Nogen', '{}', '', '', '{}', '', '')"
        )


def test_through_the_models_as_well(cast: Cast) -> None:
    for attempt in (
        lambda: Entry.objects.all().delete(),
        lambda: Entry.objects.update(actor_name="En anden"),
        lambda: Seal.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            attempt()


def test_entries_and_seals_are_named(cast: Cast) -> None:
    entry = Entry.objects.earliest("pk")
    assert str(entry) == "2026-11-23 09:30 Prøverne demo_loaded"
    assert str(Seal(position=7)) == "7"
