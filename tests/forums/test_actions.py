"""What can be done with meetings: the change, the entry, who is told, and what a refusal leaves behind."""

from datetime import time, timedelta

import pytest

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere, Refused
from samspor.forums import actions, queries, reading
from samspor.forums.models import AgendaItem, ForumType, MeetingSeries, Seat, Wish
from samspor.forums.rules.words import About, ItemState, MeetingState, When, WishState
from samspor.messages.models import Message
from samspor.messages.rules import Template
from samspor.pathways import api as pathways
from samspor.pathways.rules.words import Origin
from samspor.people.models import Child
from samspor.sharing.rules.words import Purpose
from tests.cast import NOW, TODAY
from tests.factories import remembered
from tests.forums.conftest import DAYS, WEEK, job


def told(template: Template) -> set[str]:
    return set(Message.objects.filter(template=template).values_list("to__name", flat=True))


def entry(verb: Verb) -> Entry:
    return Entry.objects.get(verb=verb)


def test_a_kind_of_meeting_is_taken_into_use_once(cast, types):
    again = actions.adopt_type(by=cast.actor("jens"), written=reading.shipped()[0], at=NOW)
    assert again == types["tvaerfagligt-forum"]
    assert ForumType.objects.count() == len(types) == Entry.objects.filter(verb=Verb.FORUM_TYPE_ADOPTED).count()
    assert set(queries.types_in_use(TODAY)) == set(types.values())


def test_only_who_may_takes_a_kind_into_use(cast):
    with pytest.raises(NotHere):
        actions.adopt_type(by=cast.actor("lars"), written=reading.shipped()[0], at=NOW)


def test_plan_a_series_with_seats_and_quarterly_guests(cast, plan):
    made = plan(guests=[job(cast, "anna"), job(cast, "peter")])
    assert [one.starts_at.date() for one in made.meetings.order_by("starts_at")] == DAYS
    seats = {
        one.starts_at.date(): {seat.job.staff.name for seat in one.seats.all()}
        for one in made.meetings.order_by("starts_at")
    }
    fixed = {"Lars Brandt", "Peter Winther"}
    assert seats == {DAYS[0]: fixed | {"Anna Bech"}, DAYS[1]: fixed, DAYS[2]: fixed | {"Anna Bech"}}
    assert set(Seat.objects.filter(is_guest=True).values_list("job__staff__name", flat=True)) == {"Anna Bech"}
    assert entry(Verb.MEETINGS_PLANNED).after == {
        "type": "tvaerfagligt-forum", "meetings": 3, "unit": str(cast.solsikken.pk)
    }  # fmt: skip
    assert told(Template.MEETINGS_PLANNED) == {"Peter Winther", "Anna Bech"}


@pytest.mark.parametrize(
    "wrong", [{"title": " "}, {"ends": time(9, 5)}, {"days": [TODAY]}, {"days": [TODAY + timedelta(days=500)]}]
)
def test_a_series_that_makes_no_sense_is_refused(plan, wrong):
    with pytest.raises(Refused):
        plan(**wrong)
    assert not MeetingSeries.objects.exists()


@pytest.mark.parametrize("name", ["pia", "vera", "olga", "else_"])
def test_who_does_not_plan_for_the_place_can_not(plan, name):
    with pytest.raises(NotHere):
        plan(by=name)


def test_a_chair_plans_where_she_works(cast, plan):
    assert plan(by="olga", unit=cast.forvaltning, members=[]).unit == cast.forvaltning


@pytest.mark.parametrize(("when", "number"), [(When.EVERY, 3), (When.QUARTERLY, 2), (When.NEXT, 1)])
def test_a_seat_is_given_in_the_meetings_ahead(cast, series, when, number):
    made = actions.give_seat(by=cast.actor("lars"), series=series, who=job(cast, "anna"), when=when, at=NOW)
    assert len(made) == number
    assert {one.is_guest for one in made} == {when is not When.EVERY}
    assert entry(Verb.SEAT_GIVEN).after == {"who": str(cast.anna.pk), "when": when}
    assert "Anna Bech" in told(Template.MEETINGS_PLANNED)


def test_a_seat_is_given_once_and_where_it_lacks(cast, series):
    lars, anna = cast.actor("lars"), job(cast, "anna")
    actions.give_seat(by=lars, series=series, who=anna, when=When.NEXT, at=NOW)
    assert len(actions.give_seat(by=lars, series=series, who=anna, when=When.EVERY, at=NOW)) == 2
    with pytest.raises(Refused, match="sidder allerede med"):
        actions.give_seat(by=lars, series=series, who=anna, when=When.EVERY, at=NOW)


def test_no_seat_in_a_series_that_is_over(cast, series):
    late = NOW + 20 * WEEK
    with pytest.raises(Refused, match="ingen møder forude"):
        actions.give_seat(by=cast.actor("lars", late), series=series, who=job(cast, "anna"), when=When.NEXT, at=late)


def test_who_gives_up_a_seat_sees_no_more(cast, series, meeting):
    seat = meeting.seats.get(job__staff=cast.peter)
    assert queries.meetings_visible_to(cast.actor("peter")).count() == 3
    actions.end_seat(by=cast.actor("lars"), seat=seat, at=NOW)
    assert queries.meetings_visible_to(cast.actor("peter")).count() == 2
    assert entry(Verb.SEAT_ENDED).about_id == str(seat.pk)
    with pytest.raises(Refused):
        actions.end_seat(by=cast.actor("lars"), seat=seat, at=NOW)
    with pytest.raises(NotHere):
        actions.end_seat(by=cast.actor("pia"), seat=seat, at=NOW)


def test_a_moved_meeting_takes_its_agenda_along_and_everybody_is_told(cast, meeting, ask, place, consented, series):
    consented()
    item = place(meeting, ask(series), after=30)
    begins = meeting.starts_at + timedelta(days=1, hours=1)
    moved = actions.move_meeting(
        by=cast.actor("lars"), meeting=meeting, starts_at=begins, ends_at=begins + timedelta(hours=2), place="Salen",
        words="Rummet er optaget.", at=NOW,
    )  # fmt: skip
    assert (moved.state, moved.sequence, moved.place, moved.changed_words) == (
        MeetingState.MOVED, 1, "Salen", "Rummet er optaget."
    )  # fmt: skip
    item.refresh_from_db()
    assert item.starts_at == begins + timedelta(minutes=30)
    assert entry(Verb.MEETING_MOVED).child_ids == [cast.bo.pk]
    assert told(Template.MEETING_MOVED) == {"Peter Winther", "Pia Holm"}


def test_a_cancelled_meeting_loses_nothing(cast, meeting, ask, wonder, place, consented, series):
    consented()
    first, second = place(meeting, ask(series)), place(meeting, wonder(series), after=60)
    actions.cancel_meeting(by=cast.actor("lars"), meeting=meeting, words="Jeg er syg.", at=NOW)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.sequence) == (MeetingState.CANCELLED, 1)
    assert set(Wish.objects.values_list("state", flat=True)) == {WishState.ASKED}
    assert set(AgendaItem.objects.values_list("state", flat=True)) == {ItemState.DROPPED}
    assert entry(Verb.MEETING_CANCELLED).child_ids == [cast.bo.pk]
    assert told(Template.MEETING_CANCELLED) == {"Peter Winther"}
    assert told(Template.WISH_WAITS) == {"Pia Holm"}
    ahead = series.meetings.order_by("starts_at")[1]
    assert place(ahead, first.wish).meeting == ahead  # it can have a place anew
    assert second.wish_id


def test_a_cancelled_meeting_is_left_alone(cast, meeting, series, wonder, place):
    lars = cast.actor("lars")
    with pytest.raises(Refused):
        actions.cancel_meeting(by=lars, meeting=meeting, words=" ", at=NOW)
    actions.cancel_meeting(by=lars, meeting=meeting, words="Jeg er syg.", at=NOW)
    again = {"by": lars, "meeting": meeting, "words": "Igen", "at": NOW}
    with pytest.raises(Refused, match="aflyst"):
        actions.cancel_meeting(**again)
    with pytest.raises(Refused, match="aflyst"):
        place(meeting, wonder(series))


def test_ask_about_a_child_where_somebody_may_hear_it(cast, series, ask, consented):
    consented()
    made = ask(series)
    assert (made.about, made.child, made.sender, made.keeper) == (About.CHILD, cast.bo, "daycare", cast.pia)
    assert made.unit == cast.solsikken
    assert entry(Verb.WISH_MADE).child_ids == [cast.bo.pk]
    assert told(Template.WISH_MADE) == {"Lars Brandt"}
    with pytest.raises(Refused, match="allerede bedt"):
        ask(series, by="mads")


def test_where_nobody_else_may_hear_it_nobody_is_asked(cast, plan, ask):
    series = plan(members=[job(cast, "peter")])
    with pytest.raises(Refused, match="PPR må ikke få det uden samtykke"):
        ask(series)
    assert not Wish.objects.exists()


@pytest.mark.parametrize(("child", "by"), [("bo", "else_"), ("frida", "pia"), ("bo", "olga")])
def test_nobody_asks_about_a_child_they_do_not_work_with(series, ask, child, by):
    with pytest.raises(NotHere):
        ask(series, child=child, by=by)


def test_nobody_asks_in_a_forum_of_another_place(cast, series, ask):
    with pytest.raises(NotHere):
        ask(series, child="frida", by="else_")


def test_no_question_is_no_wish(series, ask):
    with pytest.raises(Refused) as refused:
        ask(series, question=" ")
    assert refused.value.field == "question"


def test_a_wish_can_grow_from_the_pathway_of_the_child_and_of_no_other(cast, series, ask):
    opened = {"origin": Origin.STAFF, "purpose": "En ven", "what": "Vi mødes", "on": TODAY + WEEK, "at": NOW}
    own = pathways.open_pathway(by=cast.actor("pia"), child=cast.bo, **opened)
    other = pathways.open_pathway(by=cast.actor("pia"), child=cast.asta, **opened)
    with pytest.raises(NotHere):
        ask(series, pathway=other)
    assert ask(series, pathway=own).pathway == own


def test_ask_without_a_name_leaves_no_trace_of_a_child(cast, series, wonder):
    made = wonder(series)
    assert (made.child, made.pathway, made.unit, made.keeper) == (None, None, cast.solsikken, cast.pia)
    assert entry(Verb.WISH_MADE).child_ids == []


def test_a_place_too_small_is_not_told(cast, plan, wonder):
    """Of Solsikken's five children two places up would be told; where even the municipality is too small, none."""
    series = plan()
    assert wonder(series, smallest=6).unit == cast.nord
    assert wonder(series, smallest=1000).unit is None


def test_a_name_in_a_question_without_one_is_caught(cast, series, wonder):
    with pytest.raises(Refused, match="Asta"):
        wonder(series, question="Asta er træt")
    assert wonder(series, question="Asta er træt", confirmed=["Asta"]).question == "Asta er træt"


def test_who_has_no_children_to_wonder_about_asks_nothing(cast, series, wonder):
    with pytest.raises(NotHere):
        wonder(series, by="olga")


def test_who_works_where_no_children_are_asks_nothing(cast, plan, wonder):
    """Karen also works in the administration; there is nobody to ask for there."""
    from samspor.people.models import Employment

    remembered()
    Employment.objects.filter(staff=cast.karen).update(unit=cast.forvaltning)
    series = plan(by="olga", unit=cast.forvaltning)
    with pytest.raises(Refused, match="ikke ansat et sted"):
        wonder(series, by="karen")


def test_a_wish_is_withdrawn_and_its_place_is_free(cast, series, meeting, ask, place, consented):
    consented()
    wish = ask(series)
    place(meeting, wish)
    made = actions.withdraw_wish(by=cast.actor("mads"), wish=wish, at=NOW)
    assert (made.state, made.settled_at) == (WishState.WITHDRAWN, NOW)
    assert queries.items_of(meeting.pk) == []
    assert entry(Verb.WISH_WITHDRAWN).child_ids == [cast.bo.pk]
    assert told(Template.WISH_WITHDRAWN) == {"Lars Brandt", "Pia Holm"}
    with pytest.raises(Refused):
        actions.withdraw_wish(by=cast.actor("pia"), wish=wish, at=NOW)


def test_what_names_nobody_is_its_keepers_to_withdraw(cast, series, wonder):
    wish = wonder(series)
    for name in ("mads", "lars", "peter"):
        with pytest.raises(NotHere):
            actions.withdraw_wish(by=cast.actor(name), wish=wish, at=NOW)
    assert actions.withdraw_wish(by=cast.actor("pia"), wish=wish, at=NOW).state == WishState.WITHDRAWN
    assert told(Template.WISH_WITHDRAWN) == set()  # it had no place


def test_a_leader_takes_over_from_who_is_ill(cast, series, ask, wonder):
    wish, practice = ask(series), wonder(series, about=About.PRACTICE)
    for one, children in ((wish, [cast.bo.pk]), (practice, [])):
        made = actions.take_over(by=cast.actor("lars"), wish=one, at=NOW)
        assert made.keeper == cast.lars
        assert Entry.objects.filter(verb=Verb.WISH_TAKEN_OVER).latest("at", "id").child_ids == children
    assert told(Template.WISH_TAKEN_OVER) == {"Pia Holm"}
    with pytest.raises(Refused, match="dit i forvejen"):
        actions.take_over(by=cast.actor("lars"), wish=wish, at=NOW)


def test_what_has_no_name_is_nobody_elses(cast, series, wonder):
    with pytest.raises(NotHere):
        actions.take_over(by=cast.actor("lars"), wish=wonder(series), at=NOW)


def test_a_wish_has_its_place_and_who_asked_is_told(cast, series, meeting, ask, place):
    wish = ask(series)
    item = place(meeting, wish, after=15)
    assert (item.starts_at, item.wish.state) == (meeting.starts_at + timedelta(minutes=15), WishState.PLACED)
    assert entry(Verb.WISH_PLACED).child_ids == [cast.bo.pk]
    assert told(Template.WISH_PLACED) == {"Pia Holm"}
    with pytest.raises(Refused):
        place(meeting, wish, after=60)


def test_a_wish_is_placed_in_its_own_forum_and_in_free_time(plan, meeting, series, wonder, place):
    place(meeting, wonder(series))
    with pytest.raises(Refused, match="andet punkt"):
        place(meeting, wonder(series), after=20)
    with pytest.raises(Refused, match="andet forum"):
        place(meeting, wonder(plan(title="Et andet")))


@pytest.mark.parametrize("name", ["pia", "peter", "olga", "vera"])
def test_who_does_not_plan_places_nothing(series, meeting, wonder, place, name):
    wish = wonder(series)
    with pytest.raises(NotHere):
        place(meeting, wish, by=name)


def test_what_is_taken_off_waits(cast, series, meeting, ask, place, wonder):
    for wish, children in ((ask(series), [cast.bo.pk]), (wonder(series), [])):
        item = place(meeting, wish)
        actions.take_off(by=cast.actor("lars"), item=item, at=NOW)
        wish.refresh_from_db()
        assert wish.state == WishState.ASKED
        assert Entry.objects.filter(verb=Verb.WISH_TAKEN_OFF).latest("at", "id").child_ids == children
        with pytest.raises(Refused):
            actions.take_off(by=cast.actor("lars"), item=item, at=NOW)
    assert told(Template.WISH_WAITS) == {"Pia Holm"}
    with pytest.raises(NotHere):
        actions.take_off(by=cast.actor("pia"), item=item, at=NOW)


def test_under_ssd_the_aim_is_the_grounds_own(cast, plan, ask):
    series = plan("ssd-moede", members=[job(cast, "fatma")])
    with pytest.raises(Refused) as refused:
        ask(series)
    assert refused.value.field == "necessity"
    made = ask(series, necessity="Det kan ikke vente", aim=Purpose.EVERYDAY, topics=[])
    assert (made.aim, made.necessity) == (Purpose.EARLY_HELP, "Det kan ikke vente")


def test_whose_account_is_gone_is_not_told(cast, plan):
    remembered()
    peter = job(cast, "peter")
    peter.staff.account = None
    plan(members=[peter])
    assert told(Template.MEETINGS_PLANNED) == set()


def test_an_account_that_works_nowhere_writes_nothing(cast, db):
    from dataclasses import replace
    from uuid import uuid4

    with pytest.raises(NotHere):
        queries.me(replace(cast.actor("lars"), id=uuid4()))
    assert Child.objects.exists()
