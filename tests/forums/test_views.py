"""The pages of meetings: what is shown to whom, what a form does, and what a page costs."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.forums import actions
from samspor.forums.models import AgendaItem, MeetingSeries, Seat, Wish
from samspor.forums.pages import meeting_href
from samspor.forums.rules.words import About, When
from samspor.people.models import FormDraft
from tests.cast import NOW
from tests.forums.conftest import WEEK, job


def page(client, url, status=200):
    answer = client.get(url)
    assert answer.status_code == status, url
    return re.sub(r"\s+", " ", answer.content.decode())


def send(client, url, **words):
    return client.post(url, {"form_key": str(uuid4()), **words})


def of(name, *things):
    return reverse(f"forums:{name}", args=[one.pk for one in things])


@pytest.fixture
def agenda(cast, series, meeting, ask, wonder, place, consented):
    """Bo by name, with a yes to PPR; a child without one; and Asta, whom Peter may not hear of in Solsikken."""
    consented()
    place(meeting, ask(series))
    place(meeting, wonder(series), after=30)
    return meeting


def test_the_menu_leads_to_ones_meetings(as_, series):
    assert 'href="/moeder/"' in page(as_("lars"), "/")
    assert 'href="/moeder/"' not in page(as_("ali"), "/")
    page(as_("ali"), reverse("forums:list"), 404)


def test_ones_meetings_wishes_and_where_one_may_ask(as_, series, ask, wonder):
    ask(series), wonder(series)
    shown = page(as_("pia"), reverse("forums:list"))
    assert "Du sidder ikke med i nogen møder" in shown
    assert "Bo Øster" in shown
    assert "Et barn uden navn" in shown
    assert "Forum i Solsikken" in shown
    assert "Planlæg møder" not in shown
    shown = page(as_("peter"), reverse("forums:list"))
    assert "Mandag den 30. november kl. 09.00–11.00, Personalerummet" in shown
    assert "Bo Øster" not in shown
    assert "Planlæg møder" in page(as_("lars"), reverse("forums:list"))


def test_who_may_hear_sees_the_name_and_who_may_not_sees_the_time(cast, as_, agenda):
    actions.give_seat(by=cast.actor("lars"), series=agenda.series, who=job(cast, "olga"), when=When.EVERY, at=NOW)
    heard = page(as_("peter"), meeting_href(agenda.pk))
    assert re.search(">Bo</a>", heard)
    assert "Øster" not in heard  # the lane opens an item, and no page
    assert "Hvordan kommer ordene?" in heard
    assert "Der er samtykke til, at PPR får det." in heard
    assert Entry.objects.filter(verb=Verb.MEETING_SEEN, child_ids=[cast.bo.pk]).exists()
    unheard = page(as_("olga"), meeting_href(agenda.pk))
    assert "Et punkt, du ikke deltager i" in unheard
    assert "09.00–09.30" in unheard
    assert "Øster" not in unheard
    assert "Et barn er tit træt." in unheard  # which names nobody


def test_who_plans_and_may_not_hear_is_told_that_it_is_a_child_by_name(cast, as_, plan, ask, place):
    series = plan(by="olga", unit=cast.forvaltning, members=[job(cast, "lars")])
    remembered_near(series, cast)
    meeting = series.meetings.order_by("starts_at")[0]
    wish = ask(series)
    waits = page(as_("olga"), of("series", series))
    assert "Et navngivet barn" in waits
    assert "Øster" not in waits
    assert "Et navngivet barn" in page(as_("olga"), meeting_href(meeting.pk))
    shown = page(as_("olga"), of("place", meeting, wish))
    assert "Pia Holm har bedt om det." in shown
    assert "Øster" not in shown
    begun = send(as_("olga"), of("place", meeting, wish), starts="9.15", minutes="20")
    assert begun.status_code == 303
    shown = page(as_("olga"), meeting_href(meeting.pk))
    assert "09.15–09.35" in shown
    assert "Et navngivet barn" in shown
    assert "Øster" not in shown


def remembered_near(series, cast):
    """A forum for the whole municipality, planned from its administration."""
    from samspor.people.models import Unit
    from tests.factories import remembered

    remembered()
    Unit.objects.filter(pk=cast.nord.pk).update(parent=cast.forvaltning)
    assert series


@pytest.mark.parametrize("name", ["else_", "vera", "fatma", "ali"])
def test_a_stranger_finds_nothing(cast, as_, agenda, name):
    wish, item, seat = Wish.objects.first(), AgendaItem.objects.first(), Seat.objects.first()
    series = agenda.series
    ways = [of(one, agenda) for one in ("meeting", "move", "cancel")] + [of("place", agenda, wish), of("wish", wish)]
    ways += [of("series", series), of("seat", series), of("ask_unnamed", series), of("ask", series, cast.bo)]
    for one in ways:
        page(as_(name), one, 404)
    for one in (of("take_off", item), of("end_seat", seat), of("withdraw", wish), of("take_over", wish)):
        assert send(as_(name), one).status_code == 404


def test_plan_a_year_and_give_seats(cast, as_, types):
    lars, here = as_("lars"), reverse("forums:plan")
    assert "Solsikken" in page(lars, here)
    given = {
        "type": types["tvaerfagligt-forum"].pk, "unit": cast.solsikken.pk, "title": "Vores forum", "weeks": "4",
        "first_on": "2026-12-01", "last_on": "2027-06-01", "starts": "9.00", "ends": "10.30", "place": "Salen",
    }  # fmt: skip
    wrong = send(lars, here, **given | {"first_on": "2026-11-01"})
    assert wrong.status_code == 422
    assert "Vores forum" in wrong.content.decode()
    assert send(lars, here, **given | {"starts": "ni"}).status_code == 422
    answer = send(lars, here, **given)
    made = MeetingSeries.objects.get()
    assert answer["Location"] == of("series", made)
    assert made.meetings.count() == 7
    assert {one.job.staff for one in Seat.objects.all()} == {cast.lars}
    where = of("seat", made)
    assert "PPR" in page(lars, where)
    assert lars.get(where, {"sted": str(cast.ppr.pk)})["Location"] == of("seat_from", made, cast.ppr)
    there = of("seat_from", made, cast.ppr)
    assert "Peter Winther" in page(lars, there)
    assert send(lars, there, who=job(cast, "peter").pk, when="next").status_code == 303
    assert send(lars, there, who=job(cast, "peter").pk, when="next").status_code == 422
    page(as_("pia"), here, 404)


def test_one_is_asked_for_from_the_childs_page(cast, as_, series, consented):
    pia, here = as_("pia"), of("ask", series, cast.bo)
    assert "Tag det op på et møde" in page(pia, cast.bo.href)
    assert "Forum i Solsikken" in page(pia, of("where", cast.bo))
    assert "Hvad vil I tale om?" in page(pia, here)
    assert send(pia, here, question="Ord?", aim="early_help").status_code == 422
    answer = send(pia, here, question="Ord?", aim="early_help", topics=["language"])
    wish = Wish.objects.get()
    assert answer["Location"] == of("wish", wish)
    shown = page(pia, of("wish", wish))
    assert "Ord?" in shown
    assert "Venter på en plads" in shown
    assert "Venter på en plads" in page(pia, cast.bo.href)


def test_what_is_typed_is_kept(cast, as_, series):
    pia = as_("pia")
    for here in (of("ask", series, cast.bo), of("ask_unnamed", series)):
        answer = pia.post(here, {"form_key": str(uuid4()), "question": "Halvt skre"}, headers={"X-Autosave": "true"})
        assert answer.status_code == 204
        assert "Halvt skre" in page(pia, here)
        assert "Din kladde fra" in page(pia, here)
        pia.post(here, {"form_key": str(uuid4()), "discard": ""})
        assert not FormDraft.objects.exists()


def test_ssd_asks_why_and_the_second_time_what_is_special(cast, as_, plan):
    series = plan("ssd-moede", members=[job(cast, "fatma")])
    shown = page(as_("pia"), of("ask", series, cast.bo))
    assert "Hvorfor er mødet nødvendigt?" in shown
    assert "Hvad vil I tale om?" not in shown
    assert "Er der noget særligt?" not in shown
    assert "SSD-møde. Her må der uden samtykke" in shown
    send(as_("pia"), of("ask", series, cast.bo), question="Ord?", necessity="Det haster")
    shown = page(as_("pia"), of("wish", Wish.objects.get()))
    assert "Derfor er det nødvendigt:" in shown
    meeting = series.meetings.order_by("starts_at")[0]
    assert "Grundlag: SSD-møde uden samtykke" in page(as_("fatma"), meeting_href(meeting.pk))
    assert "Spørg uden navn" not in page(as_("pia"), of("series", series))


def test_ask_without_a_name(cast, as_, series):
    pia, here = as_("pia"), of("ask_unnamed", series)
    caught = send(pia, here, about="unnamed", question="Asta er træt")
    assert caught.status_code == 422
    assert "Det er ikke barnets navn" in caught.content.decode()
    answer = send(pia, here, about="unnamed", question="Asta er træt", confirmed=["Asta"])
    wish = Wish.objects.get()
    assert answer["Location"] == of("wish", wish)
    assert "Et barn uden navn" in page(pia, of("wish", wish))
    page(as_("mads"), of("wish", wish), 404)


def test_a_leader_takes_over_and_withdraws(cast, as_, series, ask):
    wish = ask(series)
    assert "Tag over" in page(as_("lars"), of("wish", wish))
    assert "Tag over" not in page(as_("mads"), of("wish", wish))
    assert send(as_("lars"), of("take_over", wish))["Location"] == of("wish", wish)
    assert "Tag over" not in page(as_("lars"), of("wish", wish))
    send(as_("lars"), of("withdraw", wish))
    shown = page(as_("pia"), of("wish", wish))
    assert "Trukket tilbage" in shown
    assert "Træk ønsket tilbage" not in shown


def test_move_and_cancel(as_, agenda):
    lars = as_("lars")
    assert "Personalerummet" in page(lars, of("move", agenda))
    moved = {"day": "2026-12-02", "starts": "10.00", "ends": "12.00", "place": "Salen", "words": "Optaget"}
    assert send(lars, of("move", agenda), **moved | {"ends": "9.00"}).status_code == 422
    send(lars, of("move", agenda), **moved)
    shown = page(as_("peter"), meeting_href(agenda.pk))
    assert "Lars Brandt skrev" in shown
    assert "Optaget" in shown
    assert "10.00–10.30" in shown
    assert "Flyttet" in page(as_("peter"), reverse("forums:list"))
    assert "Flyttet" in page(lars, of("series", agenda.series))
    page(lars, of("cancel", agenda))
    send(lars, of("cancel", agenda), words="Sygdom")
    shown = page(lars, meeting_href(agenda.pk))
    assert "Aflyst" in shown
    assert "Flyt mødet" not in shown
    assert "Der er ikke noget på dagsordenen" in shown


def test_take_off_and_end_a_seat(cast, as_, agenda):
    lars, item = as_("lars"), AgendaItem.objects.first()
    assert send(lars, of("take_off", item))["Location"] == meeting_href(agenda.pk, "dagsorden")
    assert "Venter på en plads" in page(lars, meeting_href(agenda.pk))
    for seat in agenda.seats.all():
        assert send(lars, of("end_seat", seat))["Location"] == meeting_href(agenda.pk, "bordet")
    assert "Ingen har en plads endnu." in page(lars, meeting_href(agenda.pk))


def test_what_is_now_is_marked_and_too_much_is_said(cast, as_, agenda, series, wonder, place, at_noon):
    place(agenda, wonder(series, about=About.PRACTICE), after=110, minutes=30)
    at_noon.move_to(agenda.starts_at)
    shown = page(as_("lars"), meeting_href(agenda.pk))
    assert shown.count("forum-now") == 1
    assert "20 minutter længere" in shown
    at_noon.move_to(agenda.starts_at + 30 * WEEK)
    assert "Der er ingen møder forude." in page(as_("lars"), of("series", series))
    assert "Der er ingen møder at bede om plads i" in page(as_("pia"), of("where", cast.bo))


def test_an_agenda_asks_as_much_whatever_its_length(cast, as_, series, meeting, ask, wonder, place, consented):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    consented()
    place(meeting, ask(series), minutes=5)
    place(meeting, ask(series, child="asta"), after=5, minutes=5)
    client, here = as_("peter"), meeting_href(meeting.pk)
    page(client, here)
    with CaptureQueriesContext(connection) as few:
        page(client, here)
    for number, child in enumerate(("carla", "dilan", "egon"), start=2):
        place(meeting, ask(series, child=child), after=5 * number, minutes=5)
    for number in range(5, 12):
        place(meeting, wonder(series), after=5 * number, minutes=5)
    with CaptureQueriesContext(connection) as many:
        page(client, here)
    assert len(many) == len(few)
