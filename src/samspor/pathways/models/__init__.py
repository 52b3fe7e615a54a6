"""The tables of pathways."""

from samspor.pathways.models.baton import Hold, Offer, Substitute
from samspor.pathways.models.pathway import Pathway
from samspor.pathways.models.record import LogEntry, NextThing, PathwayDraft

__all__ = ["Hold", "LogEntry", "NextThing", "Offer", "Pathway", "PathwayDraft", "Substitute"]
