"""How each kind of row goes into its table: the columns, and what has to be sealed or derived on the way."""

from collections.abc import Callable
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
    """One table. `columns` reads as in CREATE TABLE: each with its type, in the order in which `values` gives them."""

    table: str
    values: Callable[[Any], Values]
    columns: str

    @property
    def command(self) -> str:
        names = ", ".join(column.split()[0] for column in self.columns.split(","))
        return f"COPY {self.table} ({names}) FROM STDIN (FORMAT BINARY)"

    @property
    def types(self) -> list[str]:
        return [column.split()[1] for column in self.columns.split(",")]


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
        *row[:6], search_name(row.given_names, row.family_name), _sealed(_CHILD, row.id, "cpr", row.cpr),
        _hash(row.cpr), row.replacement_number, _sealed(_CHILD, row.id, "address", row.address), *row[9:],
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

# In the order in which the tables need each other.
COPIES: tuple[tuple[type[NamedTuple], tuple[Copy, ...]], ...] = (
    (rows.Unit, (Copy("people_unit", _unit, """
        id uuid, name varchar, kind varchar, area varchar, parent_id uuid, stil_number varchar, phone varchar,
        opened_on date, organisation_uuid uuid, closed_on date"""),)),
    (rows.Group, (Copy("people_childgroup", tuple, """
        id uuid, unit_id uuid, name varchar, setting varchar, opened_on date, closed_on date"""),)),
    (rows.Guardian, (Copy(_GUARDIAN, _guardian, """
        id uuid, name varchar, cpr bytea, cpr_hash bytea, phone varchar, email varchar, address bytea,
        protected_until date"""),)),
    (rows.Child, (Copy(_CHILD, _child, """
        id uuid, given_names varchar, family_name varchar, birth_date date, due_date date, mother_id uuid,
        search_name varchar, cpr bytea, cpr_hash bytea, replacement_number varchar, address bytea,
        protected_until date, left_on date, left_reason varchar"""),)),
    (rows.Guardianship, (Copy("people_guardianship", tuple, """
        id uuid, child_id uuid, guardian_id uuid, relation varchar, has_custody bool, lives_with bool,
        from_on date"""),)),
    (rows.Enrolment, (Copy("people_enrolment", _enrolment, """
        id uuid, child_id uuid, group_id uuid, setting varchar, is_main bool, period daterange"""),)),
    (rows.Staff, (
        Copy("access_account", _account, "id uuid, password varchar, email varchar, name varchar, is_active bool"),
        Copy("people_staffmember", _staff, "id uuid, account_id uuid, name varchar, title varchar, phone varchar"))),
    (rows.Employment, (Copy("people_employment", _employment, """
        id uuid, staff_id uuid, unit_id uuid, role varchar, period daterange"""),)),
    (rows.Affiliation, (Copy("people_affiliation", _affiliation, """
        id uuid, child_id uuid, staff_id uuid, period daterange, reason varchar"""),)),
    (rows.RoundUnit, (Copy("screening_roundunit", tuple, """
        id uuid, round_id uuid, unit_id uuid, notice_on date, notice_way varchar, notice_by_id uuid"""),)),
    (rows.Assessment, (Copy(_ASSESSMENT, _assessment, """
        id uuid, round_unit_id uuid, child_id uuid, group_id uuid, alone_because bytea"""),)),
    (rows.Own, (Copy(_OWN, _own, """
        id uuid, assessment_id uuid, assessor_id uuid, position varchar, comment bytea, marked_at timestamptz,
        handed_in_at timestamptz"""),)),
    (rows.Joint, (Copy(_JOINT, _joint, """
        id uuid, assessment_id uuid, position varchar, justification bytea, participants uuid[], dissent bytea,
        dissent_by_id uuid, concluded_at timestamptz, concluded_by_id uuid"""),)),
    (rows.Informed, (Copy("screening_parentsinformed", tuple, """
        id uuid, assessment_id uuid, informed_on date, way varchar, recorded_at timestamptz, recorded_by_id uuid"""),)),
)  # fmt: skip
