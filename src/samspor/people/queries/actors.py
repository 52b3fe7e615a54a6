"""Who somebody is, read from what they are employed as and whom they have to do with."""

from datetime import datetime

from django.db import connection

from samspor.access.actor import Actor, Grant
from samspor.access.models import Account
from samspor.access.rules import Role
from samspor.base.clock import local_date

# One statement answers what somebody is employed as today, with every unit each employment reaches.
_GRANTS = """
    SELECT e.role,
      ARRAY(WITH RECURSIVE below AS (SELECT e.unit_id AS id UNION ALL
              SELECT u.id FROM people_unit u JOIN below b ON u.parent_id = b.id) SELECT id FROM below),
      ARRAY(WITH RECURSIVE up AS (SELECT u.id, u.parent_id, u.kind FROM people_unit u WHERE u.id = e.unit_id
              UNION ALL
              SELECT u.id, u.parent_id, u.kind FROM people_unit u JOIN up ON u.id = up.parent_id),
            below AS (SELECT id FROM up WHERE kind = 'district' UNION ALL
              SELECT u.id FROM people_unit u JOIN below b ON u.parent_id = b.id) SELECT id FROM below)
    FROM people_employment e JOIN people_staffmember s ON s.id = e.staff_id
    WHERE s.account_id = %s AND e.period @> %s::date
"""
_CHILDREN = """
    SELECT a.child_id, false FROM people_affiliation a JOIN people_staffmember s ON s.id = a.staff_id
    WHERE s.account_id = %(account)s AND a.period @> %(on)s::date
    UNION ALL
    SELECT g.child_id, true FROM people_emergencyaccess g JOIN people_staffmember s ON s.id = g.staff_id
    WHERE s.account_id = %(account)s AND g.opened_at <= %(at)s AND g.expires_at > %(at)s
"""


def actor_for(account: Account, *, at: datetime) -> Actor:
    """Who somebody is at that moment: two statements, whatever they are employed as."""
    on = local_date(at)
    with connection.cursor() as cursor:
        cursor.execute(_GRANTS, [account.pk, on])
        grants = tuple(
            Grant(Role(role), frozenset(units), frozenset(district)) for role, units, district in cursor.fetchall()
        )
        cursor.execute(_CHILDREN, {"account": account.pk, "on": on, "at": at})
        rows = cursor.fetchall()
    return Actor(
        id=account.pk, name=account.name, on=on, grants=grants,
        children=frozenset(child for child, emergency in rows if not emergency),
        emergency=frozenset(child for child, emergency in rows if emergency),
    )  # fmt: skip
