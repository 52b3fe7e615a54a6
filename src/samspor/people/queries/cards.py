"""A child in a list: told from others of the same name, and never by an address or a number."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from samspor.people.models import Child
from samspor.people.queries.header import age_words
from samspor.people.rules import is_protected
from samspor.ui.danish import dated, in_group, listing, long_date


@dataclass(frozen=True, slots=True)
class Card:
    key: UUID
    name: str
    age: str
    born: str
    place: str
    href: str
    protected: bool
    numbered: bool

    @property
    def told(self) -> str:
        """»4 år og 6 mdr., født 3. maj 2022«."""
        return f"{self.age}, født {self.born}" if self.born else self.age


def card(child: Child, on: date, *, seen_in: UUID | None = None) -> Card:
    """Reads what `with_enrolments` brought along. In the list of a group, only other places are said: `seen_in`."""
    lasting: list[Any] = child.lasting  # type: ignore[attr-defined]  # set by with_enrolments
    current = [one for one in lasting if one.period.lower <= on]
    places = [f"{one.group.unit.name}, {one.group.name}" for one in current if one.group_id != seen_in]
    later = [
        f"begynder {long_date(one.period.lower)} {in_group(one.group.name)}" for one in lasting if one not in current
    ]
    return Card(
        key=child.pk,
        name=child.name,
        age=age_words(child, on),
        born=dated(child.birth_date) if child.birth_date else "",
        place=listing(places + later) or ("" if seen_in else "Ikke indmeldt"),
        href=child.href,
        protected=is_protected(child.protected_until, on),
        numbered=bool(child.cpr_hash),
    )
