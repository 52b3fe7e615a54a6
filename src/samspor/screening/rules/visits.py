"""A visit: one child is looked at on any day, the parents told of it first."""

from datetime import date, timedelta

from samspor.base.refused import Refused
from samspor.screening.rules.assessments import REOPENED_WITHIN
from samspor.ui.danish import long_date

WRITTEN_WITHIN = timedelta(days=14)  # a visit is written down while it is remembered
SHORTEST = 10


def open_until(visited_on: date) -> date:
    return visited_on + WRITTEN_WITHIN


def check_visit(*, visited_on: date, notice_on: date, today: date) -> None:
    if visited_on > today:
        raise Refused("Datoen ligger i fremtiden. Skriv besøget ned, når det er gjort.", "visited_on")
    if today > open_until(visited_on):
        raise Refused("Besøget er mere end 14 dage gammelt. Se på barnet igen ved næste besøg.", "visited_on")
    if notice_on > visited_on:
        raise Refused(
            f"Forældrene skal vide det, før du ser på barnet. Besøget var {long_date(visited_on)}. Se dagene efter.",
            "notice_on",
        )


def is_to_prolong(*, closes_on: date, concluded: bool, anybody: bool, today: date) -> bool:
    """As a round is for a while after it closed. `anybody`: somebody has handed in."""
    return anybody and not concluded and closes_on < today <= closes_on + REOPENED_WITHIN


def check_prolonged(*, is_to: bool) -> None:
    if not is_to:
        raise Refused("Besøget kan ikke få flere dage. Se på barnet igen ved næste besøg.")


def check_company(*, has_second: bool, alone_because: str) -> None:
    """Two look, or it is chosen openly that one does."""
    if not has_second and len(alone_because.strip()) < SHORTEST:
        raise Refused("Skriv, hvorfor du ser på barnet alene denne gang, eller vælg en kollega.", "alone_because")


def check_visitor(*, alone: bool, made_by_me: bool) -> None:
    if alone and not made_by_me:
        raise Refused("Det er valgt, at kun den, der var på besøget, vurderer. Tal med din kollega om det, du ser.")
