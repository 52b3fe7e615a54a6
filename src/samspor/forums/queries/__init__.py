"""What is read in forums."""

from samspor.forums.queries.around import me, own_job, place_for
from samspor.forums.queries.hearing import (
    Listener,
    as_listener,
    heard_by_others,
    hearing,
    hearing_of,
    ssd_meetings,
    ssd_used,
)
from samspor.forums.queries.keeping import meetings_past, wishes_past
from samspor.forums.queries.kinds import types_in_use
from samspor.forums.queries.lists import (
    asked_visible_to,
    items_of,
    items_visible_to,
    jobs_of,
    meetings_ahead,
    meetings_visible_to,
    places,
    series_to_ask,
    series_visible_to,
    sits_or_plans,
    units_to_plan,
    waiting_in,
    wishes_of,
    wishes_visible_to,
    working_at,
)
from samspor.forums.queries.seats import ON, seat_of, seats_of

__all__ = [
    "ON",
    "Listener",
    "as_listener",
    "asked_visible_to",
    "heard_by_others",
    "hearing",
    "hearing_of",
    "items_of",
    "items_visible_to",
    "jobs_of",
    "me",
    "meetings_ahead",
    "meetings_past",
    "meetings_visible_to",
    "own_job",
    "place_for",
    "places",
    "seat_of",
    "seats_of",
    "series_to_ask",
    "series_visible_to",
    "sits_or_plans",
    "ssd_meetings",
    "ssd_used",
    "types_in_use",
    "units_to_plan",
    "waiting_in",
    "wishes_of",
    "wishes_past",
    "wishes_visible_to",
    "working_at",
]
