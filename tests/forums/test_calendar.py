"""One's meetings in one's own calendar, read as a stranger's calendar reads them."""

import re
from datetime import UTC, date, timedelta
from uuid import uuid4

import pytest
import vobject
from django.test import Client

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere
from samspor.forums import actions, jobs, queries
from samspor.forums.models import CalendarAddress, Meeting, Seat
from samspor.people.models import Employment
from tests import factories
from tests.cast import NOW, TODAY
from tests.forums.test_views import page, send

HERE = "/moeder/kalender/"
YEARS = 5


def address_of(client):
    """As the page says it, without the house it stands in."""
    return re.search(r'value="http://testserver(/moeder/kalender/samspor\.ics\?k=[^"]+)"', page(client, HERE))[1]


@pytest.fixture
def own(cast, as_, series):
    """Peter's, who has a seat in every meeting of the series."""
    assert send(as_("peter"), HERE + "ny/").status_code == 303
    return address_of(as_("peter"))


def fetched(address):
    answer = Client().get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in answer["Cache-Control"]
    return answer.content


def events(address):
    [one] = list(vobject.readComponents(fetched(address).decode(), validate=True))
    return {event.uid.value: event for event in one.vevent_list}


def test_it_holds_when_there_are_meetings(own, series):
    held, stand = events(own), list(series.meetings.order_by("starts_at"))
    assert set(held) == {f"{one.pk}@samspor" for one in stand}
    first = held[f"{stand[0].pk}@samspor"]
    assert (first.dtstart.value, first.dtend.value) == (stand[0].starts_at, stand[0].ends_at)
    assert first.dtstart.value.utcoffset() == timedelta(0)
    assert (first.sequence.value, first.status.value) == ("0", "CONFIRMED")
    assert first.dtstamp.value == NOW.replace(tzinfo=UTC)
    assert first.url.value == f"http://testserver/moeder/{stand[0].pk}/"


def test_it_is_written_as_the_rules_say(own):
    """Lines end in CR LF and are folded at 75 octets, and everything that begins ends."""
    lines = fetched(own).split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(one) <= 75 and b"\n" not in one for one in lines)
    begun = []
    for one in (each.decode() for each in lines[:-1]):
        if one.startswith("BEGIN:"):
            begun.append(one[6:])
        if one.startswith("END:"):
            assert begun.pop() == one[4:]
    assert begun == []


def test_it_holds_nothing_of_whom_it_is_about_or_where(own, series, meeting, ask, place, consented):
    consented()
    place(meeting, ask(series))
    held = events(own)
    assert {one.summary.value for one in held.values()} == {"Møde i Samspor"}
    assert len({one.description.value for one in held.values()}) == 1
    assert {name for one in held.values() for name in one.contents} == {
        "uid", "summary", "description", "dtstart", "dtend", "sequence", "dtstamp", "last-modified", "class", "status",
        "url",
    }  # fmt: skip
    whole = re.sub(r"\r\n ", "", fetched(own).decode())
    for word in ("Øster", "Bo ", "Solsikken", "Personalerummet", "Lars", "Peter", "PPR", "ordene", "forum"):
        assert word.lower() not in whole.lower().replace("samspor", "")


def test_a_moved_meeting_moves_and_a_cancelled_one_is_cancelled(cast, own, meeting):
    key, at = f"{meeting.pk}@samspor", NOW + timedelta(hours=1)
    begins = meeting.starts_at + timedelta(days=1)
    actions.move_meeting(
        by=cast.actor("lars"), meeting=meeting, starts_at=begins, ends_at=begins + timedelta(hours=1), place="Stuen",
        words="Lars er syg", at=at,
    )  # fmt: skip
    moved = events(own)[key]
    assert (moved.dtstart.value, moved.sequence.value, moved.status.value) == (begins, "1", "CONFIRMED")
    assert moved.dtstamp.value == at
    actions.cancel_meeting(by=cast.actor("lars"), meeting=meeting, words="Stadig syg", at=at)
    cancelled = events(own)[key]
    assert (cancelled.sequence.value, cancelled.status.value) == ("2", "CANCELLED")
    assert "syg" not in fetched(own).decode()


def test_only_meetings_one_has_a_seat_in_and_none_that_are_long_over(cast, own, meeting):
    seat = Seat.objects.get(meeting=meeting, job__staff=cast.peter)
    actions.end_seat(by=cast.actor("lars"), seat=seat, at=NOW)
    assert f"{meeting.pk}@samspor" not in events(own)
    factories.remembered()
    Meeting.objects.exclude(pk=meeting.pk).update(starts_at=NOW - timedelta(days=32), ends_at=NOW - timedelta(days=31))
    assert b"VEVENT" not in fetched(own)


def test_what_is_fetched_is_in_the_log_as_ones_own(cast, own):
    fetched(own)
    entry = Entry.objects.get(verb=Verb.CALENDAR_FETCHED)
    assert (entry.actor_id, entry.child_ids, entry.purpose) == (cast.peter.account_id, [], "vise møder i egen kalender")


def test_a_new_address_ends_the_old_one_and_a_closed_one_is_gone(as_, own):
    peter = as_("peter")
    send(peter, HERE + "ny/")
    new = address_of(peter)
    assert new != own
    assert Client().get(own).status_code == 404
    fetched(new)
    send(peter, HERE + "luk/")
    assert Client().get(new).status_code == 404
    assert "Lav en adresse" in page(peter, HERE)
    assert not CalendarAddress.objects.exists()
    assert Entry.objects.filter(verb=Verb.CALENDAR_CLOSED).count() == 2


def test_pressing_twice_makes_one(as_, series):
    peter, key = as_("peter"), str(uuid4())
    for _ in range(2):
        assert peter.post(HERE + "ny/", {"form_key": key}).status_code == 303
    assert Entry.objects.filter(verb=Verb.CALENDAR_MADE).count() == 1


def test_a_wrong_secret_and_an_address_that_never_was_answer_the_same(cast, own):
    held = CalendarAddress.objects.get()
    other, secret = actions.make_calendar(by=cast.actor("pia"), at=NOW), queries.key_of(held).partition(":")[2]
    for key in (f"{held.pk.hex}:{'0' * 64}", f"{uuid4().hex}:{secret}", f"{other.pk.hex}:{secret}", "noget andet"):
        assert Client().get(HERE + "samspor.ics", {"k": key}).status_code == 404
    assert Client().get(HERE + "samspor.ics")["Location"] == HERE


def test_it_ends_with_the_employment_and_is_removed_by_night(cast, own):
    fetched(own)
    jobs.remove_outdated(NOW, years=YEARS)
    assert CalendarAddress.objects.exists()
    factories.remembered()
    Employment.objects.filter(staff=cast.peter).update(period=(date(2020, 8, 1), TODAY))
    assert Client().get(own).status_code == 404
    assert jobs.remove_outdated(NOW, years=YEARS)["calendars"] == 1
    assert not CalendarAddress.objects.exists()


def test_an_account_that_is_closed_fetches_nothing(cast, own):
    factories.remembered()
    type(cast.peter.account).objects.filter(pk=cast.peter.account_id).update(is_active=False)
    assert Client().get(own).status_code == 404


def test_who_asks_too_often_is_asked_to_wait(own, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "calendar_feed": "2/h/key"}
    assert [Client().get(own).status_code for _ in range(3)] == [200, 200, 429]


def test_who_sits_in_no_meetings_has_no_calendar(cast, as_):
    page(as_("ali"), HERE, 404)
    assert send(as_("ali"), HERE + "ny/").status_code == 404
    assert send(as_("ali"), HERE + "luk/").status_code == 404
    with pytest.raises(NotHere):
        actions.make_calendar(by=cast.actor("dorte"), at=NOW)


def test_nobody_is_shown_the_address_of_another(cast, as_, own):
    assert own not in page(as_("lars"), HERE)
    assert queries.calendar_of(cast.actor("lars")) is None
