"""The door to pathways."""

from samspor.pathways.actions import (
    accept_baton,
    close_pathway,
    decline_baton,
    drop_pathway_draft,
    end_substitute,
    give_substitute,
    offer_baton,
    open_pathway,
    save_draft_to_open,
    save_pathway_draft,
    set_next,
    take_back_offer,
    write_entry,
)
from samspor.pathways.models import BatonOffer, Hold, LogEntry, NextThing, Pathway, PathwayDraft, Substitute
from samspor.pathways.queries import pathways_to_pass_on, pathways_visible_to, standing

__all__ = [
    "BatonOffer",
    "Hold",
    "LogEntry",
    "NextThing",
    "Pathway",
    "PathwayDraft",
    "Substitute",
    "accept_baton",
    "close_pathway",
    "decline_baton",
    "drop_pathway_draft",
    "end_substitute",
    "give_substitute",
    "offer_baton",
    "open_pathway",
    "pathways_to_pass_on",
    "pathways_visible_to",
    "save_draft_to_open",
    "save_pathway_draft",
    "set_next",
    "standing",
    "take_back_offer",
    "write_entry",
]
