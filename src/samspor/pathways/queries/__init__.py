"""Reads of pathways. The actor first; what is answered is within their reach."""

from samspor.pathways.queries.around import around, kept, leads, me, own_job
from samspor.pathways.queries.lists import draft_of, fallen, open_pathway_of, pathways_to_pass_on, pathways_visible_to
from samspor.pathways.queries.standing import Standing, main_unit, standing, standing_of, state_of

__all__ = [
    "Standing",
    "around",
    "draft_of",
    "fallen",
    "kept",
    "leads",
    "main_unit",
    "me",
    "open_pathway_of",
    "own_job",
    "pathways_to_pass_on",
    "pathways_visible_to",
    "standing",
    "standing_of",
    "state_of",
]
