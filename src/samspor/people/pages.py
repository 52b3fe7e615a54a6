"""What the pages of people show."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from samspor.access import texts as access_texts
from samspor.access.rules import Role
from samspor.people import texts
from samspor.people.models import Child, Employment, StaffMember, Unit
from samspor.people.queries import covered_addresses, guardianships_of
from samspor.people.rules import UnitKind, last_day
from samspor.ui.danish import listing, long_date


@dataclass(frozen=True, slots=True)
class Place:
    """A unit in the tree."""

    name: str
    kind: str
    area: str
    phone: str
    depth: int
    href: str
    closing: str


def place(unit: Unit) -> Place:
    depth: int = unit.depth  # type: ignore[attr-defined]  # set by units_in_order
    href = "" if unit.kind == UnitKind.MUNICIPALITY else reverse("people:close_unit", args=[unit.pk])
    kind, area = texts.UNIT_KIND[unit.kind], texts.AREA[unit.area]
    return Place(unit.name, kind, area, unit.phone, min(depth, 4), href, closing_words(unit))


def closing_words(unit: Unit) -> str:
    return f"Lukker. Sidste dag er den {long_date(last_day(unit.closed_on))}." if unit.closed_on else ""


@dataclass(frozen=True, slots=True)
class Held:
    """One employment, in words."""

    key: UUID
    words: str
    period: str
    now: bool
    is_over: bool


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody in the list of staff."""

    key: UUID
    name: str
    title: str
    held: tuple[Held, ...]

    @property
    def today(self) -> str:
        return listing([one.words for one in self.held if one.now]) or "Ingen ansættelse i dag"


def colleague(staff: StaffMember, today: date) -> Colleague:
    employments: list[Employment] = staff.held  # type: ignore[attr-defined]  # set by with_employments
    return Colleague(staff.pk, staff.name, staff.title, tuple(_held(one, today) for one in employments))


def _held(one: Employment, today: date) -> Held:
    words = f"{access_texts.ROLE[Role(one.role)]} i {one.unit.name}"
    now = one.period.lower <= today and (one.period.upper is None or today < one.period.upper)
    is_over = one.period.upper is not None and one.period.upper <= today
    return Held(one.pk, words, period_words(one.period), now, is_over)


def period_words(period: Any) -> str:
    """People say the last day; the period's upper end is the day after."""
    since = f"fra {long_date(period.lower)}"
    return f"{since} til og med {long_date(last_day(period.upper))}" if period.upper else since


@dataclass(frozen=True, slots=True)
class Difference:
    """One line of two pages side by side."""

    word: str
    kept: str
    other: str

    @property
    def same(self) -> bool:
        return self.kept == self.other


def side_by_side(kept: Child, other: Child, on: date) -> list[Difference]:
    """A number is never shown, only whether there is one; what is protected on one page is protected on both."""
    hidden = any(one.pk in covered_addresses(one, guardianships_of(one), on) for one in (kept, other))
    lines = (
        ("Fornavne", kept.given_names, other.given_names),
        ("Efternavn", kept.family_name, other.family_name),
        ("Fødselsdato", _day(kept), _day(other)),
        ("CPR-nummer", _has(kept.cpr_hash), _has(other.cpr_hash)),
        ("Adresse", _address(kept, hidden=hidden), _address(other, hidden=hidden)),
        ("Grupper", _groups(kept), _groups(other)),
        ("Voksne", _adults(kept), _adults(other)),
    )
    return [Difference(word, mine, theirs) for word, mine, theirs in lines]


def _day(child: Child) -> str:
    return long_date(child.birth_date) if child.birth_date else "Ikke født"


def _has(number: object) -> str:
    return "Ja" if number else "Mangler"


def _address(child: Child, *, hidden: bool) -> str:
    return ("Beskyttet" if hidden else child.address) if child.address else "Mangler"


def _groups(child: Child) -> str:
    found = child.enrolments.select_related("group__unit").order_by("period")
    return "; ".join(f"{one.group.unit.name}, {one.group.name}" for one in found) or "Ingen"


def _adults(child: Child) -> str:
    return listing([tie.guardian.name for tie in child.guardianships.select_related("guardian")]) or "Ingen"
