"""When a text is too hard to read, and the times that are typed in one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from samspor.base.lix import has_number, lix
from samspor.guide.rules.versions import Audience

LIMIT: Mapping[Audience, int] = MappingProxyType({Audience.STAFF: 40, Audience.FAMILIES: 35})
_TIME = re.compile(
    r"\b(?:\d+|to|tre|fire|fem|seks|syv|otte|ti|tolv|fjorten|fireogtyve)\s+"
    r"(?:timer?|dage?|døgn|hverdage?|arbejdsdage?|uger?|måneder?|procent)\b|\d\s*%",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A text's LIX beside its limit. None when the text is too short to say."""

    lix: int | None
    limit: int

    @property
    def too_hard(self) -> bool:
        return self.lix is not None and self.lix > self.limit


def reading(text: str, audience: Audience) -> Reading:
    return Reading(lix(text) if has_number(text) else None, LIMIT[audience])


def typed_times(text: str) -> list[str]:
    """Lengths of time written in a text, where they have no origin: they belong in the field for time."""
    return _TIME.findall(text)
