"""Every verb of screening."""

from samspor.screening.actions.dialogue import keep_draft, look_together
from samspor.screening.actions.instruments import adopt_instrument
from samspor.screening.actions.joint import choose_single_assessor, conclude, inform_parents
from samspor.screening.actions.marks import hand_in, set_mark, tick_signs
from samspor.screening.actions.rounds import change_round, plan_round, record_notice, withdraw_round

__all__ = [
    "adopt_instrument",
    "change_round",
    "choose_single_assessor",
    "conclude",
    "hand_in",
    "inform_parents",
    "keep_draft",
    "look_together",
    "plan_round",
    "record_notice",
    "set_mark",
    "tick_signs",
    "withdraw_round",
]
