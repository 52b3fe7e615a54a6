"""The vocabulary of concerns, and the state of one: derived from what is recorded, never stored."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

CHECKED = "concern"  # what the guide's checklists of this room are about


class State(StrEnum):
    STARTED = "started"  # the two questions that come first have not both been answered
    OPEN = "open"
    STOPPED = "stopped"  # nothing may reach the parents
    CLOSED = "closed"


TRANSITIONS: Mapping[State, frozenset[State]] = MappingProxyType(
    {
        State.STARTED: frozenset({State.OPEN, State.STOPPED}),
        State.OPEN: frozenset({State.STOPPED, State.CLOSED}),
        State.STOPPED: frozenset({State.OPEN}),
        State.CLOSED: frozenset({State.OPEN}),
    }
)


class FactorKind(StrEnum):
    """What helps, and what makes it harder (a risk factor in the glossary). Neither is counted."""

    PROTECTIVE = "protective"
    STRAINING = "straining"


class Circle(StrEnum):
    """Where around the child a factor is."""

    CHILD = "child"
    FAMILY = "family"
    NETWORK = "network"
    SURROUNDINGS = "surroundings"


class Whose(StrEnum):
    """Whose number stands on the ruler."""

    STAFF = "staff"
    CHILD = "child"
    PARENT = "parent"
    NETWORK = "network"


class House(StrEnum):
    """The child's three houses."""

    GOOD = "good"
    WORRIES = "worries"
    DREAMS = "dreams"


class WrittenBy(StrEnum):
    CHILD = "child"
    ADULT = "adult"


class Audience(StrEnum):
    """Whom the child lets see a piece. Nobody is the choice of none of them."""

    MY_ROOM = "my_room"
    PARENTS = "parents"
    LEADER = "leader"
    HELPERS = "helpers"


class Party(StrEnum):
    """Whom to involve: functions, not names."""

    PARENTS = "parents"
    COLLEAGUES = "colleagues"
    LEADER = "leader"
    HEALTH_VISITOR = "health_visitor"
    PPR = "ppr"
    FRONT_TEAM = "front_team"
    FORUM = "forum"
    NETWORK = "network"


class Theme(StrEnum):
    """What an anonymous consultation is about."""

    WELLBEING = "wellbeing"
    LANGUAGE = "language"
    RELATIONS = "relations"
    ABSENCE = "absence"
    HOME = "home"
    PRACTICE = "practice"


def state_of(*, unanswered: int, stops: int, closed: bool) -> State:
    if closed:
        return State.CLOSED
    if stops:
        return State.STOPPED
    return State.STARTED if unanswered else State.OPEN
