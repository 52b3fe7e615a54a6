"""The vocabulary of people, and what may be said of dates, names and protection without asking a database."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from samspor.access.actor import Actor
from samspor.base.cpr import normalise
from samspor.base.refused import Refused
from samspor.law.calendar import add_calendar_months
from samspor.ui.danish import long_date


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
NOWHERE_SOON = timedelta(days=60)  # so long before a child's last place ends, its leader is told
_WORD = re.compile(r"[^\W_]+")
# Letters that no keyboard abroad has, and that taking the accents off does not make plain.
_PLAIN = str.maketrans({"æ": "ae", "ø": "o", "œ": "oe", "ı": "i", "ß": "ss", "ł": "l", "đ": "d", "ð": "d", "þ": "th"})
_PAIRS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe"})
_PAIR = re.compile(r"aa|ae|oe")


def search_words(text: str) -> list[str]:
    """The words of a name as they are compared: »Søren«, »Soeren« and »Soren« are one word, and so are Å, Aa and A.

    A pair that is most of what was typed is left alone: »aa« would become a single letter, which finds everybody.
    """
    return [_joined(word) for word in _words(text)]


def search_name(given_names: str, family_name: str) -> str:
    """What is stored for searching: every word with a space before it, so that its beginning is found.

    A word that can be written in several ways stands there in each of them, last, so that any part of it is found.
    Cut where the column ends: there are letters that become many when they are taken apart.
    """
    name = unicodedata.normalize("NFC", f"{given_names} {family_name}").lower()
    plain = _words(name)
    every = dict.fromkeys([*plain, *map(_joined, plain), *_words(name.translate(_PAIRS))])
    return "".join(f" {word}" for word in every)[:LONGEST_SEARCH_NAME]


def _words(text: str) -> list[str]:
    """Lower case, without accents, hyphens parting."""
    lower = unicodedata.normalize("NFC", text).lower().replace("\u0000", " ")
    bare = "".join(c for c in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(c))
    return _WORD.findall(bare.lower().translate(_PLAIN))


def _joined(word: str) -> str:
    joined = _PAIR.sub(lambda pair: pair[0][0], word)
    return joined if len(joined) > 2 else word


def is_protected(protected_until: date | None, on: date) -> bool:
    """Name and address protection runs through the day it ends on (CPR-loven § 28: one year at a time)."""
    return protected_until is not None and on <= protected_until


def eases_protection(before: date | None, after: date | None, on: date) -> bool:
    """Whether protection that holds is taken off, or is to end sooner than it was."""
    return before is not None and is_protected(before, on) and (after is None or after < before)


def has_custody_on(*, has_custody: bool, from_on: date | None, to_on: date | None, on: date) -> bool:
    return has_custody and (from_on is None or from_on <= on) and (to_on is None or on <= to_on)


def check_birth_date(birth_date: date | None, *, today: date) -> None:
    if birth_date is None:
        raise Refused("Skriv barnets fødselsdato.", "birth_date")
    if birth_date > today:
        raise Refused("Fødselsdatoen ligger i fremtiden. Se den efter.", "birth_date")
    if birth_date.year < today.year - 26:
        raise Refused("Fødselsdatoen er mere end 25 år gammel. Se den efter.", "birth_date")


def check_due_date(due_date: date, *, today: date) -> None:
    """A child is expected for ten months at most, and is born before a month has passed."""
    if due_date < today - timedelta(days=30):
        raise Refused("Terminen er gået for længst. Er barnet født, så vælg Opret et barn.", "due_date")
    if due_date > today + timedelta(days=300):
        raise Refused("Terminen ligger mere end ti måneder frem. Se den efter.", "due_date")


def check_born_first(birth_date: date | None, due_date: date | None, *, starts_on: date, kind: str) -> None:
    """Before it is born, a child is in the care of the health visitors and of nobody else."""
    if birth_date is None and due_date and starts_on < due_date and kind != UnitKind.HEALTH:
        raise Refused("Barnet er ikke født den dag. Vælg en dag efter terminen.", "starts_on")


START_AHEAD, END_AHEAD = 2, 25  # years: further away is a mistyped date


def check_period(starts_on: date, ends_on: date | None, *, today: date) -> None:
    """A period holds its first day and not its last: ends_on is the first day it no longer holds."""
    if _further_than(START_AHEAD, starts_on, today):
        raise Refused("Den første dag ligger mere end to år frem. Se den efter.", "starts_on")
    if ends_on is None:
        return
    if ends_on <= starts_on:
        raise Refused("Den sidste dag kan ikke ligge før den første. Ret en af dem.", "ends_on")
    if _further_than(END_AHEAD, ends_on, today):
        raise Refused("Den sidste dag ligger mere end 25 år frem. Se den efter.", "ends_on")


def check_only_sooner(ends_on: date, *, was: date | None, today: date) -> None:
    """To end is to shorten: what is over stays over, and what ends is not made to last longer."""
    if was and was <= today:
        raise Refused("Perioden er allerede slut. Opret en ny, hvis det skal gælde igen.", "ends_on")
    if was and ends_on > was:
        raise Refused("Perioden slutter allerede før den dag. Opret en ny fra den dag, den slutter.", "ends_on")


def _further_than(years: int, on: date, today: date) -> bool:
    return (on.year - years, on.month, on.day) > (today.year, today.month, today.day)


def check_closing(closes_on: date, *, kind: str, was: date | None, today: date) -> None:
    """A unit's last day is the one before `closes_on`: today at the soonest."""
    if kind == UnitKind.MUNICIPALITY:
        raise Refused("Kommunen er den, de andre hører under. Den kan ikke lukke. Vælg en enhed under den.")
    if was and was <= today:
        raise Refused("Enheden er allerede lukket. Hent siden igen, og se, hvad der står nu.")
    if closes_on <= today:
        raise Refused("Den sidste dag kan ikke ligge før i dag. Vælg i dag eller en senere dag.", "ends_on")
    if _further_than(START_AHEAD, closes_on, today):
        raise Refused("Den sidste dag ligger mere end to år frem. Se den efter.", "ends_on")


def check_still_open(closed_on: date | None, *, today: date) -> None:
    if closed_on is None:
        raise Refused("Enheden skal ikke lukke. Hent siden igen, og se, hvad der står nu.")
    if closed_on <= today:
        raise Refused("Enheden er lukket. Skal stedet åbne igen, så læs det ind som en ny enhed.")


def check_not_past_closing(ends_on: date | None, *, name: str, closed_on: date | None, field: str) -> None:
    """Nothing in a unit lasts longer than the unit. `ends_on` is the first day it is over; None is for good."""
    if closed_on and (ends_on is None or ends_on > closed_on):
        raise Refused(f"{name} lukker. Den sidste dag dér er den {long_date(last_day(closed_on))}. Ret dagen.", field)


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


YEAR = timedelta(days=365)  # the shortest there is: what is sought by it is looked at once more by `is_over`
OF_AGE = 18


def is_over(ended_on: date, *, years: int, today: date) -> bool:
    """Kept through the same day so many years after."""
    return today > add_calendar_months(ended_on, 12 * years)


def has_had_its_time(born_on: date | None, left_on: date | None, *, years: int, today: date) -> bool:
    """A child's page: so many years after the child became of age, or before that after it left."""
    if left_on and is_over(left_on, years=years, today=today):
        return True
    return born_on is not None and is_over(born_on, years=OF_AGE + years, today=today)


AREA_OF = {
    UnitKind.DAYCARE: Area.DAYCARE,
    UnitKind.CHILDMINDING: Area.DAYCARE,
    UnitKind.SCHOOL: Area.SCHOOL,
    UnitKind.AFTER_SCHOOL: Area.LEISURE,
    UnitKind.CLUB: Area.LEISURE,
    UnitKind.HEALTH: Area.HEALTH,
    UnitKind.PPR: Area.SOCIAL,
    UnitKind.SOCIAL: Area.SOCIAL,
} | dict.fromkeys((UnitKind.MUNICIPALITY, UnitKind.DISTRICT, UnitKind.ADMINISTRATION), Area.NONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """One line of a list of units. `under` is the name of the unit above; empty is the municipality itself."""

    number: int
    name: str
    kind: UnitKind
    area: Area
    under: str = ""
    stil_number: str = ""
    organisation_uuid: UUID | None = None
    phone: str = ""


def _check_once(rows: Sequence[UnitRow]) -> None:
    said: dict[str, int] = {}
    for row in rows:
        for word in {row.name.casefold(), row.stil_number, str(row.organisation_uuid or "")} - {""}:
            if said.setdefault(word, row.number) != row.number:
                raise Refused(
                    f"Række {row.number} har samme navn, nummer eller UUID som række {said[word]}. Ret den ene."
                )


def in_order(rows: Sequence[UnitRow], known: Collection[str]) -> list[UnitRow]:
    """What is above before what is below it, the municipality first. `known`: the names of units that are there."""
    _check_once(rows)
    there, ordered = {name.casefold() for name in known}, list[UnitRow]()
    waiting = sorted(rows, key=lambda row: row.kind != UnitKind.MUNICIPALITY)
    while waiting:
        ready = [row for row in waiting if not row.under or row.under.casefold() in there]
        if not ready:
            lost = waiting[0]
            raise Refused(
                f"Række {lost.number}: {lost.name} hører under »{lost.under}«, som vi ikke kan finde. Ret navnet, "
                "eller skriv enheden ind i listen. To enheder kan ikke høre under hinanden."
            )
        ordered += ready
        there |= {row.name.casefold() for row in ready}
        waiting = [row for row in waiting if row not in ready]
    return ordered
