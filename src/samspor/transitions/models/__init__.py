"""The tables of handovers."""

from samspor.transitions.models.answers import ChildAnswer, HandoverLink, ParentAnswer
from samspor.transitions.models.delivery import Delivery, FurtherReader, SentField
from samspor.transitions.models.drafts import HandoverDraft
from samspor.transitions.models.handover import Handover, HandoverField, Wording

__all__ = [
    "ChildAnswer",
    "Delivery",
    "FurtherReader",
    "Handover",
    "HandoverDraft",
    "HandoverField",
    "HandoverLink",
    "ParentAnswer",
    "SentField",
    "Wording",
]
