"""What came of an item: who sees to it and by when, written once, and what was not reached waits."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere, Refused
from samspor.forums import actions, queries
from samspor.forums.models import AgendaItem, DecisionRecord
from samspor.forums.pages import meeting_href
from samspor.forums.rules.words import About, ItemState, MeetingState, WishState
from samspor.messages.models import Message
from samspor.messages.rules import Template
from samspor.pathways import api as pathways
from samspor.pathways.rules.words import Closing
from tests.cast import TODAY
from tests.factories import remembered
from tests.forums.conftest import DUE, WEEK, job
from tests.forums.test_views import of, page, send


def test_what_was_agreed_has_somebody_and_a_day(cast, item, conclude):
    made = conclude(item)
    item.refresh_from_db()
    assert (item.state, item.wish.state) == (ItemState.DISCUSSED, WishState.DISCUSSED)
    assert (made.text, made.responsible.staff, made.due_on, made.entry) == ("Vi synger med ham.", cast.lars, DUE, None)
    said = Entry.objects.get(verb=Verb.ITEM_CONCLUDED)
    assert (said.child_ids, said.after["outcome"]) == ([cast.bo.pk], "local")
    assert Message.objects.filter(template=Template.DECISION_YOURS, to=cast.lars.account_id).exists()


def test_of_a_child_with_a_pathway_it_is_written_there_and_nowhere_else(
    cast, series, meeting, ask, place, opened, conclude
):
    made = conclude(place(meeting, ask(series, pathway=opened)))
    assert made.text is None
    assert made.entry.text == "Vi synger med ham."
    assert pathways.Action.objects.get(pathway=opened).staff == cast.lars


def test_where_the_pathway_is_closed_the_minutes_stand_alone(cast, series, meeting, ask, place, opened, conclude):
    item = place(meeting, ask(series, pathway=opened))
    pathways.close_pathway(
        by=cast.actor("pia"), pathway=opened, because=Closing.OTHER, words="Slut", at=series.planned_at + timedelta(1)
    )
    item = queries.items_of(meeting.pk)[0]
    assert conclude(item).text == "Vi synger med ham."


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"text": " "}, "text"), ({"due_on": TODAY}, "due_on"), ({"due_on": TODAY + 60 * WEEK}, "due_on"),
        ({"who": "peter"}, "who"), ({"who": "else_"}, "who"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(item, conclude, wrong, field):
    with pytest.raises(Refused) as refused:
        conclude(item, **wrong)
    assert refused.value.field == field
    assert not DecisionRecord.objects.exists()


def test_not_before_it_has_begun_and_not_twice(item, conclude, series):
    with pytest.raises(Refused, match="ikke begyndt"):
        conclude(item, at=series.planned_at)
    conclude(item)
    with pytest.raises(Refused, match="ændret imens"):
        conclude(item)


@pytest.mark.parametrize("name", ["peter", "olga", "else_"])
def test_who_does_not_work_with_the_child_writes_no_minutes(item, conclude, name):
    with pytest.raises(NotHere):
        conclude(item, by=name)


def test_what_names_nobody_is_concluded_at_the_table(cast, series, meeting, wonder, place, conclude):
    first, second = (place(meeting, wonder(series), after=after) for after in (0, 30))
    assert conclude(first, by="pia").by == cast.pia
    assert conclude(second, by="peter", who="peter").responsible.staff == cast.peter
    with pytest.raises(NotHere):
        conclude(place(meeting, wonder(series), after=60), by="else_")


def test_nobody_else_may_hear_it_any_more(cast, plan, meeting, ask, place, consented, conclude):
    consented()
    series = plan(members=[job(cast, "peter")])
    item = place(series.meetings.order_by("starts_at")[0], ask(series))
    remembered()
    from samspor.sharing.models import ExchangeAnswer

    ExchangeAnswer.objects.update(expires_on=TODAY)
    with pytest.raises(Refused, match="Ingen i forummet"):
        conclude(item, who="pia")


def test_what_is_done_is_said_by_who_sees_to_it_or_works_with_the_child(
    cast, series, meeting, wonder, item, place, conclude
):
    named, unnamed = conclude(item), conclude(place(meeting, wonder(series), after=60), who="peter")
    at = meeting.starts_at + WEEK
    for one, name in ((named, "mads"), (unnamed, "peter")):
        made = actions.settle_decision(by=cast.actor(name, at), decision=one, words="Det gik godt.", at=at)
        assert (made.done_words, made.done_by) == ("Det gik godt.", cast.members[name])
        with pytest.raises(Refused):
            actions.settle_decision(by=cast.actor(name, at), decision=one, words="Igen", at=at)
    with pytest.raises(NotHere):
        actions.settle_decision(by=cast.actor("else_", at), decision=named, words="Nej", at=at)
    assert Entry.objects.filter(verb=Verb.DECISION_DONE).count() == 2


def test_a_meeting_is_over_and_what_was_not_reached_waits(cast, meeting, item):
    with pytest.raises(Refused, match="ikke begyndt"):
        actions.hold_meeting(by=cast.actor("lars"), meeting=meeting, at=meeting.series.planned_at)
    at = meeting.ends_at
    made = actions.hold_meeting(by=cast.actor("lars", at), meeting=meeting, at=at)
    item.wish.refresh_from_db()
    assert (made.state, item.wish.state) == (MeetingState.HELD, WishState.ASKED)
    assert Entry.objects.get(verb=Verb.MEETING_HELD).after == {"left": 1, "talked_of": 0}
    with pytest.raises(Refused, match="holdt"):
        actions.hold_meeting(by=cast.actor("lars", at), meeting=meeting, at=at)


def test_an_item_is_run_and_concluded_on_the_screen(cast, as_, meeting, item, at_noon, consented):
    consented()
    pia, here, writes = as_("pia"), of("item", item), of("conclude", item)
    shown = page(pia, here)
    assert "Sådan taler vi om det" in shown
    assert "Vi undrer os" in shown
    assert "Skriv, hvad I aftalte" not in shown
    at_noon.move_to(meeting.starts_at)
    pia = as_("pia")  # a week later she signs in anew
    assert "Skriv, hvad I aftalte" in page(pia, here)
    assert "Mødet er slut" in page(as_("lars"), meeting_href(meeting.pk))
    heard = page(as_("peter"), here)
    assert "<h1>Bo</h1>" in heard
    assert "Øster" not in heard
    assert "Må høre det her" in heard
    assert "Skriv, hvad I aftalte" not in heard
    answer = pia.post(writes, {"form_key": "x", "text": "Halvt"}, headers={"X-Autosave": "true"})
    assert answer.status_code == 204
    assert "Halvt" in page(pia, writes)
    words = {"outcome": "more_help", "text": "Vi spørger PPR", "who": job(cast, "lars").pk, "due_on": str(DUE)}
    assert send(pia, writes, **words | {"text": ""}).status_code == 422
    assert send(pia, writes, **words)["Location"] == here
    shown = page(pia, here)
    assert "Der skal mere hjælp til" in shown
    assert "Lars Brandt sørger for det" in shown
    assert "Drøftet" in page(as_("lars"), meeting_href(meeting.pk))
    assert send(as_("lars"), of("held", meeting))["Location"] == meeting_href(meeting.pk)
    assert "Holdt" in page(as_("lars"), meeting_href(meeting.pk))


def test_throw_the_minutes_away_and_write_without_a_name(cast, as_, series, meeting, wonder, place, at_noon):
    at_noon.move_to(meeting.starts_at)
    item = AgendaItem.objects.get(pk=place_late(cast, meeting, wonder(series)).pk)
    pia, writes = as_("pia"), of("conclude", item)
    pia.post(writes, {"text": "Halvt"}, headers={"X-Autosave": "true"})
    pia.post(writes, {"discard": ""})
    assert "Halvt" not in page(pia, writes)
    assert "Et barn uden navn" in page(as_("peter"), of("item", item))
    send(pia, writes, outcome="local", text="Ro", who=job(cast, "peter").pk, due_on=str(DUE))
    assert "Ro" in page(as_("peter"), of("decision", DecisionRecord.objects.get()))


def place_late(cast, meeting, wish):
    at = meeting.starts_at
    return actions.place_wish(
        by=cast.actor("lars", at), meeting=meeting, wish=wish, starts_at=at, ends_at=at + timedelta(minutes=20), at=at
    )


@pytest.mark.parametrize("name", ["else_", "vera", "ali", "olga"])
def test_who_does_not_hear_it_finds_no_item(as_, item, conclude, name):
    made = conclude(item)
    for one in (of("item", item), of("conclude", item), of("decision", made)):
        page(as_(name), one, 404)
    assert send(as_(name), of("held", item.meeting)).status_code == 404


def test_a_seat_that_may_not_hear_finds_no_item(as_, item):
    page(as_("peter"), of("item", item), 404)


def test_what_waits_stands_on_the_day(as_, cast, series, meeting, ask, wonder, place, at_noon, conclude):
    ask(series, child="asta"), wonder(series, about=About.PRACTICE)
    shown = page(as_("lars"), reverse("overview:day"))
    assert "Læg dagsorden for Forum i Solsikken" in shown
    assert "Find en plads" not in shown
    item = place(meeting, ask(series))
    assert "Gør dig klar til drøftelsen om Bo" in page(as_("pia"), reverse("overview:day"))
    made = conclude(item)
    at_noon.move_to(meeting.starts_at + 2 * WEEK)
    shown = page(as_("lars"), reverse("overview:day"))
    assert "Find en plads til drøftelsen om Asta" in shown
    assert re.search("Find en plads til drøftelsen *<", shown)
    at_noon.move_to(meeting.starts_at + 3 * WEEK)
    assert "Gør det, I aftalte på mødet om Bo" in page(as_("lars"), reverse("overview:day"))
    done = of("decision", made)
    assert "Vi synger med ham." in page(as_("lars"), done)
    assert send(as_("lars"), done, words="Gjort")["Location"] == reverse("forums:list")
    assert "Gør det, I aftalte" not in page(as_("lars"), reverse("overview:day"))


def test_a_leader_sees_to_what_others_did_not_do(as_, item, conclude, at_noon):
    conclude(item, who="pia")
    at_noon.move_to(item.meeting.starts_at + 5 * WEEK)
    assert "Se til det, der blev aftalt på mødet om Bo" in page(as_("lars"), reverse("overview:day"))


def test_minutes_written_in_a_pathway_are_read_there(as_, cast, series, meeting, ask, place, opened, conclude):
    made = conclude(place(meeting, ask(series, pathway=opened)))
    assert "Vi synger med ham." in page(as_("pia"), of("decision", made))
    assert "Vi synger med ham." in page(as_("pia"), of("item", made.item))


def test_a_meeting_nobody_has_closed_stands_on_the_day_after(as_, meeting, item, at_noon):
    """With who plans it, as long as something waits in it."""
    said, day = "Gør mødet færdigt", reverse("overview:day")
    at_noon.move_to(meeting.ends_at + timedelta(hours=1))
    assert said not in page(as_("lars"), day)
    at_noon.move_to(meeting.ends_at + timedelta(hours=14))
    shown = page(as_("lars"), day)
    assert f'<a href="{meeting_href(meeting.pk)}"><strong>{said}' in shown
    assert "Forum i Solsikken mandag den 30. november" in shown
    for name in ("pia", "peter"):
        assert said not in page(as_(name), day)
    send(as_("lars"), of("held", meeting))
    assert said not in page(as_("lars"), day)


def test_a_meeting_with_nothing_left_in_it_is_nobodys_task(as_, item, conclude, at_noon):
    conclude(item)
    at_noon.move_to(item.meeting.ends_at + timedelta(days=2))
    assert "Gør mødet færdigt" not in page(as_("lars"), reverse("overview:day"))


def test_the_way_to_a_meeting_begins_in_the_pathway(as_, cast, series, opened, ask):
    here, way = reverse("pathways:pathway", args=[opened.pk]), of("where", cast.bo)
    shown = page(as_("pia"), here)
    assert f'href="{way}"' in shown
    assert "Tag det op på et møde" in shown
    made = ask(series)
    assert of("wish", made) in page(as_("pia"), here)
    pathways.close_pathway(
        by=cast.actor("pia"), pathway=opened, because=Closing.GOAL_REACHED, words="En ven", at=series.planned_at + WEEK
    )
    assert way not in page(as_("pia"), here)
