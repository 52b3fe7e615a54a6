"""A row that says only a name: a person says who it is, or when the child was born."""

from datetime import date
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from samspor.base.refused import Refused
from samspor.people.models import Child
from samspor.roster import actions
from samspor.roster.models import RosterAnswer
from samspor.roster.rules.changes import Bucket
from samspor.roster.rules.parsing import parse_row
from samspor.roster.rules.questions import Ask, Candidate, Question, Say, check_said
from samspor.roster.rules.rows import RosterField, RosterRow
from tests.cast import NOW
from tests.roster.conftest import line
from tests.roster.world import RED, TODAY, World, child, enrolment, plain, row

BORN = date(2022, 3, 11)
LEGO = "Lego Vind"


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(NOW, tick=False):
        yield


def bare(number=2, **more):
    return plain(number, **{"birth_date": None} | more)


def asks(staged):
    return [question.ask for question in staged.questions]


def test_a_row_with_a_name_alone_is_read():
    found = parse_row(2, {RosterField.FULL_NAME: "Anna Holm"}, on=TODAY)
    assert isinstance(found, RosterRow)
    assert found.is_bare
    assert [one.is_bare for one in (row(), plain(), bare(replacement_number="X1"))] == [False, False, False]


def test_a_name_alone_is_asked_about_with_those_who_bear_it():
    other = child("Alma", enrolments=(enrolment(RED),))
    far = child(elsewhere=True, id=uuid4())
    staged = World(child(), other, far).one(bare())
    assert (staged.bucket, asks(staged)) == (Bucket.NEEDS_DECISION, [Ask.BARE])
    assert [one.label for one in staged.questions[0].candidates] == ["Anna Holm, født 11. marts 2022"]
    assert [known for known, _ in staged.accounted] == [child().id]


def test_a_person_says_who_it_is_and_it_is_remembered():
    world = World(child())
    world.answer(world.one(bare()), Say.SAME, child().id)
    staged = world.one(bare())
    assert (staged.bucket, staged.child_id) == (Bucket.UNCHANGED, child().id)


def test_a_birth_date_makes_it_a_child_and_next_time_a_known_one():
    world = World()
    world.answer(world.one(bare()), Say.BORN, BORN)
    staged = world.one(bare())
    assert (staged.bucket, staged.rows[0].birth_date) == (Bucket.NEW, BORN)
    assert world.one(*staged.rows) == staged  # as when it is looked at once more
    world.apply([staged])
    assert world.one(bare()).bucket is Bucket.UNCHANGED


def test_a_birth_date_of_a_child_we_know_is_asked_about_like_any_other():
    world = World(child())
    world.answer(world.one(bare()), Say.BORN, BORN)
    assert asks(world.one(bare())) == [Ask.WHO]


def test_a_birth_date_of_another_row_is_asked_about_too():
    """The same child may stand in the list with its number, and be new in both rows."""
    world = World()
    rows = bare(2), row(3)
    first = next(staged for staged in world.stage(*rows) if staged.questions)
    world.answer(first, Say.BORN, BORN)
    assert [asks(staged) for staged in world.stage(*rows) if staged.questions] == [[Ask.WHO]]


def test_leaving_it_out_leaves_it_out():
    world = World(child())
    world.answer(world.one(bare()), Say.SKIP)
    assert world.one(bare()).bucket is Bucket.LEFT_OUT


def test_rows_of_one_name_become_one_child_with_one_birth_date():
    world = World()
    rows = bare(2), bare(3, group_name="Rød", starts_on=date(2027, 8, 1))
    world.answer(world.one(*rows), Say.ONE)
    staged = world.one(*rows)
    assert asks(staged) in ([Ask.BARE], [Ask.ROWS_DIFFER])


def test_a_place_that_is_over_asks_nothing():
    assert World().one(bare(ends_on=date(2026, 1, 1))).bucket is Bucket.REFUSED


@pytest.mark.parametrize("target", ["", "i går", "2026-11-24", "1990-01-01"])
def test_a_birth_date_must_be_one(target):
    question = Question(Ask.BARE, "key", "Anna Holm")
    with pytest.raises(Refused) as refused:
        check_said(question, Say.BORN, target, on=TODAY)
    assert refused.value.field == "birth_date"


@pytest.mark.parametrize(("say", "target"), [(Say.ONE, ""), (Say.SAME, "x")])
def test_an_answer_must_have_been_offered(say, target):
    with pytest.raises(Refused) as refused:
        check_said(Question(Ask.BARE, "key", "Anna", (Candidate("y", "Anna"),)), say, target, on=TODAY)
    assert refused.value.field == "answer"


def decide(held, change):
    return reverse("roster:decide", args=[held.pk, change.pk])


def press(client, address, **fields):
    return client.post(address, {"form_key": str(uuid4())} | fields)


def test_the_page_asks_and_a_birth_date_creates_the_child(cast, handed_in, as_):
    held = handed_in([line(navn=LEGO)])
    change, lars = held.changes.get(), as_("lars")
    page = lars.get(decide(held, change)).content.decode()
    assert "Lego Vind står uden CPR-nummer og fødselsdato. Hvem er det?" in page
    assert 'name="birth_date"' in page
    empty = press(lars, decide(held, change), answer="born ")
    assert (empty.status_code, "Skriv, hvornår barnet er født." in empty.content.decode()) == (422, True)
    future = press(lars, decide(held, change), answer="born ", birth_date="2027-01-01")
    assert "Fødselsdatoen ligger i fremtiden" in future.content.decode()
    unread = press(lars, decide(held, change), answer="born ", birth_date="i går")
    assert "Skriv, hvornår" not in unread.content.decode()
    assert press(lars, decide(held, change), answer="born ", birth_date="2023-05-03").status_code == 303
    assert RosterAnswer.objects.get().target == "2023-05-03"
    actions.apply_change_set(by=cast.actor("lars"), change_set=held, at=NOW)
    assert Child.objects.get(given_names="Lego").birth_date == date(2023, 5, 3)
    again = handed_in([line(navn=LEGO)])
    assert [change.bucket for change in again.changes.all()] == ["unchanged"]


def test_the_page_names_those_it_could_be_with_their_birth_date(cast, handed_in, as_):
    held = handed_in([line(navn="Asta Lindqvist-Møller")])
    change, lars = held.changes.get(), as_("lars")
    page = lars.get(decide(held, change)).content.decode()
    assert "Ja, det er Asta Lindqvist-Møller, født 14. marts 2022" in page
    assert press(lars, decide(held, change), answer=f"same {cast.asta.pk}", birth_date="").status_code == 303
    assert held.changes.get().child_id == cast.asta.pk


def test_a_question_of_something_else_asks_for_no_date(cast, handed_in, as_):
    held = handed_in([line(navn="Carla Sofie von Bülow", født="30-07-2022")])
    page = as_("lars").get(decide(held, held.changes.get())).content.decode()
    assert 'name="birth_date"' not in page
    assert "Ja, det er Carla Sofie von Bülow, født 30. juli 2022" in page
