"""What is shown of parents' words and links."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from samspor.people.api import naming
from samspor.screening import texts
from samspor.screening.models import JointAssessment, ParentVoice
from samspor.screening.rules import Heard, Way


@dataclass(frozen=True, slots=True)
class Said:
    """One parent's words. `answers` are pairs of question and answer: none, when they were taken back."""

    name: str
    way: str
    is_verbatim: bool
    said_on: date
    recorded_by: str
    answers: Sequence[tuple[str, str]]
    key: UUID
    taken_back_on: date | None
    taken_back_way: str


def said(voices: Iterable[ParentVoice]) -> list[Said]:
    return [_said(one) for one in voices]


def _said(one: ParentVoice) -> Said:
    answers = [(question, getattr(one, name)) for name, question in texts.QUESTION.items()]
    return Said(
        name=one.guardian.name,
        way=texts.HEARD[Heard(one.way)],
        is_verbatim=one.is_verbatim,
        said_on=one.said_on,
        recorded_by=one.recorded_by.name if one.recorded_by else "",
        answers=[] if one.taken_back_at else [(question, answer) for question, answer in answers if answer],
        key=one.pk,
        taken_back_on=one.taken_back_on,
        taken_back_way=texts.WAY[Way(one.taken_back_way)].lower() if one.taken_back_way else "",
    )


def questions() -> list[str]:
    return list(texts.QUESTION.values())


@dataclass(frozen=True, slots=True)
class Late:
    """A child whose parents should have been told of a position by now."""

    assessment: UUID
    child: UUID
    name: str
    concluded_on: date


def late(found: Iterable[JointAssessment], names: Mapping[UUID, naming.Name]) -> list[Late]:
    """`names`: what the children are called to who reads."""
    pairs = [(one, one.assessment.child_id) for one in found]
    return [Late(one.assessment_id, child, names[child].whole, one.concluded_at) for one, child in pairs]
