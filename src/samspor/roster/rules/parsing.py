"""From the cells of one row to a RosterRow, or to every reason it could not be read at once."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import TypeVar

from samspor.base import cpr as cpr_number
from samspor.base.refused import Refused
from samspor.people.rules import check_birth_date
from samspor.roster.rules import values
from samspor.roster.rules.rows import Reason, RefusedRow, RosterField, RosterGuardian, RosterRow
from samspor.roster.rules.values import Unreadable

T = TypeVar("T")
F = RosterField
_NAMES = (F.FULL_NAME, F.GIVEN_NAMES, F.FAMILY_NAME)
# A date quotes itself; numbers and names are never repeated.
_QUOTED = frozenset({
    F.PROTECTED, F.SETTING, F.CUSTODY, F.GUARDIAN_1_CUSTODY, F.GUARDIAN_2_CUSTODY, F.GUARDIAN_1_EMAIL,
    F.GUARDIAN_2_EMAIL, F.GUARDIAN_1_PHONE, F.GUARDIAN_2_PHONE,
})  # fmt: skip
_NO_NAME = "Skriv både fornavn og efternavn. Har barnet kun ét navn, så skriv en bindestreg som efternavn."
_NINE_DIGITS = "CPR-nummeret har ni cifre. Er nullet forrest faldet væk? Gør kolonnen til tekst, og skriv nullet igen."


class _Cells:
    """The cells with what went wrong. A cell that can be done without is remarked upon, not refused."""

    def __init__(self, cells: Mapping[RosterField, str]) -> None:
        self.cells = cells
        self.reasons: list[Reason] = []
        self.remarks: list[Reason] = []

    def take(self, name: RosterField, read: Callable[[str], T], *, optional: bool = False) -> T | None:
        text = ""
        try:
            text = values.clean(self.cells.get(name, ""))
            return read(text) if text else None
        except Unreadable as error:
            quoted = f"{values.quoted(text)} kan ikke bruges. " if text and name in _QUOTED else ""
            (self.remarks if optional else self.reasons).append(Reason(name, f"{quoted}{error}"))
            return None

    def text(self, name: RosterField, longest: int = 200) -> str | None:
        def short(text: str) -> str:
            if len(text) > longest:
                raise Unreadable(f"Der er plads til {longest} tegn. Skriv det kortere.")
            return text

        return self.take(name, short)

    def refuse(self, name: RosterField, sentence: str) -> None:
        self.reasons.append(Reason(name, sentence))


def parse_row(number: int, cells: Mapping[RosterField, str], *, on: date) -> RosterRow | RefusedRow:
    """`on` is today: a birth date may not lie after it."""
    found = _Cells(cells)
    born = found.take(F.BIRTH_DATE, values.day)
    cpr, replacement = _numbers(found, born)
    given, family = _name(found)
    _check_birth_date(found, born, on)
    protected, until = _protection(found)
    starts, ends = _period(found)
    row = RosterRow(
        number=number,
        given_names=given,
        family_name=family,
        cpr=cpr,
        replacement_number=replacement,
        birth_date=born,
        protected=protected,
        protected_until=until,
        address=_address(found),
        unit_number=found.text(F.UNIT_NUMBER, 40),
        unit_name=found.text(F.UNIT_NAME),
        group_name=found.text(F.GROUP_NAME, 120),
        setting=found.take(F.SETTING, values.setting),
        starts_on=starts,
        ends_on=ends,
        guardians=_guardians(found),
        remarks=tuple(found.remarks),
    )
    if found.reasons:
        return RefusedRow(number=number, reasons=tuple(found.reasons), cpr=cpr, name=f"{given} {family}".strip())
    return row


def _numbers(found: _Cells, born: date | None) -> tuple[str | None, str | None]:
    """A number with letters may stand in the CPR column; it goes to its own field."""
    own = found.take(F.REPLACEMENT_NUMBER, values.replacement_number)
    number = found.take(F.CPR, lambda text: _number(text, born))
    if number and values.is_replacement_number(number):
        return None, own or number
    return number, own


def _number(text: str, born: date | None) -> str:
    if values.is_replacement_number(text):
        return values.replacement_number(text)
    return _with_zero(text, born) if re.fullmatch("[0-9]{9}", text) else values.cpr(text)


def _with_zero(text: str, born: date | None) -> str:
    """Spreadsheets eat the first zero. It is put back only where the birth date beside it says the same."""
    try:
        digits = cpr_number.normalise("0" + text)
    except ValueError:
        raise Unreadable(_NINE_DIGITS) from None
    if cpr_number.birth_date(digits) != born:
        raise Unreadable(_NINE_DIGITS)
    return digits


def _name(found: _Cells) -> tuple[str, str]:
    given, family = found.take(F.GIVEN_NAMES, values.name), found.take(F.FAMILY_NAME, values.name)
    both = found.take(F.FULL_NAME, values.full_name)
    if given and family:
        return given, family
    if both:
        return both
    if not any(reason.field in _NAMES for reason in found.reasons):
        found.refuse(F.FULL_NAME, _NO_NAME)
    return "", ""


def _check_birth_date(found: _Cells, born: date | None, on: date) -> None:
    if born:
        try:
            check_birth_date(born, today=on)
        except Refused as refused:
            found.refuse(F.BIRTH_DATE, refused.sentence)


def _protection(found: _Cells) -> tuple[bool | None, date | None]:
    """A day it ends on says that it is there."""
    protected, until = found.take(F.PROTECTED, values.protection) or (None, None)
    until = found.take(F.PROTECTED_UNTIL, values.day) or until
    return (True, until) if until and protected is None else (protected, until)


def _period(found: _Cells) -> tuple[date | None, date | None]:
    starts, ends = found.take(F.STARTS_ON, values.day), found.take(F.ENDS_ON, values.day)
    if starts and ends and ends < starts:
        found.refuse(F.ENDS_ON, "Slutdatoen ligger før startdatoen. Ret den ene.")
    # A list says the last day; a period in the house ends on the first day it no longer holds.
    return starts, ends + timedelta(days=1) if ends else None


def _address(found: _Cells) -> str | None:
    street, postcode, town = found.text(F.ADDRESS), found.text(F.POSTCODE, 20), found.text(F.TOWN)
    place = " ".join(part for part in (postcode, town) if part)
    return ", ".join(part for part in (street, place) if part) or None


def _guardians(found: _Cells) -> tuple[RosterGuardian, ...]:
    """Custody may stand with each guardian, or once for both."""
    shared = found.take(F.CUSTODY, values.custody) or (None, None)
    both = (_guardian(found, number, has_custody) for number, has_custody in zip((1, 2), shared, strict=True))
    return tuple(guardian for guardian in both if guardian)


def _guardian(found: _Cells, number: int, has_custody: bool | None) -> RosterGuardian | None:
    def field(what: str) -> RosterField:
        return RosterField(f"guardian_{number}_{what}")

    name, own = found.text(field("name")), found.take(field("custody"), values.custody_of_one)
    guardian = RosterGuardian(
        name=name or "",
        cpr=found.take(field("cpr"), values.cpr),
        email=found.take(field("email"), values.email, optional=True),
        phone=found.take(field("phone"), values.phone, optional=True),
        has_custody=has_custody if own is None else own,
        relation=found.take(field("relation"), values.relation),
    )
    if not name and (guardian.cpr or guardian.email or guardian.phone):
        found.remarks.append(Reason(field("name"), "Forælderen er ikke taget med, for navnet mangler. Skriv det."))
    return guardian if name else None
