"""Whose a group is on Min dag, where nobody has been given it by name: no group in an open round is nobody's."""

from dataclasses import dataclass
from datetime import date, timedelta

from samspor.screening.rules.assessments import ASSESSORS

CLOSING = timedelta(days=7)  # then the leader looks, whoever has begun


@dataclass(frozen=True, slots=True)
class Knows:
    """What one has had to do with a group: begun on it in this round, assessed in it before, or in any open group here.

    `leads`: one leads the unit.
    """

    leads: bool
    begun: bool
    before: bool
    anywhere: bool


def is_asked(knows: Knows, *, is_led: bool) -> bool:
    """Whether a group's round is a task for oneself.

    One who has begun goes on. A leader is asked for no more. A colleague is asked for the groups they have assessed in
    before; of one who is new we do not know which those are, so they are asked for all; where nobody leads, all are.
    """
    if knows.begun:
        return True
    return not knows.leads and (knows.before or not knows.anywhere or not is_led)


def is_overseen(knows: Knows, *, assessors: int, closes_on: date, today: date) -> bool:
    """Whether the leader has to see to it: too few of those who work there today have begun, or it closes soon."""
    return knows.leads and (assessors < ASSESSORS or closes_on - today <= CLOSING)
