"""Whom we measure as: people of the demo drawn by lot, each in a post of today, and signed in."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain, cycle, islice
from uuid import UUID

from django.db import connection
from django.test import Client

from bench import awake  # noqa: F401 -- Django must be awake before its tables are known
from samspor.access.actor import Actor
from samspor.access.models import Account
from samspor.access.rules import Role
from samspor.base import clock
from samspor.people.api import Child, actor_for
from samspor.people.queries import children_visible_to

KNOWN = 60  # children a person is asked about
CSRF = "c" * 32
# By lot, but the same lot every time; and one from each unit before a second from any. Not who hands in long lists.
_LOT = """
    SELECT account_id FROM (
        SELECT s.account_id, row_number() OVER (PARTITION BY e.unit_id ORDER BY md5(s.id::text)) AS turn
        FROM people_employment e JOIN people_staffmember s ON s.id = e.staff_id
        WHERE e.role = %s AND e.period @> %s::date AND s.account_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM people_employment t JOIN people_unit u ON u.id = t.unit_id AND u.kind = 'municipality'
            WHERE t.staff_id = s.id AND t.role = 'unit_leader')) drawn
    ORDER BY turn, md5(account_id::text || 'lot') LIMIT %s
"""
# Half of them the most restricted there are, in one house; then those who reach further. In twentieths.
EVERYBODY = {
    Role.PEDAGOGUE: 10,
    Role.TEACHER: 2,
    Role.UNIT_LEADER: 3,
    Role.HEALTH_VISITOR: 2,
    Role.FAMILY_WORKER: 3,
}
IN_ONE_HOUSE = {Role.PEDAGOGUE: 20}
IN_A_SCHOOL = {Role.TEACHER: 20}
LEADERS = {Role.UNIT_LEADER: 20}
CONTROL = {Role.LOG_CONTROLLER: 20}


@dataclass(slots=True)
class Member:
    """One of those we measure as."""

    role: Role
    account: Account
    actor: Actor
    browser: Client = field(default_factory=Client)

    @property
    def headers(self) -> dict[str, str]:
        """As the browser sends them: whoever is signed in has a session, and a parent a visit."""
        held = [
            f"{one.key}={one.value}; " for one in self.browser.cookies.values() if one.value and one.key != "csrftoken"
        ]
        return {"Cookie": f"{''.join(held)}csrftoken={CSRF}", "Accept-Language": "da"}

    def units(self) -> list[UUID]:
        return [unit for grant in self.actor.grants for unit in grant.units]

    def children(self) -> list[Child]:
        """Some of those one may see, by lot."""
        return list(children_visible_to(self.actor).filter(left_on=None).order_by("cpr_hash", "pk")[:KNOWN])


def crew(mix: dict[Role, int], number: int) -> list[Member]:
    """As many as asked for. Where there are fewer of a role than wanted, the same people come in several browsers."""
    roles = list(islice(cycle(chain.from_iterable(_dealt(mix))), number))
    drawn = {role: cycle(_draw(role, roles.count(role))) for role in dict.fromkeys(roles)}
    return [member_of(role, next(drawn[role])) for role in roles]


def _dealt(mix: dict[Role, int]) -> Iterable[list[Role]]:
    """Mixed like cards, so that a few people are of many roles."""
    return ([role for role, share in mix.items() if share > turn] for turn in range(max(mix.values())))


def _draw(role: Role, number: int) -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute(_LOT, [role, clock.today(), number])
        return [key for (key,) in cursor.fetchall()]


def member_of(role: Role, key: UUID) -> Member:
    account = Account.objects.get(pk=key)
    member = Member(role=role, account=account, actor=actor_for(account, at=clock.now()))
    member.browser.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return member
