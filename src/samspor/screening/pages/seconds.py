"""What is shown of second assessors, to those who chose them and to themselves."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from samspor.people.api import StaffMember, naming
from samspor.people.rules import age_months
from samspor.screening import rules
from samspor.screening.models import SecondAssessor
from samspor.screening.queries import Place
from samspor.screening.queries.seconds import Beheld


@dataclass(frozen=True, slots=True)
class Chosen:
    """One second assessor, as the leader sees it."""

    pk: UUID
    name: str
    about: str
    from_on: date
    to_on: date
    is_asked: bool
    cannot: str  # in their own words

    @property
    def waits(self) -> bool:
        """Whether there is anything to end: the access, or the question whom to ask instead."""
        return self.is_asked or bool(self.cannot)


def chosen(found: Iterable[SecondAssessor], today: date, names: Mapping[UUID, naming.Name]) -> list[Chosen]:
    """`names`: what the children are called to the leader."""
    return [
        Chosen(
            one.pk,
            one.staff.name,
            names[one.child_id].whole if one.child_id else one.group.name,
            one.from_on,
            one.to_on,
            # Also before it begins: what has not ended can be ended.
            rules.seconds.is_asked(
                from_on=min(one.from_on, today),
                to_on=one.to_on,
                on=today,
                ended=one.ended_at is not None or one.declined_at is not None,
            ),
            (one.declined_because or "") if one.ended_at is None else "",
        )
        for one in found
    ]


def who_can_be_asked(found: Iterable[StaffMember], works_in: Mapping[UUID, str]) -> list[tuple[str, str]]:
    return [(str(one.pk), ", ".join(filter(None, [one.name, one.title, works_in.get(one.pk, "")]))) for one in found]


def about(groups: Iterable[tuple[UUID, str]], places: Iterable[Place]) -> list[tuple[str, str]]:
    """Each group, and after it each of its children."""
    held = list(places)
    return [
        choice
        for group, name in groups
        for choice in (
            (str(group), f"Alle børn: {name}"),
            *((f"{group} {one.child.pk}", f"{name}: {one.called}") for one in held if one.group_id == group),
        )
    ]


@dataclass(frozen=True, slots=True)
class Asked:
    """A child one is asked to look at: its name, and one's own view."""

    child: UUID
    name: str  # and what tells it from others of the same name
    months: int
    position: str
    comment: str
    locked: bool


def asked(found: Iterable[Beheld], opens_on: date) -> list[Asked]:
    held = list(found)
    apart = naming.told_apart(naming.Listed(one.child.pk, one.child.name, one.child.birth_date) for one in held)
    return [_asked(one, opens_on, apart.get(one.child.pk, "")) for one in held]


def about_to_go(rows: Iterable[Asked]) -> list[tuple[str, list[str]]]:
    """Who is handed in, by the position one chose. For looking it over; nothing is added up of it."""
    going = [row for row in rows if row.position and not row.locked]
    chosen = [(str(word), [row.name for row in going if row.position == word]) for word in rules.Position]
    return [(word, names) for word, names in chosen if names]


def without_position(rows: Iterable[Asked]) -> list[str]:
    return [row.name for row in rows if not row.position and not row.locked]


def as_second_typed(rows: Iterable[Asked], typed: Mapping[UUID, tuple[str, str]]) -> list[Asked]:
    """With what somebody typed that could not be saved: position and words, by child."""
    return [
        replace(one, position=typed[one.child][0], comment=typed[one.child][1]) if one.child in typed else one
        for one in rows
    ]


def _asked(one: Beheld, opens_on: date, apart: str) -> Asked:
    own, born = one.own, one.child.birth_date
    return Asked(
        child=one.child.pk,
        name=", ".join(filter(None, [one.child.name, apart])),
        months=age_months(born, opens_on) if born else 0,
        position=own.position if own else "",
        comment=(own.comment or "") if own else "",
        locked=one.is_done,
    )
