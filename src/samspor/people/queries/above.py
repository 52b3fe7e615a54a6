"""The way up from some units: a municipality has a thousand, and one asks about three."""

from collections.abc import Iterable
from uuid import UUID

from django.db import connection

_ABOVE = """
    WITH RECURSIVE up AS (
        SELECT id, parent_id FROM people_unit WHERE id = ANY(%s::uuid[])
        UNION SELECT u.id, u.parent_id FROM people_unit u JOIN up ON u.id = up.parent_id
    ) SELECT id, parent_id FROM up
"""


def units_above(units: Iterable[UUID]) -> dict[UUID, UUID | None]:
    """The unit each of them lies under: of these and of all above them."""
    with connection.cursor() as cursor:
        cursor.execute(_ABOVE, [list(units)])
        return dict(cursor.fetchall())
