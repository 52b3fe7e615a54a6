"""The lane decides who hears an item, each time it is asked."""

from datetime import timedelta

import pytest

from samspor.base.refused import Refused
from samspor.forums import actions, queries
from samspor.forums.rules.words import Hearing, ItemState, WishState
from samspor.sharing import api as sharing
from samspor.sharing.rules.words import Purpose, Way
from tests.cast import NOW, TODAY
from tests.factories import remembered
from tests.forums.conftest import job


def hears(cast, name, meeting, wish):
    actor = cast.actor(name)
    seat = queries.seat_of(actor, queries.seats_of(meeting.pk, actor.on))
    rows = [one for one in queries.asked_visible_to(cast.actor("pia")) if one.pk == wish.pk]
    return queries.hearing(actor, rows, seat, meeting)[wish.pk]


def test_who_works_with_the_child_hears_by_their_work(cast, series, meeting, ask):
    wish = ask(series)
    assert {hears(cast, name, meeting, wish).how for name in ("pia", "lars")} == {Hearing.BY_WORK}


def test_who_has_a_seat_hears_nothing_without_the_lane(cast, series, meeting, ask):
    said = hears(cast, "peter", meeting, ask(series))
    assert (said.how, said.may) == (Hearing.NOT, False)
    assert "uden samtykke" in said.sentence


def test_consent_opens_and_what_is_taken_back_shuts_at_once(cast, series, meeting, ask, consented):
    given = consented()
    wish = ask(series)
    assert hears(cast, "peter", meeting, wish).how is Hearing.LANE
    sharing.withdraw_consent(
        by=cast.actor("pia"), consent=given, guardian=cast.mor, way=Way.PHONE, said_on=TODAY,
        at=NOW + timedelta(minutes=1),
    )  # fmt: skip
    assert hears(cast, "peter", meeting, wish).how is Hearing.NOT


def test_the_everyday_is_free_between_day_care_and_ppr(cast, series, meeting, ask):
    assert hears(cast, "peter", meeting, ask(series, aim=Purpose.EVERYDAY)).how is Hearing.LANE


def test_who_has_no_seat_hears_nothing_by_the_lane(cast, series, meeting, ask, consented):
    consented()
    assert hears(cast, "olga", meeting, ask(series)).how is Hearing.NOT


def test_what_names_nobody_is_for_the_table_and_its_keeper(cast, series, meeting, wonder):
    wish = wonder(series)
    assert {hears(cast, name, meeting, wish).how for name in ("peter", "pia", "lars")} == {Hearing.NOBODY_NAMED}
    assert hears(cast, "olga", meeting, wish).how is Hearing.NOT


def test_a_seat_of_the_administration_has_no_service_and_hears_no_child(cast, plan, ask):
    series = plan(members=[job(cast, "lars"), job(cast, "olga")])
    meeting = series.meetings.order_by("starts_at")[0]
    wish = ask(series)
    assert hears(cast, "olga", meeting, wish).how is Hearing.NOT
    assert [one.how for one in queries.heard_by_others(wish, cast.actor("pia"), NOW)] == [
        Hearing.BY_WORK, Hearing.NOT
    ]  # fmt: skip


def test_ssd_opens_in_its_own_meeting_and_in_no_other(cast, plan, ask):
    ssd = plan("ssd-moede", members=[job(cast, "fatma"), job(cast, "peter")])
    first = ssd.meetings.order_by("starts_at")[0]
    wish = ask(ssd, necessity="Det kan ikke vente", topics=[])
    assert hears(cast, "fatma", first, wish).how is Hearing.LANE
    assert hears(cast, "peter", first, wish).how is Hearing.NOT  # PPR is in no circle of SSD
    with pytest.raises(Refused, match="Ingen i forummet"):
        ask(plan(members=[job(cast, "fatma")], title="Et almindeligt"))


def test_an_ssd_meeting_that_is_over_opens_nothing(cast, plan, ask):
    ssd = plan("ssd-moede", members=[job(cast, "fatma")])
    first = ssd.meetings.order_by("starts_at")[0]
    wish = ask(ssd, necessity="Det kan ikke vente", topics=[])
    actions.cancel_meeting(by=cast.actor("lars"), meeting=first, words="Sygdom", at=NOW)
    first.refresh_from_db()
    assert hears(cast, "fatma", first, wish).how is Hearing.NOT


def test_the_third_ssd_meeting_is_refused_and_the_second_needs_a_special_reason(cast, plan, ask, place):
    ssd = plan("ssd-moede", members=[job(cast, "fatma")])
    meetings = list(ssd.meetings.order_by("starts_at"))
    need = {"necessity": "Det kan ikke vente", "topics": []}
    _discussed(place(meetings[0], ask(ssd, **need)))
    assert queries.ssd_meetings(cast.bo, TODAY) == 1
    assert queries.heard_by_others(_like(cast, ssd), cast.actor("pia"), NOW)[0].how is Hearing.NOT
    _discussed(place(meetings[1], _after(cast, ask, ssd, meetings[0], special_reason="Noget nyt", **need)))
    with pytest.raises(Refused, match="Et tredje"):
        _after(cast, ask, ssd, meetings[1], special_reason="Noget nyt", **need)


def _after(cast, ask, series, over, **more):
    """The next meeting is what is asked of: the one before is over."""
    remembered()
    type(over).objects.filter(pk=over.pk).update(state="held")
    return ask(series, **more)


def _like(cast, series):
    return type(series.wishes.get())(
        series=series, about="child", child=cast.bo, sender="daycare", aim="early_help", question="Igen",
        necessity="Igen",
    )  # fmt: skip


def _discussed(item):
    """As the second slice does by its action."""
    remembered()
    type(item).objects.filter(pk=item.pk).update(state=ItemState.DISCUSSED)
    type(item.wish).objects.filter(pk=item.wish_id).update(state=WishState.DISCUSSED, settled_at=NOW)


def test_a_health_visitor_works_with_the_children_of_her_district(cast, plan, ask):
    series = plan(members=[job(cast, "anna"), job(cast, "sara")])
    found = queries.heard_by_others(ask(series, child="asta"), cast.actor("pia"), NOW)
    assert [one.how for one in found] == [Hearing.BY_WORK, Hearing.BY_WORK]  # Sara knows Asta by name


def test_where_no_ssd_meeting_was_held_nobody_is_told_that_they_are_used_up(cast, plan, meeting, ask):
    """Who has the authority goes out of an ordinary forum, and is told of what can be done."""
    series = plan(members=[job(cast, "lars"), job(cast, "fatma")])
    [said] = [one for one in queries.heard_by_others(ask(series), cast.actor("lars"), NOW) if one.sentence]
    assert said.how is Hearing.NOT
    assert "holdt" not in said.sentence
    assert "SSD-møde" in said.sentence
