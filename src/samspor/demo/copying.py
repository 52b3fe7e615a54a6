"""How each kind of row goes into its table: the columns, and what has to be sealed or derived on the way."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from psycopg.types.range import Range

from samspor.access.secret import place, ring
from samspor.demo import rows
from samspor.people.rules import search_name

Values = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """One table: `columns` maps column to its type in PostgreSQL, in the order `values` gives them."""

    table: str
    columns: Mapping[str, str]
    values: Callable[[Any], Values]

    @property
    def command(self) -> str:
        return f'COPY {self.table} ({", ".join(self.columns)}) FROM STDIN (FORMAT BINARY)'


def _sealed(table: str, row: UUID, column: str, text: str | None) -> bytes | None:
    return None if text is None else ring().seal(text, place(table, row, column))


def _hash(cpr: str | None) -> bytes | None:
    return None if cpr is None else ring().digest(cpr)


def _period(from_on: date, to_on: date | None) -> Range[date]:
    return Range(from_on, to_on, "[)")


def _unit(row: rows.Unit) -> Values:
    return (*row, None, None)


def _guardian(row: rows.Guardian) -> Values:
    cpr = _sealed(_GUARDIAN, row.id, "cpr", row.cpr)
    address = _sealed(_GUARDIAN, row.id, "address", row.address)
    return row.id, row.name, cpr, _hash(row.cpr), row.phone, row.email, address, row.protected_until


def _child(row: rows.Child) -> Values:
    return (
        *row[:6], search_name(row.given_names, row.family_name), _sealed(_CHILD, row.id, "cpr", row.cpr), _hash(row.cpr),
        row.replacement_number, _sealed(_CHILD, row.id, "address", row.address), *row[9:],
    )  # fmt: skip


def _enrolment(row: rows.Enrolment) -> Values:
    return row.id, row.child_id, row.group_id, row.setting, True, _period(row.from_on, row.to_on)


def _account(row: rows.Staff) -> Values:
    return row.id, f"!{row.id.hex}", row.email, row.name, True  # a password that begins with ! opens nothing


def _staff(row: rows.Staff) -> Values:
    return row.id, row.id, row.name, row.title, row.phone


def _employment(row: rows.Employment) -> Values:
    return row.id, row.staff_id, row.unit_id, row.role, _period(row.from_on, row.to_on)


def _affiliation(row: rows.Affiliation) -> Values:
    return row.id, row.child_id, row.staff_id, _period(row.from_on, None), row.reason


def _assessment(row: rows.Assessment) -> Values:
    return (*row[:4], _sealed(_ASSESSMENT, row.id, "alone_because", row.alone_because))


def _own(row: rows.Own) -> Values:
    return (*row[:4], _sealed(_OWN, row.id, "comment", row.comment), *row[5:])


def _joint(row: rows.Joint) -> Values:
    why = _sealed(_JOINT, row.id, "justification", row.justification)
    dissent = _sealed(_JOINT, row.id, "dissent", row.dissent)
    return (*row[:3], why, list(row.participants), dissent, *row[6:])


_GUARDIAN, _CHILD = "people_guardian", "people_child"
_ASSESSMENT, _OWN, _JOINT = "screening_assessment", "screening_ownassessment", "screening_jointassessment"
_KEY = {"id": "uuid"}

# In the order in which the tables need each other.
COPIES: tuple[tuple[type[NamedTuple], tuple[Copy, ...]], ...] = (
    (rows.Unit, (Copy("people_unit", _KEY | {
        "name": "varchar", "kind": "varchar", "area": "varchar", "parent_id": "uuid", "stil_number": "varchar", "phone": "varchar",
        "opened_on": "date", "organisation_uuid": "uuid", "closed_on": "date"}, _unit),)),
    (rows.Group, (Copy("people_childgroup", _KEY | {
        "unit_id": "uuid", "name": "varchar", "setting": "varchar", "opened_on": "date", "closed_on": "date"}, tuple),)),
    (rows.Guardian, (Copy(_GUARDIAN, _KEY | {
        "name": "varchar", "cpr": "bytea", "cpr_hash": "bytea", "phone": "varchar", "email": "varchar", "address": "bytea",
        "protected_until": "date"}, _guardian),)),
    (rows.Child, (Copy(_CHILD, _KEY | {
        "given_names": "varchar", "family_name": "varchar", "birth_date": "date", "due_date": "date", "mother_id": "uuid",
        "search_name": "varchar", "cpr": "bytea", "cpr_hash": "bytea", "replacement_number": "varchar", "address": "bytea",
        "protected_until": "date", "left_on": "date", "left_reason": "varchar"}, _child),)),
    (rows.Guardianship, (Copy("people_guardianship", _KEY | {
        "child_id": "uuid", "guardian_id": "uuid", "relation": "varchar", "has_custody": "bool", "lives_with": "bool",
        "from_on": "date"}, tuple),)),
    (rows.Enrolment, (Copy("people_enrolment", _KEY | {
        "child_id": "uuid", "group_id": "uuid", "setting": "varchar", "is_main": "bool", "period": "daterange"}, _enrolment),)),
    (rows.Staff, (
        Copy("access_account", _KEY | {"password": "varchar", "email": "varchar", "name": "varchar", "is_active": "bool"}, _account),
        Copy("people_staffmember", _KEY | {
            "account_id": "uuid", "name": "varchar", "title": "varchar", "phone": "varchar"}, _staff))),
    (rows.Employment, (Copy("people_employment", _KEY | {
        "staff_id": "uuid", "unit_id": "uuid", "role": "varchar", "period": "daterange"}, _employment),)),
    (rows.Affiliation, (Copy("people_affiliation", _KEY | {
        "child_id": "uuid", "staff_id": "uuid", "period": "daterange", "reason": "varchar"}, _affiliation),)),
    (rows.RoundUnit, (Copy("screening_roundunit", _KEY | {
        "round_id": "uuid", "unit_id": "uuid", "notice_on": "date", "notice_way": "varchar", "notice_by_id": "uuid"}, tuple),)),
    (rows.Assessment, (Copy(_ASSESSMENT, _KEY | {
        "round_unit_id": "uuid", "child_id": "uuid", "group_id": "uuid", "alone_because": "bytea"}, _assessment),)),
    (rows.Own, (Copy(_OWN, _KEY | {
        "assessment_id": "uuid", "assessor_id": "uuid", "position": "varchar", "comment": "bytea", "marked_at": "timestamptz",
        "handed_in_at": "timestamptz"}, _own),)),
    (rows.Joint, (Copy(_JOINT, _KEY | {
        "assessment_id": "uuid", "position": "varchar", "justification": "bytea", "participants": "uuid[]", "dissent": "bytea",
        "dissent_by_id": "uuid", "concluded_at": "timestamptz", "concluded_by_id": "uuid"}, _joint),)),
    (rows.Informed, (Copy("screening_parentsinformed", _KEY | {
        "assessment_id": "uuid", "informed_on": "date", "way": "varchar", "recorded_at": "timestamptz", "recorded_by_id": "uuid"},
        tuple),)),
)  # fmt: skip
