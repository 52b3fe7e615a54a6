"""The tables of screening, by what they are about."""

from samspor.screening.models.assessments import (
    Assessment,
    AssessmentRound,
    Indicator,
    InstrumentVersion,
    JointAssessment,
    JointWording,
    Keyed,
    OwnAssessment,
    ParentsInformed,
    RoundUnit,
)

__all__ = [
    "Assessment",
    "AssessmentRound",
    "Indicator",
    "InstrumentVersion",
    "JointAssessment",
    "JointWording",
    "Keyed",
    "OwnAssessment",
    "ParentsInformed",
    "RoundUnit",
]
