"""Reads of pathways. The actor first; what is answered is within their reach."""

from samspor.pathways.queries.around import around, kept, leads, me, own_job
from samspor.pathways.queries.keeping import drafts_past, pathways_past
from samspor.pathways.queries.lists import draft_of, fallen, open_pathway_of, pathways_to_pass_on, pathways_visible_to
from samspor.pathways.queries.promises import (
    late_of_others,
    number_open,
    promised_by,
    promises_of,
    promises_visible_to,
)
from samspor.pathways.queries.standing import Standing, is_offered, main_unit, standing, standing_of, state_of
from samspor.pathways.queries.whole import (
    entries_of,
    holds_of,
    latest_entries,
    led_among,
    listed,
    near,
    nexts_of,
    of_the_child,
    offers_of,
    substitutes_of,
)

__all__ = [
    "Standing",
    "around",
    "draft_of",
    "drafts_past",
    "entries_of",
    "fallen",
    "holds_of",
    "is_offered",
    "kept",
    "late_of_others",
    "latest_entries",
    "leads",
    "led_among",
    "listed",
    "main_unit",
    "me",
    "near",
    "nexts_of",
    "number_open",
    "of_the_child",
    "offers_of",
    "open_pathway_of",
    "own_job",
    "pathways_past",
    "pathways_to_pass_on",
    "pathways_visible_to",
    "promised_by",
    "promises_of",
    "promises_visible_to",
    "standing",
    "standing_of",
    "state_of",
    "substitutes_of",
]
