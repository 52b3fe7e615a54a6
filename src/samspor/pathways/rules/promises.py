"""A promise to the child or the family: whether it stands, is late, was kept or was broken. Said by people."""

from datetime import date, timedelta
from enum import StrEnum

from samspor.base.refused import Refused

FURTHEST_AHEAD = timedelta(days=366)


class Outcome(StrEnum):
    KEPT = "kept"
    BROKEN = "broken"


class Promised(StrEnum):
    """How a promise stands. Derived."""

    OPEN = "open"
    LATE = "late"
    KEPT = "kept"
    KEPT_LATE = "kept_late"
    BROKEN = "broken"


class Whom(StrEnum):
    CHILD = "child"
    FAMILY = "family"


def stands(due_on: date, outcome: Outcome | None, settled_on: date | None, *, today: date) -> Promised:
    """Its day is the last on which it is kept in time."""
    if outcome is Outcome.BROKEN:
        return Promised.BROKEN
    if settled_on is not None:
        return Promised.KEPT_LATE if settled_on > due_on else Promised.KEPT
    return Promised.LATE if today > due_on else Promised.OPEN


def check_day(on: date, *, today: date) -> None:
    if on < today:
        raise Refused("Dagen er gået. Skriv den dag, det senest skal være gjort.", "on")
    if on > today + FURTHEST_AHEAD:
        raise Refused("Dagen ligger mere end et år frem. Lov noget, I kan se for jer.", "on")


def check_settled(*, settled: bool, should_be: bool) -> None:
    """Two who say what became of it do not write over each other."""
    if settled != should_be:
        said = "Det står der allerede, hvad der blev af." if settled else "Løftet er åbent i forvejen."
        raise Refused(f"{said} Hent siden igen.")


def check_why(outcome: Outcome, words: str) -> None:
    """A family that was promised something is owed a reason."""
    if outcome is Outcome.BROKEN and not words.strip():
        raise Refused("Skriv, hvad I siger til familien om det.", "words")


def check_none_open(number: int) -> None:
    """A pathway does not end over what was promised in it."""
    if number:
        many = "et løfte" if number == 1 else f"{number} løfter"
        raise Refused(f"Der er {many}, som ingen har sagt, hvad der blev af. Skriv det først.")
