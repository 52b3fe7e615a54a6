"""How PostgreSQL plans what it is asked: a page once for all, and what asks seldom and of much for its values."""

from django.db import connection


def planned_for_values() -> None:
    """For the rest of this transaction. The web server's connections plan once (`PLANNED_ONCE` in the settings), which
    is wrong for a list of a thousand children: 9 of its 15 seconds were the database's.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL plan_cache_mode = auto")
