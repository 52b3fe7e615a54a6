"""When a text is too hard to read, and the times that are typed in one."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from samspor.base.lix import has_number, lix
from samspor.base.refused import Refused
from samspor.guide.rules.path import Step
from samspor.guide.rules.versions import Audience

LIMIT: Mapping[Audience, int] = MappingProxyType({Audience.STAFF: 40, Audience.FAMILIES: 35})
_NUMBER = (
    r"\d+|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|tretten|fjorten|femten|seksten|sytten|atten|nitten|tyve"
    r"|fireogtyve|tredive|fyrre|otteogfyrre|halvtreds|tres|halvfems|halvanden|halvandet|par"
)
# One day is a day in the calendar; one of anything longer, or of hours, is a length of time.
_TIME = re.compile(
    rf"\b(?:{_NUMBER})\s+(?:hele\s+|løbende\s+)?(?:time|timer|dage|døgn|hverdage?|arbejdsdage?|uger?|måneder?|kvartaler)s?\b"
    r"|\b(?:en|et|én|ét)\s+(?:hel\s+|helt\s+|halv\s+|halvt\s+)?(?:time|døgn|hverdag|arbejdsdag|uge|måned|kvartal)s?\b"
    rf"|\b(?:{_NUMBER})\s*-\s*(?:time|dag|døgn|uge|måned)\w*"
    r"|\bet\s+halvt\s+år\b|\d\s*%|\b(?:\d+|femten|ti)\s+procent\b",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(r"§|\bparagraf\w*\s+\d|\bstk\.\s*\d", re.IGNORECASE)
WORDS = ("title", "do", "question", "who", "basis", "decided", "days_basis", "template_name", "contact")


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


def texts_of(step: Step) -> dict[str, str]:
    """Everything of a step that somebody reads, by the name of its part."""
    said = {name: getattr(step, name) for name in WORDS}
    return said | {"answers": ". ".join(one.words for one in step.answers)}


def all_of(texts: Iterable[str]) -> str:
    """As it is read: one text, where what has no full stop is a sentence all the same."""
    lines = (line.strip() for text in texts for line in text.splitlines())
    return " ".join(line if line[-1] in ".?!:" else f"{line}." for line in lines if line)


def times_in(steps: Iterable[Step]) -> list[tuple[str, str]]:
    """The lengths of time that stand in texts: the step's title and what was found."""
    found = ((step.title, typed_times(" | ".join(texts_of(step).values()))) for step in steps)
    return [(title, time) for title, times in found for time in times]


def paragraphs_typed(steps: Iterable[Step]) -> list[str]:
    """As sentences. A paragraph is fetched from the rule table, and is another when the law is."""
    return [
        f"»{step.title}« har en paragraf i teksten. Vælg reglen i feltet for hjemmel, så står den, som den er i dag."
        for step in steps
        if any(_PARAGRAPH.search(text) for text in texts_of(step).values())
    ]


def check_times(found: Sequence[tuple[str, str]], *, are_no_deadlines: bool) -> None:
    """A deadline has its field, and comes with where it is from. What is none is said to be none."""
    if found and not are_no_deadlines:
        named = ", ".join(f"{time} (»{title}«)" for title, time in found)
        raise Refused(
            f"Der står tider i teksten: {named}. Sæt dem i feltet for tid, eller sæt kryds ved, at de ikke er frister.",
            "no_deadlines",
        )
