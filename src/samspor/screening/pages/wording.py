"""A joint assessment as it stands, or as it stood before it was written anew."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from samspor.screening import texts
from samspor.screening.models import Assessment, JointAssessment, JointWording
from samspor.screening.queries import Worded
from samspor.screening.rules import Beside
from samspor.ui.danish import listing


@dataclass(frozen=True, slots=True)
class Wording:
    """`together` is who took part: colleagues by name, the family by what they are to the child."""

    position: str
    justification: str
    dissent: str
    dissent_by: str
    together: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Agreed:
    """What stands, and what stood before, oldest first."""

    now: Wording | None
    earlier: Sequence[Wording]


def agreed(assessment: Assessment | None, worded: Worded) -> Agreed:
    joint = getattr(assessment, "joint", None)
    if joint is None:
        return Agreed(None, ())
    return Agreed(
        wording(joint, worded.names), [wording(one, worded.names) for one in worded.earlier[joint.assessment_id]]
    )


def wording(one: JointAssessment | JointWording, names: Mapping[UUID, str]) -> Wording:
    return Wording(
        position=one.position,
        justification=one.justification or "",
        dissent=one.dissent or "",
        dissent_by=names[one.dissent_by_id] if one.dissent_by_id else "",
        together=_together(one, names),
        by=names[one.concluded_by_id],
        at=one.concluded_at,
    )


def _together(one: JointAssessment | JointWording, names: Mapping[UUID, str]) -> str:
    colleagues = sorted(names[person] for person in one.participants)
    family = [texts.BESIDE[Beside(word)].lower() for word in one.beside]
    return listing([*colleagues, *family])
