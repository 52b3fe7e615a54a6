"""What a list is compared with, and as of which day."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from samspor.roster.rules.clusters import Repeats
from samspor.roster.rules.known import Keyed, Known, Places
from samspor.roster.rules.questions import Answer, Answers, Question, Say
from samspor.roster.rules.values import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """`contested` are groups that more than one name has been answered to be the new name of."""

    known: Known
    places: Places
    answers: Answers
    keyed: Keyed
    on: date
    repeats: Repeats
    contested: frozenset[str]

    def answer(self, question: Question, *allowed: Say) -> Answer | None:
        """What a person has said to this, when it is something that can be said to it."""
        answer = self.answers.get(question.key)
        return answer if answer and answer.say in allowed else None

    def is_renamed(self, target: str, name: str) -> bool:
        """A group the list still names, or that two names are said to be, has not simply got a new name."""
        return target not in self.contested and fold(name) not in self.repeats.groups

    def key(self, *parts: object) -> str:
        return self.keyed("|".join(str(part) for part in parts))


def contested(answers: Answers) -> frozenset[str]:
    counted = Counter(answer.target for answer in answers.values() if answer.say is Say.RENAMED)
    return frozenset(target for target, times in counted.items() if times > 1)
