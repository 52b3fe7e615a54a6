"""Some things are done by one at a time, where there is no row yet that the next could wait for."""

from django.db import connection


def wait_for_turn(what: str) -> None:
    """Until the transaction ends. Whoever has it already does not wait for themselves."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"samspor.{what}"])


def has_turn(what: str) -> bool:
    """As `wait_for_turn`, without waiting: whether one has it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext(%s))", [f"samspor.{what}"])
        return bool(cursor.fetchone()[0])
