"""The tables of concerns."""

from samspor.concerns.models.concern import Concern, FirstAnswer, HardStop, Reopening
from samspor.concerns.models.drafts import AnonymousConsultation, ConcernDraft
from samspor.concerns.models.entries import (
    EarlierWording,
    Factor,
    Involvement,
    NextStep,
    RulerMark,
    Wanted,
)
from samspor.concerns.models.scales import Scale, ScaleAxis, ScaleStep, StepDescription
from samspor.concerns.models.voices import Voice

__all__ = [
    "AnonymousConsultation",
    "Concern",
    "ConcernDraft",
    "EarlierWording",
    "Factor",
    "FirstAnswer",
    "HardStop",
    "Involvement",
    "NextStep",
    "Reopening",
    "RulerMark",
    "Scale",
    "ScaleAxis",
    "ScaleStep",
    "StepDescription",
    "Voice",
    "Wanted",
]
