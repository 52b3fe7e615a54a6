"""Every verb of pathways."""

from samspor.pathways.actions.baton import accept_baton, decline_baton, offer_baton, take_back_offer
from samspor.pathways.actions.drafts import drop_pathway_draft, save_draft_to_open, save_pathway_draft
from samspor.pathways.actions.opening import close_pathway, open_pathway
from samspor.pathways.actions.promises import make_promise, reopen_promise, settle_promise
from samspor.pathways.actions.record import set_next, write_entry
from samspor.pathways.actions.substitutes import end_substitute, give_substitute

__all__ = [
    "accept_baton",
    "close_pathway",
    "decline_baton",
    "drop_pathway_draft",
    "end_substitute",
    "give_substitute",
    "make_promise",
    "offer_baton",
    "open_pathway",
    "reopen_promise",
    "save_draft_to_open",
    "save_pathway_draft",
    "set_next",
    "settle_promise",
    "take_back_offer",
    "write_entry",
]
