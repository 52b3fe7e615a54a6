"""The vocabulary of pathways."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class State(StrEnum):
    """Derived: of an open pathway from how it is held now."""

    HELD = "held"
    OFFERED = "offered"
    WITH_LEADER = "with_leader"  # it fell to who leads, and waits to be passed on
    CLOSED = "closed"


_OPEN = frozenset({State.HELD, State.OFFERED, State.WITH_LEADER})
TRANSITIONS: Mapping[State, frozenset[State]] = MappingProxyType(
    {one: (_OPEN | {State.CLOSED}) - {one} for one in State if one in _OPEN} | {State.CLOSED: frozenset()}
)


class Answer(StrEnum):
    """What became of an offered baton."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"
    LAPSED = "lapsed"
    OVERTAKEN = "overtaken"  # the child moved meanwhile, or the pathway was closed


ANSWER_TRANSITIONS: Mapping[Answer, frozenset[Answer]] = MappingProxyType(
    {one: frozenset(Answer) - {Answer.WAITING} if one is Answer.WAITING else frozenset() for one in Answer}
)


class Origin(StrEnum):
    """What a pathway grew from."""

    CONCERN = "concern"
    STAFF = "staff"
    MEETING = "meeting"
    FAMILY = "family"


class Closing(StrEnum):
    GOAL_REACHED = "goal_reached"
    FAMILY_WITHDREW = "family_withdrew"
    STATUTORY_PLAN = "statutory_plan"
    MOVED_AWAY = "moved_away"
    OTHER = "other"


class Absence(StrEnum):
    HOLIDAY = "holiday"
    SICK = "sick"
    LEAVE = "leave"


class EntryKind(StrEnum):
    OBSERVATION = "observation"
    BRIGHT_SPOT = "bright_spot"
    CHALLENGE = "challenge"
    AGREEMENT = "agreement"
    EVALUATION = "evaluation"
