"""Every verb of concerns."""

from samspor.concerns.actions.agreeing import (
    agree_step,
    finish_step,
    involve,
    undo_step,
    withdraw_involvement,
    write_wanted,
)
from samspor.concerns.actions.consulting import consult_anonymously, withdraw_consultation
from samspor.concerns.actions.drafts import drop_draft, save_draft, save_form_draft
from samspor.concerns.actions.ending import close_concern, reopen_concern
from samspor.concerns.actions.factors import add_factor, reword_factor, withdraw_factor
from samspor.concerns.actions.guiding import ask_guide
from samspor.concerns.actions.marks import mark_for, open_mark, set_own_mark, withdraw_mark
from samspor.concerns.actions.scales import adopt_scale
from samspor.concerns.actions.starting import start_concern
from samspor.concerns.actions.stops import answer_first, lift_stop, record_notification
from samspor.concerns.actions.voices import (
    approve_voice,
    keep_voice,
    reword_voice,
    share_voice,
    take_back_sharing,
    withdraw_voice,
)

__all__ = [
    "add_factor",
    "adopt_scale",
    "agree_step",
    "answer_first",
    "approve_voice",
    "ask_guide",
    "close_concern",
    "consult_anonymously",
    "drop_draft",
    "finish_step",
    "involve",
    "keep_voice",
    "lift_stop",
    "mark_for",
    "open_mark",
    "record_notification",
    "reopen_concern",
    "reword_factor",
    "reword_voice",
    "save_draft",
    "save_form_draft",
    "set_own_mark",
    "share_voice",
    "start_concern",
    "take_back_sharing",
    "undo_step",
    "withdraw_consultation",
    "withdraw_factor",
    "withdraw_involvement",
    "withdraw_mark",
    "withdraw_voice",
    "write_wanted",
]
