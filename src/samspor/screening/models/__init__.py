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
from samspor.screening.models.chosen import RoundChild
from samspor.screening.models.corrections import EarlierInformed, EarlierLateNotice, EarlierNotice
from samspor.screening.models.dialogue import JointDraft, LookedTogether, SignSeen
from samspor.screening.models.focus import FocusPoint, FocusReview
from samspor.screening.models.keeping import RoundCount
from samspor.screening.models.notices import LateNotice
from samspor.screening.models.parents import ParentLink, ParentVoice
from samspor.screening.models.seconds import SecondAssessor

__all__ = [
    "Assessment",
    "AssessmentRound",
    "EarlierInformed",
    "EarlierLateNotice",
    "EarlierNotice",
    "FocusPoint",
    "FocusReview",
    "Indicator",
    "InstrumentVersion",
    "JointAssessment",
    "JointDraft",
    "JointWording",
    "LateNotice",
    "LookedTogether",
    "OwnAssessment",
    "ParentLink",
    "ParentVoice",
    "ParentsInformed",
    "RoundChild",
    "RoundCount",
    "RoundUnit",
    "SecondAssessor",
    "SignSeen",
]
