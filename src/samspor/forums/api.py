"""The door to forums."""

from samspor.forums.actions import (
    adopt_type,
    ask_about_child,
    ask_unnamed,
    cancel_meeting,
    conclude_item,
    end_seat,
    give_seat,
    hold_meeting,
    move_meeting,
    place_wish,
    plan_series,
    settle_decision,
    take_off,
    take_over,
    withdraw_wish,
)
from samspor.forums.models import AgendaItem, DecisionRecord, ForumType, Meeting, MeetingSeries, Seat, Wish
from samspor.forums.reading import shipped

__all__ = [
    "AgendaItem",
    "DecisionRecord",
    "ForumType",
    "Meeting",
    "MeetingSeries",
    "Seat",
    "Wish",
    "adopt_type",
    "ask_about_child",
    "ask_unnamed",
    "cancel_meeting",
    "conclude_item",
    "end_seat",
    "give_seat",
    "hold_meeting",
    "move_meeting",
    "place_wish",
    "plan_series",
    "settle_decision",
    "shipped",
    "take_off",
    "take_over",
    "withdraw_wish",
]
