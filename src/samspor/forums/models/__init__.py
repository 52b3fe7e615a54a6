"""The tables of forums."""

from samspor.forums.models.calendars import CalendarAddress
from samspor.forums.models.decisions import DecisionRecord
from samspor.forums.models.kinds import ForumType
from samspor.forums.models.meetings import Meeting, MeetingSeries, Seat
from samspor.forums.models.wishes import AgendaItem, Wish

__all__ = ["AgendaItem", "CalendarAddress", "DecisionRecord", "ForumType", "Meeting", "MeetingSeries", "Seat", "Wish"]
