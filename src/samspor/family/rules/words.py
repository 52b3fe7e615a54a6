"""What a family says, about what, and how much of the page one of them is shown."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from samspor.base.refused import Refused


class WordKind(StrEnum):
    VIEW = "view"
    BEFORE_MEETING = "before_meeting"
    DISAGREEMENT = "disagreement"


class About(StrEnum):
    """What somebody does not agree with."""

    NEXT = "next"
    PEOPLE = "people"
    AGREEMENTS = "agreements"
    GOALS = "goals"
    PROMISES = "promises"
    CONSENTS = "consents"
    OTHER = "other"


class Sight(StrEnum):
    """How much of the page one guardian, or the child, is shown."""

    WHOLE = "whole"
    NO_PLACES = "no_places"  # the child's home is covered, and they do not live there
    OWN = "own"  # without custody: what they have been told, and what they wrote
    CLOSED = "closed"


# How each kind is called in an address.
PATHS: Mapping[str, WordKind] = MappingProxyType(
    {"mit-syn": WordKind.VIEW, "foer-moedet": WordKind.BEFORE_MEETING, "uenig": WordKind.DISAGREEMENT}
)


def check_said(text: str) -> None:
    if not text.strip():
        raise Refused("Skriv det, du vil sige.", "text")


def check_about(kind: WordKind, about: About | None) -> None:
    if kind is WordKind.DISAGREEMENT and about is None:
        raise Refused("Vælg, hvad du er uenig i.", "about")
