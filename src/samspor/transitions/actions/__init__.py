"""Every verb about a handover."""

from samspor.transitions.actions.child import hear_child, take_back_childs_page, take_back_childs_page_received
from samspor.transitions.actions.drafts import (
    drop_draft_to_begin,
    drop_handover_draft,
    drop_use_draft,
    save_draft_to_begin,
    save_handover_draft,
    save_use_draft,
)
from samspor.transitions.actions.links import (
    answer_handover_link,
    make_handover_link,
    open_handover_link,
    revoke_handover_link,
    save_link_draft,
    try_handover_code,
)
from samspor.transitions.actions.outside import note_read, note_useful
from samspor.transitions.actions.parents import record_parents_answer, withdraw_consent
from samspor.transitions.actions.preparing import aim_handover, begin_handover, end_handover, write_field
from samspor.transitions.actions.receiving import confirm_read, name_reader, open_delivery, say_what_was_useful
from samspor.transitions.actions.sending import give_handover, send_handover, take_back

__all__ = [
    "aim_handover",
    "answer_handover_link",
    "begin_handover",
    "confirm_read",
    "drop_draft_to_begin",
    "drop_handover_draft",
    "drop_use_draft",
    "end_handover",
    "give_handover",
    "hear_child",
    "make_handover_link",
    "name_reader",
    "note_read",
    "note_useful",
    "open_delivery",
    "open_handover_link",
    "record_parents_answer",
    "revoke_handover_link",
    "save_draft_to_begin",
    "save_handover_draft",
    "save_link_draft",
    "save_use_draft",
    "say_what_was_useful",
    "send_handover",
    "take_back",
    "take_back_childs_page",
    "take_back_childs_page_received",
    "try_handover_code",
    "withdraw_consent",
    "write_field",
]
