"""A handover on paper: nobody there can write it, so the one who prepared it asks if it was read and of use."""

from datetime import date, timedelta

import pytest
import time_machine

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere, Refused
from samspor.people import api as people
from samspor.people.models import Employment
from samspor.people.rules import LeftReason
from samspor.transitions import actions, queries
from samspor.transitions.rules.sending import State
from samspor.transitions.rules.words import GivenBy, Kind, Said, Way
from tests.cast import NOW, TODAY
from tests.transitions.conftest import STARTS, answered, choose, now
from tests.transitions.test_views import DAY, key, page, text, titles, url

READ = "Hør, om Havbo Skole i Aarhus har læst overleveringen om Bo"
USEFUL = "Hør, om Havbo Skole i Aarhus fandt noget nyttigt i overleveringen om Bo"


@pytest.fixture
def agreed(cast, begin):
    held = begin("bo", Kind.OUT_OF_MUNICIPALITY)
    choose(cast, held, "good_at", "Bygger høje tårne")
    return answered(cast, held, cast.mor, {"good_at": Said.YES})


@pytest.fixture
def given(cast, agreed):
    actions.give_handover(
        by=cast.actor("pia"), handover=agreed, seen=now(agreed).stands, given_by=GivenBy.BY_HAND, given_on=TODAY, at=NOW
    )
    return agreed


def note_read(cast, handover, *, by="pia", who="Rie Holm, børnehaveklassen", said_on=TODAY, at=NOW):
    return actions.note_read(by=cast.actor(by, at), handover=handover, who=who, said_on=said_on, at=at)


def note_useful(cast, handover, *, by="pia", who="Rie Holm", words="At han bygger", said_on=TODAY, at=NOW):
    return actions.note_useful(by=cast.actor(by, at), handover=handover, who=who, words=words, said_on=said_on, at=at)


def waits(cast, name, at):
    held = queries.waiting_for(cast.actor(name, at), unread_days=7, weeks=6)
    return len(held.unread_there), len(held.unheard_there)


def test_that_it_was_read_is_written_with_who_and_when_and_by_whom(cast, given):
    made = note_read(cast, given, by="lars", said_on=TODAY + DAY, at=NOW + DAY)
    made.refresh_from_db()
    assert (made.read_there, made.read_there_on, made.read_by, made.read_at, made.opened_at) == (
        "Rie Holm, børnehaveklassen", TODAY + DAY, cast.lars, NOW + DAY, NOW + DAY,
    )  # fmt: skip
    entry = Entry.objects.get(verb=Verb.HANDOVER_READ_THERE)
    assert (entry.child_ids, entry.after) == ([cast.bo.pk], {"on": str(TODAY + DAY)})
    assert now(given).state is State.READ
    with pytest.raises(Refused, match="allerede"):
        note_read(cast, given, said_on=TODAY + DAY, at=NOW + DAY)


def test_what_was_useful_comes_after_that_it_was_read_and_once(cast, given):
    with pytest.raises(Refused, match="først, at de har læst"):
        note_useful(cast, given)
    note_read(cast, given)
    made = note_useful(cast, given)
    made.refresh_from_db()
    assert (made.useful_there, made.useful_there_on, made.useful_words, made.answered_by, made.answered_at) == (
        "Rie Holm", TODAY, "At han bygger", cast.pia, NOW,
    )  # fmt: skip
    assert Entry.objects.get(verb=Verb.HANDOVER_USE_HEARD).after == {"on": str(TODAY)}
    assert now(given).state is State.ANSWERED
    with pytest.raises(Refused, match="allerede"):
        note_useful(cast, given)


@pytest.mark.parametrize(
    ("more", "field"),
    [({"who": " "}, "who"), ({"said_on": TODAY - DAY}, "said_on"), ({"said_on": TODAY + DAY}, "said_on")],
)
def test_it_says_who_and_a_day_since_it_was_handed_over(cast, given, more, field):
    with pytest.raises(Refused) as refused:
        note_read(cast, given, **more)
    assert refused.value.field == field
    assert not Entry.objects.filter(verb=Verb.HANDOVER_READ_THERE).exists()


def test_what_was_useful_says_something(cast, given):
    note_read(cast, given)
    with pytest.raises(Refused, match="Få ord er nok") as refused:
        note_useful(cast, given, words=" ")
    assert refused.value.field == "words"


def test_before_it_is_handed_over_and_in_samspor_there_is_nothing_to_write(cast, agreed, sent):
    for held in (agreed, sent.handover):
        with pytest.raises(Refused, match="ikke afleveret på papir"):
            note_read(cast, held)


@pytest.mark.parametrize("name", ["else_", "vera", "tine", "ali", "dorte"])
def test_it_is_for_those_who_prepare_it(cast, given, as_, name):
    with pytest.raises(NotHere):
        note_read(cast, given, by=name)
    assert as_(name).get(url("noted_read", given)).status_code == 404


def test_it_is_asked_about_after_a_week_and_six_weeks_after_it_was_read_and_begun(cast, given):
    assert [waits(cast, "pia", NOW + days * DAY) for days in (6, 7)] == [(0, 0), (1, 0)]
    assert waits(cast, "lars", NOW + 7 * DAY) == waits(cast, "mads", NOW + 7 * DAY) == (0, 0)
    note_read(cast, given)
    begun = NOW + (STARTS - TODAY) + timedelta(weeks=6)
    assert [waits(cast, "pia", at) for at in (begun - DAY, begun)] == [(0, 0), (0, 1)]
    note_useful(cast, given)
    assert waits(cast, "pia", begun) == (0, 0)


def test_who_leads_asks_when_the_one_who_prepared_it_has_left(cast, given):
    job = Employment.objects.get(staff=cast.pia)
    people.end_employment(by=cast.actor("ali"), employment=job, ends_on=TODAY + 2 * DAY, at=NOW)
    assert waits(cast, "lars", NOW + 7 * DAY) == (1, 0)


def test_of_a_child_that_died_nobody_is_asked_what_was_useful(cast, given):
    note_read(cast, given)
    people.leave_municipality(by=cast.actor("lars"), child=cast.bo, on=TODAY, reason=LeftReason.DEAD, at=NOW)
    assert waits(cast, "lars", NOW + timedelta(days=120)) == (0, 0)


def test_from_my_day_to_the_page_and_back(as_, cast, given):
    pia = as_("pia")
    assert "Skriv, at de har læst den" in page(pia, given)
    with time_machine.travel(NOW + 7 * DAY, tick=False):
        pia = as_("pia")
        assert READ in titles(pia)
        address = url("noted_read", given)
        assert address in text(pia.get("/"))
        assert "Ring til dem" in text(pia.get(address))
        late = pia.post(address, key(who="Rie", said_on=str(TODAY + 8 * DAY)))
        assert (late.status_code, "Den ligger efter" in text(late)) == (422, True)
        assert pia.post(address, key(who="Rie Holm, lærer", said_on=str(TODAY + 5 * DAY))).status_code == 303
        assert READ not in titles(pia)
        shown = page(pia, given)
        assert f"Læst af Rie Holm, lærer 28. november 2026, skrevet ned af {cast.pia.name}" in shown
        assert ("Skriv, hvad de fandt nyttigt" in shown, "beder Samspor jer ringe" in shown) == (True, True)
    with time_machine.travel(NOW + (date(2027, 2, 15) - TODAY), tick=False):
        pia = as_("pia")
        assert USEFUL in titles(pia)
        sent = key(who="Rie Holm", said_on="2027-02-15", words="At han bygger. Der manglede noget om søvn.")
        assert pia.post(url("noted_useful", given), sent).status_code == 303
        shown = page(pia, given)
        assert f"Rie Holm sagde 15. februar 2027, skrevet ned af {cast.pia.name}:" in shown
        assert "Der manglede noget om søvn." in shown
        assert "Skriv, hvad de fandt nyttigt" not in shown
        assert USEFUL not in titles(pia)


@pytest.mark.parametrize("view", ["noted_read", "noted_useful"])
def test_the_page_says_when_there_is_nothing_to_write(as_, agreed, view):
    shown = text(as_("pia").get(url(view, agreed)))
    assert "Der er ikke noget at skrive her" in shown
    assert "<textarea" not in shown


def test_when_all_of_it_is_withdrawn_nobody_is_asked(as_, cast, given):
    field = given.fields.get(key="good_at")
    taken = {"guardian": cast.mor, "fields": [field.pk], "way": Way.MEETING, "said_on": TODAY, "at": NOW}
    actions.withdraw_consent(by=cast.actor("pia"), handover=given, **taken)
    assert waits(cast, "pia", NOW + 7 * DAY) == (0, 0)
    assert "Skriv, at de har læst den" not in page(as_("pia"), given)
