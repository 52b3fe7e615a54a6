"""How hard a text is to read: its LIX, and when that is too much."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from samspor.guide.rules.versions import Audience

LIMIT: Mapping[Audience, int] = MappingProxyType({Audience.STAFF: 40, Audience.FAMILIES: 35})
FEWEST_WORDS = 10  # of fewer words the number says nothing
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_END = re.compile(r"[.!?:]+(?=[\s«»\")\]]|$)")
_TIME = re.compile(
    r"\b(?:\d+|to|tre|fire|fem|seks|syv|otte|ti|tolv|fjorten|fireogtyve)\s+"
    r"(?:timer?|dage?|døgn|hverdage?|arbejdsdage?|uger?|måneder?|procent)\b|\d\s*%",
    re.IGNORECASE,
)


def lix(text: str) -> int:
    """Words in a sentence on average, and how many of a hundred words are longer than six letters."""
    words = _WORD.findall(text)
    if not words:
        return 0
    sentences = len(_END.findall(text)) + bool(_WORD.search(_END.split(text)[-1]))
    long = sum(len(re.sub(r"[-'’]", "", word)) > 6 for word in words)
    return int(len(words) / sentences + 100 * long / len(words) + 0.5)


@dataclass(frozen=True, slots=True)
class Reading:
    """A text's LIX beside its limit. None when the text is too short to say."""

    lix: int | None
    limit: int

    @property
    def too_hard(self) -> bool:
        return self.lix is not None and self.lix > self.limit


def reading(text: str, audience: Audience) -> Reading:
    enough = len(_WORD.findall(text)) >= FEWEST_WORDS
    return Reading(lix(text) if enough else None, LIMIT[audience])


def typed_times(text: str) -> list[str]:
    """Lengths of time written in a text, where they have no origin: they belong in the field for time."""
    return _TIME.findall(text)
