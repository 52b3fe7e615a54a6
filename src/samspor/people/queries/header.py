"""What stands at the top of every page about a child, always the same."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import NamedTuple

from django.db import connection

from samspor.access.check import may
from samspor.access.request import Request
from samspor.access.rules import Permission, Role
from samspor.people.models import Child
from samspor.people.queries.naming import Name, name_as
from samspor.people.rules import is_protected
from samspor.ui import danish, slots
from samspor.ui.tasks import AT_ONCE, Task


@dataclass(frozen=True, slots=True)
class Header:
    named: Name
    age: str
    unit: str
    responsible: str
    next_step: str
    next_on: date | None
    protected: bool
    href: str

    @property
    def name(self) -> str:
        return self.named.whole


# Where a child is today, the main group first, and who leads each place; where it is nowhere today, where it begins.
_PLACES = """
    SELECT u.name, g.name, lower(e.period),
      (SELECT s.name FROM people_employment m JOIN people_staffmember s ON s.id = m.staff_id
       WHERE m.unit_id = u.id AND m.role = %(leader)s AND m.period @> %(on)s::date ORDER BY s.name, s.id LIMIT 1)
    FROM people_enrolment e JOIN people_childgroup g ON g.id = e.group_id JOIN people_unit u ON u.id = g.unit_id
    WHERE e.child_id = %(child)s AND (upper(e.period) IS NULL OR upper(e.period) > %(on)s)
    ORDER BY greatest(lower(e.period), %(on)s), e.is_main DESC, e.setting, e.id
"""


def header_of(request: Request, child: Child, *, steps: Iterable[Task] | None = None) -> Header:
    """Of a page merged away, the one that was kept. Whoever no longer has the child is not told where it is now.

    `steps`: those of what the page is about, on a page that is about one thing of the child; else every room's.
    """
    today, child = request.actor.on, child.merged_into or child
    places, is_seen = _places(child, today), may(request.actor, Permission.CHILD_READ, child)
    named = name_as(child, is_seen=is_seen, on=today)
    if places and not is_seen:
        return _left(child, named, today)
    leader = next((one.leader for one in places if one.leader), None)
    step = _next_step(_gathered(request, child) if steps is None else steps)
    return Header(
        named=named,
        age=age_words(child, today),
        unit=" · ".join(dict.fromkeys(one.words(today) for one in places)) or "Ikke indmeldt",
        responsible=next(slots.gather("child.responsible", request, child), f"{leader}, leder" if leader else ""),
        next_step=step.title if step else "",
        next_on=step.due_on if step else None,
        protected=is_protected(child.protected_until, today),
        href=child.href,
    )


def _left(child: Child, named: Name, today: date) -> Header:
    """Neither the place, the adults around it, a new name nor a protection that came since."""
    return Header(
        named=named, age=age_words(child, today), unit="Ikke hos jer længere", responsible="",
        next_step="", next_on=None, protected=False, href="",
    )  # fmt: skip


def age_words(child: Child, today: date) -> str:
    if child.birth_date:
        return danish.age(child.birth_date, today)
    return f"Ventes {danish.long_date(child.due_date)}" if child.due_date else ""


class _Place(NamedTuple):
    unit: str
    group: str
    starts_on: date
    leader: str | None

    def words(self, today: date) -> str:
        if self.starts_on <= today:
            return f"{self.unit}, {self.group}"
        return f"Begynder {danish.long_date(self.starts_on)} {danish.in_group(self.group)}, {self.unit}"


def _places(child: Child, today: date) -> list[_Place]:
    """Those of today; of a child that has none, the first that comes."""
    with connection.cursor() as cursor:
        cursor.execute(_PLACES, {"child": child.pk, "on": today, "leader": Role.UNIT_LEADER})
        found = [_Place(*row) for row in cursor.fetchall()]
    return [one for one in found if one.starts_on <= today] or found[:1]


def _gathered(request: Request, child: Child) -> Iterable[Task]:
    return chain.from_iterable(slots.gather("child.next_steps", request, child))


def _next_step(steps: Iterable[Task]) -> Task | None:
    """What can not wait, else the earliest of what is waited for."""
    return min(steps, key=lambda step: (step.tone != AT_ONCE, step.due_on or date.max, step.title), default=None)
