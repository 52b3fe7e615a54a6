"""Every verb of screening."""

from samspor.screening.actions.choosing import choose_children
from samspor.screening.actions.dialogue import keep_draft, look_together, take_back_look
from samspor.screening.actions.focus import review_focus, set_focus, tell_parents_of_focus
from samspor.screening.actions.instruments import adopt_instrument
from samspor.screening.actions.joint import (
    choose_single_assessor,
    conclude,
    correct_informed,
    inform_parents,
    take_back_informed,
)
from samspor.screening.actions.marks import hand_in, set_mark, tick_signs, withdraw_mark
from samspor.screening.actions.parents import (
    answer_parent_link,
    make_parent_link,
    record_parents_words,
    revoke_parent_link,
    take_back_parents_words,
)
from samspor.screening.actions.rounds import change_round, plan_round, record_notice, withdraw_round
from samspor.screening.actions.seconds import (
    choose_second,
    decline_second,
    end_second,
    hand_in_as_second,
    mark_as_second,
    tick_as_second,
)
from samspor.screening.actions.sheets import write_sheet
from samspor.screening.actions.telling import correct_late_notice, record_late_notice
from samspor.screening.actions.visits import assess_visit, make_visit, prolong_visit

__all__ = [
    "adopt_instrument",
    "answer_parent_link",
    "assess_visit",
    "change_round",
    "choose_children",
    "choose_second",
    "choose_single_assessor",
    "conclude",
    "correct_informed",
    "correct_late_notice",
    "decline_second",
    "end_second",
    "hand_in",
    "hand_in_as_second",
    "inform_parents",
    "keep_draft",
    "look_together",
    "make_parent_link",
    "make_visit",
    "mark_as_second",
    "plan_round",
    "prolong_visit",
    "record_late_notice",
    "record_notice",
    "record_parents_words",
    "review_focus",
    "revoke_parent_link",
    "set_focus",
    "set_mark",
    "take_back_informed",
    "take_back_look",
    "take_back_parents_words",
    "tell_parents_of_focus",
    "tick_as_second",
    "tick_signs",
    "withdraw_mark",
    "withdraw_round",
    "write_sheet",
]
