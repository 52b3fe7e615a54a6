"""The vocabulary of forums."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class MeetingKind(StrEnum):
    FORUM = "forum"
    NETWORK_MEETING = "network_meeting"
    FAMILY_CONFERENCE = "family_conference"
    ADVICE = "advice"


class Ground(StrEnum):
    """On what ground a named child is spoken of. The three are never mixed in one meeting."""

    CONSENT = "consent"
    SSD = "ssd"
    SSP = "ssp"


class AdviserRole(StrEnum):
    """Whether who gives advice on social work has the authority with them."""

    ADVISES = "advises"
    DECIDES_SOME = "decides_some"
    DECIDES = "decides"


class Anchoring(StrEnum):
    """Where they belong from day to day."""

    FAMILY_DEPARTMENT = "family_department"
    BOTH = "both"
    EVERYDAY_PLACES = "everyday_places"


class About(StrEnum):
    """What somebody asks to talk about. Only the first names a child."""

    CHILD = "child"
    UNNAMED = "unnamed"
    GROUP = "group"
    PRACTICE = "practice"


class WishState(StrEnum):
    ASKED = "asked"
    PLACED = "placed"
    DISCUSSED = "discussed"
    WITHDRAWN = "withdrawn"


WISH_TRANSITIONS: Mapping[WishState, frozenset[WishState]] = MappingProxyType(
    {
        WishState.ASKED: frozenset({WishState.PLACED, WishState.DISCUSSED, WishState.WITHDRAWN}),
        WishState.PLACED: frozenset({WishState.ASKED, WishState.DISCUSSED, WishState.WITHDRAWN}),
        WishState.DISCUSSED: frozenset(),
        WishState.WITHDRAWN: frozenset(),
    }
)


class MeetingState(StrEnum):
    PLANNED = "planned"
    MOVED = "moved"
    HELD = "held"
    CANCELLED = "cancelled"


_ON = frozenset({MeetingState.MOVED, MeetingState.HELD, MeetingState.CANCELLED})
MEETING_TRANSITIONS: Mapping[MeetingState, frozenset[MeetingState]] = MappingProxyType(
    {
        MeetingState.PLANNED: _ON,
        MeetingState.MOVED: _ON,
        MeetingState.HELD: frozenset(),
        MeetingState.CANCELLED: frozenset(),
    }
)


class ItemState(StrEnum):
    WAITING = "waiting"
    DISCUSSED = "discussed"
    DROPPED = "dropped"  # the meeting was cancelled, or it was taken off
    LEFT = "left"  # the meeting was over before it was reached


ITEM_TRANSITIONS: Mapping[ItemState, frozenset[ItemState]] = MappingProxyType(
    {
        ItemState.WAITING: frozenset({ItemState.DISCUSSED, ItemState.DROPPED, ItemState.LEFT}),
        ItemState.DISCUSSED: frozenset(),
        ItemState.DROPPED: frozenset(),
        ItemState.LEFT: frozenset({ItemState.DISCUSSED}),  # its minutes were written afterwards
    }
)


class Hearing(StrEnum):
    """By what somebody hears an item. Derived each time a page opens, never kept."""

    BY_WORK = "by_work"
    LANE = "lane"
    NOBODY_NAMED = "nobody_named"
    NOT = "not"


class When(StrEnum):
    """In which of the meetings ahead somebody sits."""

    EVERY = "every"
    QUARTERLY = "quarterly"
    NEXT = "next"


class Outcome(StrEnum):
    """The three ways an item can end."""

    LOCAL = "local"
    MORE_HELP = "more_help"
    NOTIFICATION = "notification"
