"""Every verb of forums."""

from samspor.forums.actions.agenda import place_wish, take_off
from samspor.forums.actions.asking import ask_about_child, ask_unnamed, close_wish, take_over, withdraw_wish
from samspor.forums.actions.calendars import close_calendar, make_calendar
from samspor.forums.actions.concluding import conclude_item, hold_meeting, settle_decision
from samspor.forums.actions.meetings import cancel_meeting, end_seat, give_seat, move_meeting
from samspor.forums.actions.planning import adopt_type, extend_series, plan_series

__all__ = [
    "adopt_type",
    "ask_about_child",
    "ask_unnamed",
    "cancel_meeting",
    "close_calendar",
    "close_wish",
    "conclude_item",
    "end_seat",
    "extend_series",
    "give_seat",
    "hold_meeting",
    "make_calendar",
    "move_meeting",
    "place_wish",
    "plan_series",
    "settle_decision",
    "take_off",
    "take_over",
    "withdraw_wish",
]
