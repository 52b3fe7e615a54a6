"""Who looks at a child beside the one who has it every day, and for how long they may."""

from datetime import date

from samspor.base.refused import Refused
from samspor.ui.danish import long_date


def is_asked(*, from_on: date, to_on: date, ended: bool, on: date) -> bool:
    """Both days belong to it."""
    return not ended and from_on <= on <= to_on


def check_second(*, from_on: date, to_on: date, closes_on: date, today: date) -> None:
    if to_on < from_on:
        raise Refused("Den sidste dag kan ikke ligge før den første. Ret en af dem.", "to_on")
    if to_on > closes_on:
        raise Refused(
            f"Runden lukker {long_date(closes_on)}. Adgangen kan ikke vare længere. Vælg den dag eller en tidligere.",
            "to_on",
        )
    if to_on < today:
        raise Refused("Den sidste dag er gået. Vælg en dag, der kommer.", "to_on")


def check_declined(words: str, *, left: bool) -> None:
    """One says why, so that the leader knows whom to ask instead. What is done is done."""
    if not left:
        raise Refused("Du har afleveret det, du er bedt om. Du behøver ikke gøre mere.")
    if not words.strip():
        raise Refused("Skriv kort hvorfor, så lederen ved, hvem der kan spørges i stedet.", "words")


def check_asked(*, is_one_of_ours: bool, is_asked_already: bool) -> None:
    if is_one_of_ours:
        raise Refused("Kollegaen arbejder i enheden og kan allerede vurdere børnene her. Vælg en anden.", "staff")
    if is_asked_already:
        raise Refused("Kollegaen er allerede bedt om at se på børnene i den tid. Vælg en anden.", "staff")
