"""No row about anybody changes without an entry in the log: tried on a row of every table in the house."""

import re

from django.db import DatabaseError, connection, models, transaction

from tests.access.world import World
from tests.architecture.house import ours
from tests.architecture.test_privacy import NOT_AUDITED

# Some are written once, and not even with an entry again.
REFUSED = re.compile("was not remembered in the log|is never changed|Cannot update rows from")


def audited() -> list[type[models.Model]]:
    return [one for one in ours() if one._meta.label not in NOT_AUDITED and _is_about_somebody(one)]


def _is_about_somebody(model: type[models.Model]) -> bool:
    return bool(model.PRIVACY.ordinary or model.PRIVACY.sensitive or model.PRIVACY.cpr)


def _changed(table: str) -> str:
    """What the database says when a row is written as it was, and nothing is remembered."""
    name = connection.ops.quote_name(table)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE {name} SET id = id WHERE id = (SELECT id FROM {name} LIMIT 1)")  # noqa: S608 -- ours
            changed = cursor.rowcount
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            return "committed" if changed else "empty"
    except DatabaseError as refused:
        return str(refused).partition("\n")[0]


def test_no_row_of_any_table_changes_unremembered(world: World) -> None:
    """Not one table of them is empty in the world of these tests."""
    said = {one._meta.label: _changed(one._meta.db_table) for one in audited()}
    assert {label: answer for label, answer in said.items() if not REFUSED.search(answer)} == {}
