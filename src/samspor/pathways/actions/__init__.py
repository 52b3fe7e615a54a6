"""Every verb of pathways."""

from samspor.pathways.actions.baton import accept_baton, decline_baton, offer_baton, take_back_offer
from samspor.pathways.actions.doing import add_action, look_at_action, reopen_action, settle_action
from samspor.pathways.actions.drafts import drop_pathway_draft, save_draft_to_open, save_pathway_draft
from samspor.pathways.actions.goals import end_goal, reopen_goal, say_number, say_own_number, set_goal
from samspor.pathways.actions.levels import choose_level
from samspor.pathways.actions.opening import close_pathway, open_pathway
from samspor.pathways.actions.promises import make_promise, reopen_promise, settle_promise
from samspor.pathways.actions.record import set_next, write_entry
from samspor.pathways.actions.siblings import link_siblings, unlink_siblings
from samspor.pathways.actions.substitutes import end_substitute, give_substitute
from samspor.pathways.actions.taking_out import take_out
from samspor.pathways.actions.together import (
    add_colleague,
    add_family,
    add_network,
    add_other,
    choose_leads,
    end_participant,
    let_in,
)

__all__ = [
    "accept_baton",
    "add_action",
    "add_colleague",
    "add_family",
    "add_network",
    "add_other",
    "choose_leads",
    "choose_level",
    "close_pathway",
    "decline_baton",
    "drop_pathway_draft",
    "end_goal",
    "end_participant",
    "end_substitute",
    "give_substitute",
    "let_in",
    "link_siblings",
    "look_at_action",
    "make_promise",
    "offer_baton",
    "open_pathway",
    "reopen_action",
    "reopen_goal",
    "reopen_promise",
    "save_draft_to_open",
    "save_pathway_draft",
    "say_number",
    "say_own_number",
    "set_goal",
    "set_next",
    "settle_action",
    "settle_promise",
    "take_back_offer",
    "take_out",
    "unlink_siblings",
    "write_entry",
]
