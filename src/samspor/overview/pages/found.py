"""A child in a list: name, age, place, and whether the child is protected. Never an address or a number."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from samspor.people.api import Child, age_words
from samspor.people.rules import is_protected
from samspor.ui.danish import listing


@dataclass(frozen=True, slots=True)
class Hit:
    name: str
    age: str
    place: str
    href: str
    protected: bool
    key: UUID


def hit(child: Child, on: date) -> Hit:
    """Reads what `with_enrolments` brought along."""
    current: list[Any] = child.now  # type: ignore[attr-defined]  # set by with_enrolments
    places = [f"{one.group.unit.name}, {one.group.name}" for one in current]
    return Hit(
        name=child.name,
        age=age_words(child, on),
        place=listing(places) or "Ikke indmeldt",
        href=child.href,
        protected=is_protected(child.protected_until, on),
        key=child.pk,
    )
