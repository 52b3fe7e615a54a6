"""The tables of screening, by what they are about."""

from samspor.screening.models.assessments import (
    Assessment,
    AssessmentRound,
    Indicator,
    InstrumentVersion,
    JointAssessment,
    JointWording,
    OwnAssessment,
    ParentsInformed,
    RoundUnit,
)
from samspor.screening.models.dialogue import (
    JointDraft,
    LookedTogether,
    SignSeen,
)

__all__ = [
    "Assessment",
    "AssessmentRound",
    "Indicator",
    "InstrumentVersion",
    "JointAssessment",
    "JointDraft",
    "JointWording",
    "LookedTogether",
    "OwnAssessment",
    "ParentsInformed",
    "RoundUnit",
    "SignSeen",
]
