"""The child's page: facts, adults and addresses. What is protected is covered until somebody asks for it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from samspor.base.cpr import masked
from samspor.people.api import Child, Guardian, Guardianship, covered_addresses
from samspor.people.rules import is_protected, last_day
from samspor.ui.danish import long_date

ELSEWHERE = "Kendt et andet sted. Ring til forvaltningen, så hjælper de med kontakten."


@dataclass(frozen=True, slots=True)
class Address:
    """`of` is whose it is. A covered one has no text: it can not be shown by mistake."""

    of: UUID
    text: str
    covered: bool


@dataclass(frozen=True, slots=True)
class Adult:
    tie: UUID
    name: str
    relation: str
    custody: str
    lives_with: str
    phone: str
    email: str
    missing: str
    protected: bool
    address: Address


def addresses(child: Child, ties: Sequence[Guardianship], on: date, shown: UUID | None) -> dict[UUID, Address]:
    covered = covered_addresses(child, ties, on)
    people: list[Child | Guardian] = [child, *(tie.guardian for tie in ties)]
    found = {one.pk: _address(one, covered=one.pk in covered and one.pk != shown) for one in people}
    return found | {tie.guardian_id: Address(tie.guardian_id, "", False) for tie in ties if not tie.knows_contact}


def _address(person: Child | Guardian, *, covered: bool) -> Address:
    return Address(person.pk, "" if covered else person.address or "", covered)


def facts(child: Child) -> list[tuple[str, str]]:
    """An ended protection is said too: it may be about to be renewed."""
    found = [
        ("Født", long_date(child.birth_date) if child.birth_date else ""),
        ("Termin", long_date(child.due_date) if child.due_date and not child.birth_date else ""),
        ("CPR-nummer", masked(child.cpr) if child.cpr else ""),
        ("Erstatningsnummer", child.replacement_number or ""),
        ("Beskyttelse til og med", long_date(child.protected_until) if child.protected_until else ""),
        ("Sidste dag i kommunen", _left(child.left_on, child.get_left_reason_display()) if child.left_on else ""),
    ]
    return [(word, value) for word, value in found if value]


def _left(left_on: date, reason: str) -> str:
    return f"{long_date(last_day(left_on))}: {reason}"


def adults(ties: Iterable[Guardianship], where: dict[UUID, Address], on: date) -> list[Adult]:
    return [
        Adult(
            tie=tie.pk,
            name=tie.guardian.name,
            relation=tie.get_relation_display(),
            custody="Har forældremyndighed" if tie.has_custody else "Har ikke forældremyndighed",
            lives_with="Barnet bor her" if tie.lives_with else "Barnet bor ikke her",
            phone=tie.guardian.phone if tie.knows_contact else "",
            email=tie.guardian.email if tie.knows_contact else "",
            missing="Ikke oplyst" if tie.knows_contact else ELSEWHERE,
            protected=is_protected(tie.guardian.protected_until, on),
            address=where[tie.guardian_id],
        )
        for tie in ties
    ]
