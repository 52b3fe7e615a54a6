"""The tables of pathways."""

from samspor.pathways.models.baton import BatonOffer, Hold, Substitute
from samspor.pathways.models.pathway import Pathway
from samspor.pathways.models.promise import Promise
from samspor.pathways.models.record import LogEntry, NextThing, PathwayDraft

__all__ = ["BatonOffer", "Hold", "LogEntry", "NextThing", "Pathway", "PathwayDraft", "Promise", "Substitute"]
