"""What a list is compared with, and as of which day."""

from dataclasses import dataclass
from datetime import date

from samspor.roster.rules.clusters import Repeats
from samspor.roster.rules.known import Keyed, Known, Places
from samspor.roster.rules.questions import Answer, Answers, Question, Say


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    known: Known
    places: Places
    answers: Answers
    keyed: Keyed
    on: date
    repeats: Repeats

    def answer(self, question: Question, *allowed: Say) -> Answer | None:
        """What a person has said to this, when it is something that can be said to it."""
        answer = self.answers.get(question.key)
        return answer if answer and answer.say in allowed else None

    def key(self, *parts: object) -> str:
        return self.keyed("|".join(str(part) for part in parts))
