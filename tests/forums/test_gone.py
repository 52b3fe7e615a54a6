"""When somebody or something is there no longer: a job, a keeper, the last meeting of a series."""

from datetime import time, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere, Refused
from samspor.forums import actions, queries
from samspor.forums.models import Wish
from samspor.forums.pages import meeting_href
from samspor.forums.rules import dates
from samspor.forums.rules.words import About, WishState
from samspor.messages.rules import Template
from samspor.people.models import Employment, Unit
from tests.cast import NOW, TODAY
from tests.factories import remembered
from tests.forums.conftest import DAYS, WEEK, job
from tests.forums.test_actions import told
from tests.forums.test_views import of, page, send


def leave(cast, name, on=TODAY):
    remembered()
    Employment.objects.filter(staff=cast.members[name]).update(period=DateRange(TODAY - 60 * WEEK, on))


def test_who_works_here_no_longer_hears_nothing_and_lets_nobody_else_ask(cast, plan, ask, consented):
    consented()
    series = plan(members=[job(cast, "peter")])
    leave(cast, "peter")
    with pytest.raises(Refused, match="ingen i forummet"):
        ask(series)


def test_nor_are_they_said_to_sit_there(cast, as_, meeting, item):
    leave(cast, "peter")
    for here in (of("item", item), meeting_href(meeting.pk)):
        assert "Peter Winther" not in page(as_("lars"), here)


def test_who_sat_there_stands_there_afterwards(cast, as_, meeting, at_noon):
    leave(cast, "peter", meeting.ends_at.date() + timedelta(days=2))
    at_noon.move_to(meeting.ends_at + WEEK)
    assert "Peter Winther" in page(as_("lars"), meeting_href(meeting.pk))


def test_nobody_gone_keeps_minutes_from_being_refused(cast, plan, ask, place, consented, conclude):
    consented()
    series = plan(members=[job(cast, "peter")])
    item = place(series.meetings.order_by("starts_at")[0], ask(series))
    leave(cast, "peter", TODAY + timedelta(days=1))
    with pytest.raises(Refused, match="Ingen i forummet"):
        conclude(item, who="pia")


@pytest.fixture
def ended(series):
    """When the last meeting of the series is over."""
    return series.meetings.order_by("-starts_at")[0].ends_at + timedelta(hours=1)


def test_a_series_gets_more_meetings_and_its_fixed_seats_go_on(cast, plan, ended):
    series = plan(guests=[job(cast, "anna")])
    actions.extend_series(
        by=cast.actor("lars", ended), series=series, days=[DAYS[-1] + WEEK, DAYS[-1] + 5 * WEEK], starts=time(13),
        ends=time(14), place="Salen", at=ended,
    )  # fmt: skip
    made = list(series.meetings.filter(starts_at__gt=ended).order_by("starts_at"))
    assert [(one.starts_at.date(), one.place) for one in made] == [
        (DAYS[-1] + WEEK, "Salen"), (DAYS[-1] + 5 * WEEK, "Salen")
    ]  # fmt: skip
    for one in made:
        assert {seat.job.staff.name for seat in one.seats.all()} == {"Lars Brandt", "Peter Winther"}
    assert Entry.objects.filter(verb=Verb.MEETINGS_PLANNED).latest("at", "id").after["meetings"] == 2


def test_more_meetings_do_not_lie_on_those_there_are(cast, series):
    more = {
        "by": cast.actor("lars"),
        "series": series,
        "starts": time(9),
        "ends": time(10),
        "place": "Salen",
        "at": NOW,
    }
    with pytest.raises(Refused, match="allerede et møde") as refused:
        actions.extend_series(**more, days=DAYS[:1])
    assert refused.value.field == "first_on"
    with pytest.raises(NotHere):
        actions.extend_series(**more | {"by": cast.actor("pia")}, days=[DAYS[0] + WEEK])


def test_what_waits_in_a_series_that_has_ended_gets_a_way_on(cast, as_, series, wonder, ended, at_noon):
    wish = wonder(series)
    at_noon.move_to(ended)
    lars, here = as_("lars"), of("series", series)
    shown = page(lars, here)
    assert "Planlæg flere, så det kan få en plads." in shown
    assert f'href="{of("extend", series)}"' in shown
    page(lars, of("extend", series))
    given = {"weeks": "4", "starts": "9.00", "ends": "10.30", "place": "Salen"}
    first, last = (str(DAYS[-1] + number * WEEK) for number in (1, 9))
    assert send(lars, of("extend", series), **given, first_on=str(TODAY), last_on=last).status_code == 422
    assert send(lars, of("extend", series), **given, first_on=first, last_on=last)["Location"] == here
    ahead = series.meetings.filter(starts_at__gt=ended).order_by("starts_at")[0]
    assert f'href="{of("place", ahead, wish)}"' in page(lars, here)
    page(as_("peter"), of("extend", series), 404)


def test_a_form_is_not_lost_when_the_last_meeting_begins_meanwhile(cast, as_, series, ended, at_noon):
    pia = as_("pia")
    ways = {
        of("ask", series, cast.bo): {"question": "Hvordan kommer ordene?", "aim": "early_help", "topics": ["language"]},
        of("ask_unnamed", series): {"about": "unnamed", "question": "Et barn er tit træt."},
    }
    for here, words in ways.items():
        page(pia, here)
        pia.post(here, {"form_key": "x", **words}, headers={"X-Autosave": "true"})
    at_noon.move_to(ended)
    pia = as_("pia")
    for here, words in ways.items():
        assert words["question"] in page(pia, here)
        answer = send(pia, here, **words)
        assert answer.status_code == 422
        assert "Det sidste møde er begyndt" in answer.content.decode()
        assert words["question"] in answer.content.decode()
    assert not Wish.objects.exists()


def test_the_keeper_gets_what_was_not_done_of_what_names_nobody(
    cast, as_, series, meeting, wonder, place, conclude, at_noon
):
    made = conclude(place(meeting, wonder(series)), who="peter", by="peter")
    leave(cast, "peter", meeting.ends_at.date() + timedelta(days=1))
    at_noon.move_to(meeting.starts_at + 5 * WEEK)
    day, here = reverse("overview:day"), of("decision", made)
    assert f'href="{here}"' in page(as_("pia"), day)
    assert here not in page(as_("lars"), day)  # it names nobody, and is not his to read
    assert here not in page(as_("mads"), day)
    assert send(as_("pia"), here, words="Jeg gjorde det")["Location"] == reverse("forums:list")
    assert f'href="{here}"' not in page(as_("pia"), day)


def test_what_nobody_sees_to_is_closed_unread_by_who_plans(cast, as_, series, wonder):
    wish, lars, here = wonder(series), as_("lars"), of("series", series)
    closes = of("close_wish", wish)
    assert closes not in page(lars, here)
    with pytest.raises(Refused, match="nogen, der ser til"):
        actions.close_wish(by=cast.actor("lars"), wish=wish, at=NOW)
    leave(cast, "pia")
    shown = page(lars, here)
    assert closes in shown
    assert "Pia Holm arbejder her ikke længere" in shown
    assert "Et barn er tit træt." not in shown
    assert send(as_("peter"), closes).status_code == 404
    with pytest.raises(NotHere):
        actions.close_wish(by=cast.actor("peter"), wish=wish, at=NOW)
    assert send(lars, closes)["Location"] == here
    wish.refresh_from_db()
    assert wish.state == WishState.WITHDRAWN
    assert Entry.objects.get(verb=Verb.WISH_WITHDRAWN).child_ids == []
    assert closes not in page(lars, here)


def test_a_child_by_name_is_never_closed_unread(cast, as_, series, ask):
    wish = ask(series)
    leave(cast, "pia")
    assert of("close_wish", wish) not in page(as_("lars"), of("series", series))
    with pytest.raises(Refused, match="nogen, der ser til"):
        actions.close_wish(by=cast.actor("lars"), wish=wish, at=NOW)


def test_whoever_asked_is_told_when_a_colleague_takes_it_back(cast, series, ask, wonder):
    actions.withdraw_wish(by=cast.actor("mads"), wish=ask(series), at=NOW)
    assert told(Template.WISH_WITHDRAWN) == {"Pia Holm"}
    actions.withdraw_wish(by=cast.actor("pia"), wish=wonder(series, about=About.GROUP), at=NOW)
    assert told(Template.WISH_WITHDRAWN) == {"Pia Holm"}


def test_where_one_works_is_asked_anew(cast, series, wonder):
    wish = wonder(series)
    assert queries.left_behind([wish], TODAY) == set()
    leave(cast, "pia")
    assert queries.left_behind([wish], TODAY) == {wish.pk}


@pytest.fixture
def nobodys(cast, series, meeting, wonder, place, conclude, at_noon):
    """What was asked without a name, and who asked and who was to do it are both gone."""
    made = conclude(place(meeting, wonder(series)), who="peter", by="peter")
    leave(cast, "peter", meeting.ends_at.date() + timedelta(days=1))
    leave(cast, "pia", meeting.ends_at.date() + timedelta(days=1))
    at_noon.move_to(meeting.starts_at + WEEK)
    return made


def test_what_is_nobodys_any_more_falls_to_who_leads_there_unread(cast, as_, nobodys):
    day, here, lars = reverse("overview:day"), of("decision", nobodys), as_("lars")
    assert f'href="{here}"' not in page(as_("mads"), day)
    assert f'href="{here}"' not in page(as_("else_"), day)
    page(as_("mads"), here, 404)
    page(as_("else_"), here, 404)
    shown = page(lars, day)
    assert shown.count(f'href="{here}"') == 1
    assert "arbejder her ikke længere" in shown
    asked = page(lars, here)
    assert "Vi synger med ham." in asked
    assert "Et barn er tit træt." not in asked
    assert send(lars, here, words="Jeg gjorde det")["Location"] == reverse("forums:list")
    assert f'href="{here}"' not in page(lars, day)


def test_it_is_not_the_leaders_while_one_of_them_is_here(cast, as_, nobodys):
    remembered()
    Employment.objects.filter(staff=cast.peter).update(period=DateRange(TODAY - 60 * WEEK, None))
    page(as_("lars"), of("decision", nobodys), 404)
    assert queries.decisions_left(cast.actor("lars", nobodys.entered_at + WEEK)) == []


def test_nobody_is_left_anything_who_leads_nothing(cast, nobodys):
    at = nobodys.entered_at + WEEK
    assert [one.pk for one in queries.decisions_left(cast.actor("lars", at))] == [nobodys.pk]
    assert queries.decisions_left(cast.actor("mads", at)) == []


@pytest.fixture
def closing(cast):
    """Solsikken has its last day the day after the second meeting."""
    remembered()
    Unit.objects.filter(pk=cast.solsikken.pk).update(closed_on=DAYS[1] + timedelta(days=1))


@pytest.mark.parametrize(("days", "fine"), [(0, True), (1, False)])
def test_no_meeting_is_moved_past_the_last_day_of_its_place(cast, series, meeting, closing, days, fine):
    begins = dates.moment(DAYS[1] + timedelta(days=days), time(9))
    move = {
        "by": cast.actor("lars"), "meeting": meeting, "starts_at": begins, "ends_at": begins + timedelta(hours=1),
        "place": "Salen", "words": "Vi rykker", "at": NOW,
    }  # fmt: skip
    if fine:
        assert actions.move_meeting(**move).starts_at == begins
        return
    with pytest.raises(Refused, match="Solsikken lukker") as refused:
        actions.move_meeting(**move)
    assert refused.value.field == "day"
    meeting.refresh_from_db()
    assert meeting.starts_at.date() == DAYS[0]


def test_nor_does_a_series_get_more_meetings_past_it(cast, series, closing):
    with pytest.raises(Refused, match="Solsikken lukker") as refused:
        actions.extend_series(
            by=cast.actor("lars"), series=series, days=[DAYS[1] + WEEK], starts=time(9), ends=time(10), place="Salen",
            at=NOW,
        )  # fmt: skip
    assert refused.value.field == "last_on"
