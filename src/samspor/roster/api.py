"""The door to roster."""

from samspor.roster.actions import (
    apply_change_set,
    choose_changes,
    decide_change,
    discard_change_set,
    map_columns,
    say_complete,
    undo_change_set,
    upload_roster,
)
from samspor.roster.models import Change, ChangeSet, ImportSource
from samspor.roster.queries import change_sets_visible_to, units_to_import_to

__all__ = [
    "Change",
    "ChangeSet",
    "ImportSource",
    "apply_change_set",
    "change_sets_visible_to",
    "choose_changes",
    "decide_change",
    "discard_change_set",
    "map_columns",
    "say_complete",
    "undo_change_set",
    "units_to_import_to",
    "upload_roster",
]
