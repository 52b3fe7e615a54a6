"""Who somebody is, read from what they are employed as and whom they have to do with."""

from datetime import datetime

from django.db import connection

from samspor.access.actor import Actor, Grant
from samspor.access.models import Account
from samspor.access.rules import Role
from samspor.base.clock import local_date

# A row for each employment of today, with every unit it reaches; one without a role for whoever has none. Whom one has
# to do with is also the pages merged into theirs: what was written about those stays where it was written.
# OFFSET 0: a step of the tree by its index; the planner expects hundreds of units at each and would read them all.
_ACTOR = """
    SELECT s.id,
      ARRAY(WITH mine AS (SELECT child_id AS id FROM people_affiliation WHERE staff_id = s.id
              AND period @> %(on)s::date)
            SELECT id FROM mine UNION SELECT c.id FROM mine JOIN people_child c ON c.merged_into_id = mine.id),
      ARRAY(WITH mine AS (SELECT child_id AS id FROM people_emergencyaccess WHERE staff_id = s.id
              AND opened_at <= %(at)s AND expires_at > %(at)s)
            SELECT id FROM mine UNION SELECT c.id FROM mine JOIN people_child c ON c.merged_into_id = mine.id),
      e.role,
      ARRAY(WITH RECURSIVE below AS (SELECT e.unit_id AS id UNION ALL
              SELECT u.id FROM below b CROSS JOIN LATERAL
                (SELECT id FROM people_unit WHERE parent_id = b.id OFFSET 0) u) SELECT id FROM below),
      ARRAY(WITH RECURSIVE up AS (SELECT u.id, u.parent_id, u.kind FROM people_unit u WHERE u.id = e.unit_id
              UNION ALL
              SELECT u.id, u.parent_id, u.kind FROM up CROSS JOIN LATERAL
                (SELECT * FROM people_unit WHERE id = up.parent_id OFFSET 0) u),
            below AS (SELECT id FROM up WHERE kind = 'district' UNION ALL
              SELECT u.id FROM below b CROSS JOIN LATERAL
                (SELECT id FROM people_unit WHERE parent_id = b.id OFFSET 0) u) SELECT id FROM below)
    FROM people_staffmember s LEFT JOIN people_employment e ON e.staff_id = s.id AND e.period @> %(on)s::date
    WHERE s.account_id = %(account)s
"""


def actor_for(account: Account, *, at: datetime) -> Actor:
    """Who somebody is at that moment: one statement, whatever they are employed as."""
    on = local_date(at)
    with connection.cursor() as cursor:
        cursor.execute(_ACTOR, {"account": account.pk, "on": on, "at": at})
        rows = cursor.fetchall()
    staff, related, emergency = rows[0][:3] if rows else (None, (), ())
    return Actor(
        id=account.pk, name=account.name, on=on, staff=staff,
        children=frozenset(related), emergency=frozenset(emergency),
        grants=tuple(
            Grant(Role(role), frozenset(units), frozenset(district)) for *_, role, units, district in rows if role
        ),
    )  # fmt: skip
