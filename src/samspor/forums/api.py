"""The door to forums."""

from samspor.forums.actions import (
    adopt_type,
    ask_about_child,
    ask_unnamed,
    cancel_meeting,
    end_seat,
    give_seat,
    move_meeting,
    place_wish,
    plan_series,
    take_off,
    take_over,
    withdraw_wish,
)
from samspor.forums.models import AgendaItem, ForumType, Meeting, MeetingSeries, Seat, Wish
from samspor.forums.reading import shipped

__all__ = [
    "AgendaItem",
    "ForumType",
    "Meeting",
    "MeetingSeries",
    "Seat",
    "Wish",
    "adopt_type",
    "ask_about_child",
    "ask_unnamed",
    "cancel_meeting",
    "end_seat",
    "give_seat",
    "move_meeting",
    "place_wish",
    "plan_series",
    "shipped",
    "take_off",
    "take_over",
    "withdraw_wish",
]
