"""What stands at the top of every page about a child, always the same."""

from dataclasses import dataclass
from datetime import date
from itertools import chain

from samspor.access.request import Request
from samspor.people.models import Child
from samspor.people.queries.staff import leaders_of
from samspor.people.rules import is_protected
from samspor.ui import danish, slots
from samspor.ui.tasks import Task


@dataclass(frozen=True, slots=True)
class Header:
    name: str
    age: str
    unit: str
    responsible: str
    next_step: str
    next_on: date | None
    protected: bool
    href: str


def header_of(request: Request, child: Child) -> Header:
    today = request.actor.on
    leader = leaders_of(child, today).first()
    step = _next_step(request, child)
    return Header(
        name=child.name,
        age=age_words(child, today),
        unit=_places(child, today),
        responsible=f"{leader.name}, leder" if leader else "",
        next_step=step.title if step else "",
        next_on=step.due_on if step else None,
        protected=is_protected(child.protected_until, today),
        href=child.href,
    )


def age_words(child: Child, today: date) -> str:
    if child.birth_date:
        return danish.age(child.birth_date, today)
    return f"Ventes {danish.long_date(child.due_date)}" if child.due_date else ""


def _places(child: Child, today: date) -> str:
    current = child.enrolments.filter(period__contains=today).select_related("group__unit")
    words = [f"{one.group.unit.name}, {one.group.name}" for one in current.order_by("-is_main", "setting", "pk")]
    return " · ".join(dict.fromkeys(words)) or "Ikke indmeldt"


def _next_step(request: Request, child: Child) -> Task | None:
    """The earliest of what the rooms above wait for; each answers with a list of tasks."""
    steps: list[Task] = list(chain.from_iterable(slots.gather("child.next_steps", request, child)))
    return min(steps, key=lambda step: (step.due_on or date.max, step.title), default=None)
