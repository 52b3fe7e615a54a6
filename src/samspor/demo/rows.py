"""The rows the demo consists of, table by table. Tuples, because millions of them are made."""

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID


class Unit(NamedTuple):
    id: UUID
    name: str
    kind: str
    area: str
    parent_id: UUID | None
    stil_number: str
    phone: str
    opened_on: date


class Group(NamedTuple):
    id: UUID
    unit_id: UUID
    name: str
    setting: str
    opened_on: date
    closed_on: date | None


class Guardian(NamedTuple):
    id: UUID
    name: str
    cpr: str
    phone: str
    email: str
    address: str
    protected_until: date | None


class Child(NamedTuple):
    id: UUID
    given_names: str
    family_name: str
    birth_date: date | None
    due_date: date | None
    mother_id: UUID | None
    cpr: str | None
    replacement_number: str | None
    address: str | None
    protected_until: date | None
    left_on: date | None
    left_reason: str


class Guardianship(NamedTuple):
    id: UUID
    child_id: UUID
    guardian_id: UUID
    relation: str
    has_custody: bool
    lives_with: bool
    from_on: date | None


class Enrolment(NamedTuple):
    id: UUID
    child_id: UUID
    group_id: UUID
    setting: str
    from_on: date
    to_on: date | None


class Staff(NamedTuple):
    """A staff member and the account, which have the same id."""

    id: UUID
    name: str
    title: str
    phone: str
    email: str


class Employment(NamedTuple):
    id: UUID
    staff_id: UUID
    unit_id: UUID
    role: str
    from_on: date
    to_on: date | None


class Affiliation(NamedTuple):
    id: UUID
    child_id: UUID
    staff_id: UUID
    from_on: date
    reason: str


class Round(NamedTuple):
    id: UUID
    area: str
    label: str
    opens_on: date
    closes_on: date


class RoundUnit(NamedTuple):
    id: UUID
    round_id: UUID
    unit_id: UUID
    notice_on: date
    notice_way: str
    notice_by_id: UUID


class Assessment(NamedTuple):
    id: UUID
    round_unit_id: UUID
    child_id: UUID
    group_id: UUID
    alone_because: str | None


class Own(NamedTuple):
    id: UUID
    assessment_id: UUID
    assessor_id: UUID
    position: str
    comment: str | None
    marked_at: datetime
    handed_in_at: datetime | None


class Joint(NamedTuple):
    id: UUID
    assessment_id: UUID
    position: str
    justification: str | None
    participants: tuple[UUID, ...]
    dissent: str | None
    dissent_by_id: UUID | None
    concluded_at: datetime
    concluded_by_id: UUID


class Informed(NamedTuple):
    id: UUID
    assessment_id: UUID
    informed_on: date
    way: str
    recorded_at: datetime
    recorded_by_id: UUID
