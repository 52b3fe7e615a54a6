"""An answer can be changed until the list is written."""

from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere, Refused
from samspor.people.api import Child, correct_child
from samspor.roster import actions
from samspor.roster.rules.changes import Bucket
from samspor.roster.rules.questions import Say
from tests.cast import NOW
from tests.roster.conftest import BO, NEW, line

CARLA = line(navn="Carla Sofie von Bülow", født="30-07-2022")


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def decide(cast):
    def decided(held, say, target="", *, about=None):
        waiting = held.changes.filter(bucket=Bucket.NEEDS_DECISION, **({"numbers": about} if about else {})).first()
        actions.decide_change(by=cast.actor("lars"), change=waiting, say=say, target=str(target), at=NOW)
        held.refresh_from_db()

    return decided


def again(cast, change, *, by="lars"):
    return actions.answer_again(by=cast.actor(by), change=change, at=NOW)


def test_an_answer_is_taken_back_and_another_given(cast, handed_in, decide):
    held = handed_in([CARLA, BO])
    decide(held, Say.SAME, cast.carla.pk)
    same = held.changes.get(child=cast.carla)
    assert same.bucket == Bucket.UNCHANGED
    asked = again(cast, same)
    assert (asked.bucket, asked.numbers) == (Bucket.NEEDS_DECISION, [2])
    assert not held.answers.exists()
    entry = Entry.objects.filter(verb=Verb.ROSTER_DECIDED).latest("pk")
    assert (entry.before, entry.child_ids) == ({"say": ["same"]}, [cast.carla.pk])
    decide(held, Say.SEPARATE)
    assert held.changes.get(numbers=[2]).bucket == Bucket.NEW
    assert held.changes.count() == 2


def test_a_birth_date_that_was_given_goes_with_its_answer(cast, handed_in, decide):
    """And so does what was asked because of it, after the row has come to stand with others."""
    held = handed_in([line(navn="Carla von Bülow")])
    decide(held, Say.BORN, "2022-07-30")
    decide(held, Say.SEPARATE)
    assert held.changes.get().bucket == Bucket.NEW
    asked = again(cast, held.changes.get())
    assert 'birth_date":null' in asked.body
    assert not held.answers.exists()
    decide(held, Say.BORN, "2023-01-02")
    actions.apply_change_set(by=cast.actor("lars"), change_set=held, at=NOW)
    assert str(Child.objects.get(given_names="Carla").birth_date) == "2023-01-02"


def test_a_row_refused_because_of_the_answer_is_looked_at_again(cast, handed_in, decide):
    """Two rows with a number each were answered to be one child."""
    held = handed_in([
        line(cpr="900722-4101", navn="Carla Sofie von Bülow"), line(cpr="900722-4102", navn="Carla von Bülow"),
    ])  # fmt: skip
    decide(held, Say.SAME, cast.carla.pk, about=[2])
    decide(held, Say.SAME, cast.carla.pk, about=[3])
    assert set(held.changes.values_list("bucket", flat=True)) == {Bucket.REFUSED}
    again(cast, held.changes.get(numbers=[2]))
    assert held.changes.get(numbers=[3]).bucket != Bucket.REFUSED


def test_of_what_was_not_answered_there_is_nothing_to_take_back(cast, handed_in):
    held = handed_in([NEW])
    with pytest.raises(Refused, match="ikke svaret"):
        again(cast, held.changes.get())


def test_a_written_list_keeps_its_answers_and_strangers_take_none_back(cast, handed_in, decide):
    held = handed_in([CARLA, NEW])
    decide(held, Say.SAME, cast.carla.pk)
    change = held.changes.get(child=cast.carla)
    with pytest.raises(NotHere):
        again(cast, change, by="vera")
    actions.apply_change_set(by=cast.actor("lars"), change_set=held, at=NOW)
    with pytest.raises(Refused, match="allerede skrevet"):
        again(cast, change)


def test_the_page_offers_it_where_something_was_answered(cast, as_, handed_in, decide):
    held = handed_in([CARLA, BO])
    lars, review = as_("lars"), reverse("roster:review", args=[held.pk])
    assert "Svar om igen" not in lars.get(review).content.decode()
    decide(held, Say.SAME, cast.carla.pk)
    change = held.changes.get(child=cast.carla)
    address = reverse("roster:again", args=[held.pk, change.pk])
    page = lars.get(review).content.decode()
    assert (page.count("Svar om igen"), address in page) == (1, True)
    answer = lars.post(address, {"form_key": str(uuid4())})
    asked = held.changes.get(bucket=Bucket.NEEDS_DECISION)
    assert (answer.status_code, answer["Location"]) == (303, reverse("roster:decide", args=[held.pk, asked.pk]))
    assert lars.post(address, {"form_key": str(uuid4())}).status_code == 404
    assert as_("pia").post(address, {"form_key": str(uuid4())}).status_code == 404


def test_when_nothing_is_asked_any_more_it_goes_back_to_the_list(cast, as_, handed_in, decide):
    held = handed_in([CARLA])
    decide(held, Say.SAME, cast.carla.pk)
    correct_child(by=cast.actor("lars"), child=cast.carla, given_names="Karla", at=NOW)
    correct_child(by=cast.actor("lars"), child=cast.carla, family_name="Bjerg", at=NOW)
    address = reverse("roster:again", args=[held.pk, held.changes.get().pk])
    answer = as_("lars").post(address, {"form_key": str(uuid4())})
    assert answer["Location"] == reverse("roster:review", args=[held.pk])


def test_a_bare_row_offers_the_children_of_its_group(cast, as_, handed_in):
    held = handed_in([line(navn="Bobo Ø.")])
    page = as_("lars").get(reverse("roster:decide", args=[held.pk, held.changes.get().pk])).content.decode()
    for name in ("Asta Lindqvist-Møller, født 14. marts 2022", "Bo Øster, født 1. december 2021"):
        assert f"Ja, det er {name}" in page
    assert "Egon" not in page
    assert "I Samspor" not in page  # too many to be set beside the row
    actions.decide_change(
        by=cast.actor("lars"), change=held.changes.get(), say=Say.SAME, target=str(cast.bo.pk), at=NOW
    )
    assert held.changes.get().child_id == cast.bo.pk


@pytest.mark.parametrize(("where", "offered"), [({"stue": "Ny stue"}, {"Egon", "Bo"}), ({"sted": "Ukendt"}, set())])
def test_without_a_group_it_offers_those_of_the_unit(cast, handed_in, where, offered):
    held = handed_in([line(navn="Bobo Ø.", **where)])
    told = {name for name in ("Egon", "Bo", "Frida") if f'"label":"{name} ' in held.changes.get().body}
    assert told == offered
