"""One row of a roster, read: who, where, since when, whose child. A blank cell says nothing (None)."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from samspor.base import cpr
from samspor.people.rules import Relation, Setting


class RosterField(StrEnum):
    """What a column can be about."""

    CPR = "cpr"
    REPLACEMENT_NUMBER = "replacement_number"
    FULL_NAME = "full_name"
    GIVEN_NAMES = "given_names"
    FAMILY_NAME = "family_name"
    BIRTH_DATE = "birth_date"
    PROTECTED = "protected"
    PROTECTED_UNTIL = "protected_until"
    ADDRESS = "address"
    POSTCODE = "postcode"
    TOWN = "town"
    UNIT_NUMBER = "unit_number"
    UNIT_NAME = "unit_name"
    GROUP_NAME = "group_name"
    SETTING = "setting"
    STARTS_ON = "starts_on"
    ENDS_ON = "ends_on"
    CUSTODY = "custody"
    GUARDIAN_1_NAME = "guardian_1_name"
    GUARDIAN_1_CPR = "guardian_1_cpr"
    GUARDIAN_1_EMAIL = "guardian_1_email"
    GUARDIAN_1_PHONE = "guardian_1_phone"
    GUARDIAN_1_CUSTODY = "guardian_1_custody"
    GUARDIAN_1_RELATION = "guardian_1_relation"
    GUARDIAN_2_NAME = "guardian_2_name"
    GUARDIAN_2_CPR = "guardian_2_cpr"
    GUARDIAN_2_EMAIL = "guardian_2_email"
    GUARDIAN_2_PHONE = "guardian_2_phone"
    GUARDIAN_2_CUSTODY = "guardian_2_custody"
    GUARDIAN_2_RELATION = "guardian_2_relation"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a cell could not be used, in a Danish sentence that says what to do."""

    field: RosterField | None
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterGuardian:
    name: str
    cpr: str | None = None
    email: str | None = None
    phone: str | None = None
    has_custody: bool | None = None
    relation: Relation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterRow:
    """`number` is the row as seen in the file. `remarks` are cells that were left out, the row kept."""

    number: int
    given_names: str
    family_name: str
    cpr: str | None = None
    replacement_number: str | None = None
    birth_date: date | None = None
    protected: bool | None = None
    protected_until: date | None = None
    address: str | None = None
    unit_number: str | None = None
    unit_name: str | None = None
    group_name: str | None = None
    setting: Setting | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    guardians: tuple[RosterGuardian, ...] = ()
    remarks: tuple[Reason, ...] = ()
    apart: str = field(default="", repr=False)  # what a child is told by, whom a person has said is not the other one

    @property
    def name(self) -> str:
        return f"{self.given_names} {self.family_name}"

    @property
    def born_on(self) -> date | None:
        """The birth date as written, else the one the CPR number holds."""
        return self.birth_date or (cpr.birth_date(self.cpr) if self.cpr else None)

    @property
    def is_bare(self) -> bool:
        """Nothing but a name: nobody can tell by it who the child is."""
        return not (self.cpr or self.replacement_number or self.birth_date)

    @property
    def disagrees(self) -> bool:
        """The birth date is written, and is another than the CPR number's."""
        return bool(self.cpr and self.birth_date and cpr.birth_date(self.cpr) != self.birth_date)

    @property
    def says_place(self) -> bool:
        return bool(self.unit_number or self.unit_name or self.group_name)


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedRow:
    """A row that could not be read. Its CPR number, if readable, keeps the child from seeming gone."""

    number: int
    reasons: tuple[Reason, ...]
    cpr: str | None = None
    name: str = ""
