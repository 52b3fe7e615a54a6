"""A list of children is planned for what it asks, on a connection that plans a page's statements once."""

from django.db import connection, transaction

from samspor.access.planning import planned_for_values


def mode() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW plan_cache_mode")
        return str(cursor.fetchone()[0])


def test_it_holds_for_the_transaction_and_no_longer(committed: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET plan_cache_mode = force_generic_plan")
    with transaction.atomic():
        planned_for_values()
        assert mode() == "auto"
    assert mode() == "force_generic_plan"
