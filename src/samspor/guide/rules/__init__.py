"""What may be said of the guide without asking a database: its path, its times, its words and its versions."""

from samspor.guide.rules.differences import Change, Difference, differences
from samspor.guide.rules.path import (
    DEGREES,
    Answer,
    Condition,
    Situation,
    Step,
    Track,
    faults,
    first_step,
    next_step,
    reachable,
    steps_for,
    steps_to_do,
    ways_on,
)
from samspor.guide.rules.rehearsals import FEWEST_SESSIONS, Figure, Scenario, Turn, figure, turns_of
from samspor.guide.rules.times import check_within
from samspor.guide.rules.versions import Audience, VersionState, is_overdue
from samspor.guide.rules.wording import LIMIT, Reading, reading

__all__ = [
    "DEGREES",
    "FEWEST_SESSIONS",
    "LIMIT",
    "Answer",
    "Audience",
    "Change",
    "Condition",
    "Difference",
    "Figure",
    "Reading",
    "Scenario",
    "Situation",
    "Step",
    "Track",
    "Turn",
    "VersionState",
    "check_within",
    "differences",
    "faults",
    "figure",
    "first_step",
    "is_overdue",
    "next_step",
    "reachable",
    "reading",
    "steps_for",
    "steps_to_do",
    "turns_of",
    "ways_on",
]
