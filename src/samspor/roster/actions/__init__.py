"""Every verb of roster."""

from samspor.roster.actions.applying import apply_change_set, discard_change_set, undo_change_set
from samspor.roster.actions.deciding import answer_again, choose_changes, decide_change, say_complete
from samspor.roster.actions.uploading import map_columns, upload_roster

__all__ = [
    "answer_again",
    "apply_change_set",
    "choose_changes",
    "decide_change",
    "discard_change_set",
    "map_columns",
    "say_complete",
    "undo_change_set",
    "upload_roster",
]
