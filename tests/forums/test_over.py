"""When a meeting is over: what it opened is shut, what it left is found again, and minutes can still be written."""

from datetime import timedelta

import pytest
from django.urls import reverse

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import Refused
from samspor.forums import actions, queries
from samspor.forums.models import AgendaItem, DecisionRecord, Wish
from samspor.forums.pages import meeting_href
from samspor.forums.rules.words import About, ItemState, WishState
from tests.cast import TODAY
from tests.forums.conftest import DUE, job
from tests.forums.test_hearing import hears
from tests.forums.test_views import of, page, send

DAY = timedelta(days=1)
NEED = {"necessity": "Det kan ikke vente", "topics": []}


@pytest.fixture
def ssd(plan, cast):
    return plan("ssd-moede", members=[job(cast, "fatma")])


def hold(cast, meeting, *talked, by="lars", at=None):
    at = at or meeting.ends_at
    return actions.hold_meeting(by=cast.actor(by, at), meeting=meeting, at=at, talked=[one.pk for one in talked])


def test_ssd_shuts_by_its_own_day_when_nobody_ends_it(cast, as_, ssd, ask, place, at_noon):
    meeting = ssd.meetings.order_by("starts_at")[0]
    item = place(meeting, ask(ssd, **NEED))
    at_noon.move_to(meeting.ends_at + timedelta(hours=1))
    assert "Må høre det her" in page(as_("fatma"), of("item", item))
    at_noon.move_to(meeting.ends_at + DAY)
    page(as_("fatma"), of("item", item), 404)
    assert "Øster" not in page(as_("fatma"), meeting_href(meeting.pk))
    shown = page(as_("pia"), of("item", item))
    assert "Går ud imens" in shown  # so it is said of Fatma
    assert "Må høre det her" not in shown


def test_what_was_said_under_ssd_is_written_the_day_after_though_nobody_hears_it_any_more(
    cast, ssd, ask, place, conclude
):
    meeting = ssd.meetings.order_by("starts_at")[0]
    item = place(meeting, ask(ssd, **NEED))
    assert conclude(item, who="pia", at=meeting.ends_at + DAY).text == "Vi synger med ham."


def test_a_meeting_nobody_ended_is_found_again(cast, as_, meeting, item, at_noon):
    at_noon.move_to(meeting.ends_at + 3 * DAY)
    href = f'href="{meeting_href(meeting.pk)}"'
    for name in ("lars", "peter"):
        shown = page(as_(name), reverse("forums:list"))
        assert "mangler at blive gjort færdige" in shown
        assert href in shown
        assert href in page(as_(name), of("series", meeting.series))
    shown = page(as_("pia"), reverse("forums:list"))
    assert "mangler at blive gjort færdige" not in shown
    shown = page(as_("pia"), of("series", meeting.series))
    assert "Møder, der har været" in shown
    assert href not in shown
    assert "Mødet er slut" in page(as_("lars"), meeting_href(meeting.pk))
    hold(cast, meeting)
    assert "mangler at blive gjort færdige" not in page(as_("lars"), reverse("forums:list"))
    assert "Holdt" in page(as_("lars"), of("series", meeting.series))


def test_who_asked_finds_the_way_from_the_wish(as_, meeting, item, wonder, place):
    here = f'href="{of("item", item)}"'
    shown = page(as_("pia"), of("wish", item.wish))
    assert here in shown
    assert meeting_href(meeting.pk) not in shown  # she has no seat
    shown = page(as_("lars"), of("wish", item.wish))
    assert here in shown
    assert f'href="{meeting_href(meeting.pk)}"' in shown


def test_to_end_a_meeting_is_asked_first_and_names_what_has_no_minutes(
    cast, as_, meeting, item, wonder, place, conclude, at_noon
):
    other = place(meeting, wonder(meeting.series), after=40)
    at_noon.move_to(meeting.starts_at + timedelta(hours=1))
    lars, here = as_("lars"), of("held", meeting)
    assert f'href="{here}"' in page(lars, meeting_href(meeting.pk))
    shown = page(lars, here)
    assert "Kl. 09.00: Bo Øster" in shown
    assert "Kl. 09.40: Et barn uden navn" in shown
    assert "i 14 dage efter mødet" in shown
    meeting.refresh_from_db()
    assert meeting.is_on
    assert send(lars, here, talked=[item.pk])["Location"] == meeting_href(meeting.pk)
    states = dict(AgendaItem.objects.values_list("pk", "state"))
    assert states == {item.pk: ItemState.DISCUSSED, other.pk: ItemState.LEFT}
    assert set(Wish.objects.values_list("state", flat=True)) == {WishState.ASKED}
    said = Entry.objects.get(verb=Verb.MEETING_HELD)
    assert (said.after, said.child_ids) == ({"left": 2, "talked_of": 1}, [cast.bo.pk])
    assert "Ikke nået" in page(lars, meeting_href(meeting.pk))
    for name in ("pia", "peter"):
        page(as_(name), here, 404)


def test_where_everything_has_minutes_nothing_is_asked_about(as_, item, conclude, at_noon):
    conclude(item)
    at_noon.move_to(item.meeting.ends_at)
    shown = page(as_("lars"), of("held", item.meeting))
    assert "Der er skrevet om alt på dagsordenen." in shown
    assert "Hvad talte I om?" not in shown


@pytest.mark.parametrize("talked", [True, False])
def test_minutes_can_be_written_for_a_while_after_the_end(cast, as_, item, at_noon, talked):
    meeting = item.meeting
    hold(cast, meeting, *([item] if talked else []))
    at_noon.move_to(meeting.ends_at + 14 * DAY)
    assert "Skriv, hvad I aftalte" in page(as_("pia"), of("item", item))
    words = {"outcome": "local", "text": "Vi synger", "who": job(cast, "lars").pk, "due_on": str(DUE)}
    assert send(as_("pia"), of("conclude", item), **words)["Location"] == of("item", item)
    made = DecisionRecord.objects.get()
    assert (made.item.state, made.item.wish.state) == (ItemState.DISCUSSED, WishState.DISCUSSED)
    assert "Skriv, hvad I aftalte" not in page(as_("pia"), of("item", item))


def test_and_no_longer(cast, as_, item, at_noon):
    hold(cast, item.meeting)
    at_noon.move_to(item.meeting.ends_at + 15 * DAY)
    assert "Skriv, hvad I aftalte" not in page(as_("pia"), of("item", item))
    words = {"outcome": "local", "text": "Vi synger", "who": job(cast, "lars").pk, "due_on": str(DUE)}
    answer = send(as_("pia"), of("conclude", item), **words)
    assert answer.status_code == 422
    assert "for lang tid" in answer.content.decode()
    assert "Vi synger" in answer.content.decode()


def test_a_wish_that_has_gone_on_elsewhere_is_not_concluded_in_the_old_place(cast, series, item, place, conclude):
    hold(cast, item.meeting)
    ahead = series.meetings.order_by("starts_at")[1]
    place(ahead, item.wish)
    with pytest.raises(Refused, match="ændret imens"):
        conclude(item, at=item.meeting.ends_at + DAY, days=14)
    assert AgendaItem.objects.get(meeting=ahead).state == ItemState.WAITING


def test_what_was_taken_off_before_the_meeting_was_never_talked_of(cast, item, conclude):
    actions.take_off(by=cast.actor("lars"), item=item, at=item.entered_at)
    hold(cast, item.meeting)
    with pytest.raises(Refused, match="ændret imens"):
        conclude(item, at=item.meeting.ends_at + DAY, days=14)


def test_an_ssd_item_that_was_talked_of_counts_without_its_minutes(cast, ssd, ask, place):
    first, second, _ = ssd.meetings.order_by("starts_at")
    wish = ask(ssd, **NEED)
    item = place(first, wish)
    assert queries.ssd_meetings(cast.bo, TODAY) == 0
    hold(cast, first, item)
    assert queries.ssd_meetings(cast.bo, TODAY) == 1
    assert not hears(cast, "fatma", second, wish).may  # the second asks for something special


def test_what_stands_in_a_meeting_nobody_ended_counts_until_somebody_does(cast, ssd, ask, place):
    first, *_ = ssd.meetings.order_by("starts_at")
    place(first, ask(ssd, **NEED))
    day = first.ends_at.date()
    assert [queries.ssd_meetings(cast.bo, on) for on in (day, day + DAY)] == [0, 1]
    hold(cast, first)
    assert queries.ssd_meetings(cast.bo, day + DAY) == 0


def test_what_was_not_reached_does_not_count(cast, ssd, ask, place):
    first, second, _ = ssd.meetings.order_by("starts_at")
    wish = ask(ssd, **NEED)
    place(first, wish)
    hold(cast, first)
    assert queries.ssd_meetings(cast.bo, TODAY) == 0
    assert hears(cast, "fatma", second, wish).may


@pytest.mark.parametrize("talked", [True, False])
def test_who_waits_anew_is_told_for_what(cast, as_, item, talked):
    hold(cast, item.meeting, *([item] if talked else []))
    shown = page(as_("pia"), reverse("overview:day"))
    assert ("Skriv, hvad I aftalte om din drøftelse" in shown) is talked
    assert ("Din drøftelse venter på en ny plads" in shown) is not talked


def test_who_leads_and_may_not_hear_finds_the_meeting_and_no_item(cast, as_, plan, wonder, place):
    meeting = plan(members=[job(cast, "peter")]).meetings.order_by("starts_at")[0]
    item = place(meeting, wonder(meeting.series, about=About.PRACTICE))
    shown = page(as_("lars"), of("wish", item.wish))
    assert meeting_href(meeting.pk) in shown
    assert of("item", item) not in shown
