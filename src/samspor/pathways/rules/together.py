"""Who is in a pathway, by what right, and the two lead roles that are kept apart."""

from dataclasses import dataclass
from enum import StrEnum

from samspor.access.rules import Role
from samspor.base.refused import Refused
from samspor.pathways.rules.around import LEADERS


class Kind(StrEnum):
    """What somebody is to the pathway."""

    STAFF = "staff"
    GUARDIAN = "guardian"
    CHILD = "child"
    OTHER = "other"
    NETWORK = "network"  # private people whom one of the family has asked for


class Lead(StrEnum):
    """Two roles, two people: who calls together and follows up, and whom the family has the best contact with."""

    COORDINATING = "coordinating"
    RELATIONAL = "relational"


class Access(StrEnum):
    """What a participant may see here. Derived each time it is asked, never kept."""

    BY_WORK = "by_work"
    LET_IN = "let_in"
    GONE = "gone"  # worked with the child once
    SHUT = "shut"  # let in once, and what it rested on no longer holds
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the lane said when somebody was to be let in. `asks`: a yes from the family would open it."""

    may: bool
    sentence: str
    next_step: str
    asks: bool = False


class ToBeAsked(Refused):
    """Refused for want of a consent, and of nothing else: the way on is to ask the family."""


def check_lane(asked: Asked) -> None:
    """What may not be shared lets nobody in: the lane's own sentence, and the way on."""
    if not asked.may:
        said = f"{asked.sentence} {asked.next_step}"
        raise ToBeAsked(said) if asked.asks else Refused(said)


def check_once(*, there: bool) -> None:
    if there:
        raise Refused("Den, du har valgt, er med i forløbet i forvejen. Vælg en anden.", "who")


def check_with(*, ended: bool) -> None:
    if ended:
        raise Refused("Den, du har valgt, er ikke med længere. Hent siden igen.")


def may_coordinate(role: Role | None) -> bool:
    """A leader's duty, always."""
    return role in LEADERS


def check_coordinates(role: Role | None) -> None:
    if not may_coordinate(role):
        raise Refused("At kalde sammen og følge op er en leders opgave. Vælg en leder.", str(Lead.COORDINATING))


def check_apart(*, same: bool) -> None:
    """Whom the family trusts is not also the one who calls the meetings."""
    if same:
        raise Refused("De to opgaver er hver sin persons. Vælg en anden.", str(Lead.RELATIONAL))
