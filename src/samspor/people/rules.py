"""The vocabulary of people, and what may be said of dates, names and protection without asking a database."""

import re
import unicodedata
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from samspor.access.actor import Actor
from samspor.base.cpr import normalise
from samspor.base.refused import Refused


class UnitKind(StrEnum):
    MUNICIPALITY = "municipality"
    DISTRICT = "district"
    DAYCARE = "daycare"
    CHILDMINDING = "childminding"
    SCHOOL = "school"
    AFTER_SCHOOL = "after_school"
    CLUB = "club"
    HEALTH = "health"
    PPR = "ppr"
    SOCIAL = "social"
    ADMINISTRATION = "administration"


class Area(StrEnum):
    """The universal and the specialised areas a unit can belong to."""

    DAYCARE = "daycare"
    SCHOOL = "school"
    LEISURE = "leisure"
    HEALTH = "health"
    SOCIAL = "social"
    NONE = "none"


class Setting(StrEnum):
    """Where a child spends its day. A child has one main group in each at a time."""

    DAYCARE = "daycare"
    SCHOOL = "school"
    LEISURE = "leisure"


class Relation(StrEnum):
    MOTHER = "mother"
    FATHER = "father"
    CO_PARENT = "co_parent"
    OTHER = "other"


class LeftReason(StrEnum):
    MOVED_AWAY = "moved_away"
    DEAD = "dead"
    OF_AGE = "of_age"
    REGISTERED_BY_MISTAKE = "registered_by_mistake"


LONGEST_SEARCH_NAME = 310
_WORD = re.compile(r"[^\W_]+")
_KEPT = str.maketrans({"æ": "\x01", "ø": "\x02", "å": "\x03"})
_BACK = str.maketrans({"\x01": "æ", "\x02": "ø", "\x03": "å"})


def search_words(text: str) -> list[str]:
    """The words of a name as they are compared: lower case, accents off, æøå kept, hyphens parting."""
    marked = unicodedata.normalize("NFC", text).lower().replace("\u0000", " ").translate(_KEPT)
    plain = "".join(c for c in unicodedata.normalize("NFKD", marked) if not unicodedata.combining(c))
    return _WORD.findall(plain.translate(_BACK).lower())


def search_name(given_names: str, family_name: str) -> str:
    """What is stored for searching: every word with a space before it, so that its beginning is found.

    Cut where the column ends: there are letters that become many when they are taken apart.
    """
    return "".join(f" {word}" for word in search_words(f"{given_names} {family_name}"))[:LONGEST_SEARCH_NAME]


def is_protected(protected_until: date | None, on: date) -> bool:
    """Name and address protection runs through the day it ends on (CPR-loven § 28: one year at a time)."""
    return protected_until is not None and on <= protected_until


def check_birth_date(birth_date: date | None, *, today: date) -> None:
    if birth_date is None:
        raise Refused("Skriv barnets fødselsdato.", "birth_date")
    if birth_date > today:
        raise Refused("Fødselsdatoen ligger i fremtiden. Se den efter.", "birth_date")
    if birth_date.year < today.year - 26:
        raise Refused("Fødselsdatoen er mere end 25 år gammel. Se den efter.", "birth_date")


START_AHEAD, END_AHEAD = 2, 25  # years: further away is a mistyped date


def check_period(starts_on: date, ends_on: date | None, *, today: date) -> None:
    """A period holds its first day and not its last: ends_on is the first day it no longer holds."""
    if _further_than(START_AHEAD, starts_on, today):
        raise Refused("Den første dag ligger mere end to år frem. Se den efter.", "starts_on")
    if ends_on is None:
        return
    if ends_on <= starts_on:
        raise Refused("Den sidste dag kan ikke ligge før den første.", "ends_on")
    if _further_than(END_AHEAD, ends_on, today):
        raise Refused("Den sidste dag ligger mere end 25 år frem. Se den efter.", "ends_on")


def _further_than(years: int, on: date, today: date) -> bool:
    return (on.year - years, on.month, on.day) > (today.year, today.month, today.day)


def last_day(ends_on: date) -> date:
    """The last day people speak of, of a period that ends with the first day it no longer holds."""
    return ends_on - timedelta(days=1)


def day_after(last: date) -> date:
    """The end as it is stored, of the last day somebody wrote."""
    return last + timedelta(days=1)


def as_cpr(text: str) -> str:
    """Ten digits, or nothing when nothing was typed; anything else is refused."""
    try:
        return normalise(text) if text.strip() else ""
    except ValueError as wrong:
        raise Refused(str(wrong), "cpr") from None


def holds_a_number(text: str) -> bool:
    """Whether what somebody searched for may be a CPR number: then it must never stand in an address."""
    return any(character.isdigit() for character in text)


def age_months(birth_date: date, on: date) -> int:
    """Whole months lived; never below 0."""
    months = (on.year - birth_date.year) * 12 + on.month - birth_date.month - (on.day < birth_date.day)
    return max(months, 0)


def purpose_of(by: Actor, child_id: UUID) -> str:
    """Why somebody sees a child's page: what the log answers with when a parent asks."""
    if child_id in by.emergency:
        return "nødadgang"
    return "tilknytning til barnet" if child_id in by.children else "barnet er i min enhed"
