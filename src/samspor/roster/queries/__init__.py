"""Reads of roster."""

from samspor.roster.queries.knowing import (
    answers_for,
    ground,
    in_reach,
    left_nowhere,
    people_on_their_way_out,
    places,
    whose_numbers,
)
from samspor.roster.queries.lists import (
    change_sets_visible_to,
    counts_of,
    is_last,
    latest_applied,
    saved_mapping,
    units_to_import_to,
    waiting_lists,
)
from samspor.roster.queries.review import (
    Around,
    answered_in,
    around,
    changes_in,
    covered_units,
    new_groups,
    question_in,
    renamed_groups,
    within_reach,
)

__all__ = [
    "Around",
    "answered_in",
    "answers_for",
    "around",
    "change_sets_visible_to",
    "changes_in",
    "counts_of",
    "covered_units",
    "ground",
    "in_reach",
    "is_last",
    "latest_applied",
    "left_nowhere",
    "new_groups",
    "people_on_their_way_out",
    "places",
    "question_in",
    "renamed_groups",
    "saved_mapping",
    "units_to_import_to",
    "waiting_lists",
    "whose_numbers",
    "within_reach",
]
