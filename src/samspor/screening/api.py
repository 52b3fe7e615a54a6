"""The door to screening."""

from samspor.screening.actions import (
    adopt_instrument,
    change_round,
    choose_single_assessor,
    conclude,
    hand_in,
    inform_parents,
    plan_round,
    record_notice,
    set_mark,
    withdraw_round,
)
from samspor.screening.instrument import Instrument, read, shipped
from samspor.screening.models import (
    Assessment,
    AssessmentRound,
    Indicator,
    InstrumentVersion,
    JointAssessment,
    OwnAssessment,
    ParentsInformed,
    RoundUnit,
)

__all__ = [
    "Assessment",
    "AssessmentRound",
    "Indicator",
    "Instrument",
    "InstrumentVersion",
    "JointAssessment",
    "OwnAssessment",
    "ParentsInformed",
    "RoundUnit",
    "adopt_instrument",
    "change_round",
    "choose_single_assessor",
    "conclude",
    "hand_in",
    "inform_parents",
    "plan_round",
    "read",
    "record_notice",
    "set_mark",
    "shipped",
    "withdraw_round",
]
