"""What was talked of is removed when it has had its time, and the meetings after it."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.forums import actions, jobs, slots
from samspor.forums.models import AgendaItem, Meeting, MeetingSeries, Seat, Wish
from tests.cast import NOW
from tests.forums.conftest import WEEK

YEAR = timedelta(days=366)


@pytest.mark.parametrize(("years", "left"), [(4.9, 2), (5.1, 0)])
def test_wishes_go_some_years_after_they_were_over(cast, series, ask, wonder, years, left):
    ask(series)
    actions.withdraw_wish(by=cast.actor("pia"), wish=wonder(series), at=NOW)
    jobs.remove_outdated(NOW + years * YEAR, years=5)
    assert Wish.objects.count() == left
    entries = Entry.objects.filter(verb=Verb.WISHES_REMOVED, after__has_key="wish")
    assert sorted(len(one.child_ids) for one in entries) == ([] if left else [0, 1])


def test_meetings_go_when_nothing_is_left_of_them(series, meeting, ask, place):
    place(meeting, ask(series))
    told = jobs.remove_outdated(NOW + 4 * YEAR + 6 * WEEK, years=4)
    assert told == {"wishes": 1, "meetings": 2, "calendars": 0}
    assert (AgendaItem.objects.count(), Meeting.objects.count(), Seat.objects.count()) == (0, 1, 2)
    jobs.remove_outdated(NOW + 5 * YEAR, years=4)
    assert not MeetingSeries.objects.exists()


def test_a_series_somebody_still_waits_in_stays(series, ask):
    wish = ask(series)
    Wish.objects.filter(pk=wish.pk).update(asked_at=NOW + 4 * YEAR)
    jobs.remove_outdated(NOW + 5 * YEAR, years=4)
    assert (MeetingSeries.objects.count(), Meeting.objects.count()) == (1, 0)


def test_the_night_does_as_the_municipality_says(series):
    jobs.tidy((NOW + 10 * YEAR).timestamp())
    assert not MeetingSeries.objects.exists()


def test_a_type_is_called_by_its_title_and_a_row_by_its_key(series, meeting):
    assert str(series.type) == series.type.title
    assert str(meeting) == str(meeting.pk)


def test_who_may_not_ask_is_shown_no_panel(cast, series):
    assert slots.panel(SimpleNamespace(actor=cast.actor("dorte")), cast.bo) is None
