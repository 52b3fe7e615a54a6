"""What parents say, whose word it is, how long a link of theirs holds, and when they should have been told."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from samspor.base.refused import Refused
from samspor.screening.rules.assessments import NEEDS_WORDS, Position


class Heard(StrEnum):
    """How a parent's words came to us."""

    TALK = "talk"
    PAPER = "paper"
    LINK = "link"


def is_link_open(*, closes_on: date, has_custody: bool, revoked: bool, answered: bool, today: date) -> bool:
    """One answer, from somebody who has custody on that day, no later than the round."""
    return today <= closes_on and has_custody and not revoked and not answered


def check_heard(words: Iterable[str], *, said_on: date, today: date) -> None:
    if not any(one.strip() for one in words):
        raise Refused("Skriv mindst ét sted. Er der ikke noget at skrive, så lad siden være.", "goes_well")
    if said_on > today:
        raise Refused("Datoen ligger i fremtiden. Skriv den dag, det blev sagt.", "said_on")


def check_told_among(told: Collection[UUID], among: Collection[UUID]) -> None:
    if not set(told) <= set(among):
        raise Refused("Vælg blandt dem, der har forældremyndigheden. Hent siden igen.", "told")


def check_taken_back(*, already: bool, said_on: date, on: date, today: date) -> None:
    if already:
        raise Refused("Ordene er allerede taget tilbage. Hent siden igen, og se, hvad der står nu.")
    if on > today:
        raise Refused("Datoen ligger i fremtiden. Skriv den dag, forælderen sagde det.", "taken_back_on")
    if on < said_on:
        raise Refused("Datoen ligger før den dag, ordene blev sagt. Se den efter.", "taken_back_on")


def is_late(*, position: Position, concluded_on: date, informed: bool, today: date, days: int) -> bool:
    """A yellow or red position that the parents have not heard of when that many days have gone."""
    return position in NEEDS_WORDS and not informed and today >= concluded_on + timedelta(days=days)
