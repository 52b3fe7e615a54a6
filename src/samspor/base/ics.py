"""The ten dimensions around a child (ICS): the tags that every room puts on what it describes."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType


class Ics(StrEnum):
    """What something is about. A tag sorts words; it says nothing of how a child is."""

    HEALTH = "health"
    DEVELOPMENT = "development"
    LEARNING = "learning"
    FRIENDSHIPS = "friendships"
    CARE = "care"
    GUIDANCE = "guidance"
    RELATIONS = "relations"
    FAMILY = "family"
    LIVING = "living"
    NETWORK = "network"


WORDS: Mapping[Ics, str] = MappingProxyType(
    {
        Ics.HEALTH: "Sundhed",
        Ics.DEVELOPMENT: "Udvikling og adfærd",
        Ics.LEARNING: "Dagtilbud, skole og læring",
        Ics.FRIENDSHIPS: "Fritid og venskaber",
        Ics.CARE: "Trygt omsorgsmiljø",
        Ics.GUIDANCE: "Stimulering og vejledning",
        Ics.RELATIONS: "Støtte til relationer",
        Ics.FAMILY: "Familieforhold og baggrund",
        Ics.LIVING: "Bolig, arbejde og økonomi",
        Ics.NETWORK: "Socialt netværk",
    }
)


def named(tags: Iterable[str]) -> list[str]:
    """As they are shown, in the order of the ten."""
    kept = set(tags)
    return [label for tag, label in WORDS.items() if tag in kept]
