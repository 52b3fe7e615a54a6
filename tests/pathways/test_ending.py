"""What is opened again keeps what was said; a look is enough at the follow-up; and nothing is left open at the end."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import Refused
from samspor.pathways import actions, jobs
from samspor.pathways.models import Action, EarlierOutcome, Goal, Pathway
from samspor.pathways.pages import address
from samspor.pathways.rules.doing import ActionState, Doing, stands
from samspor.pathways.rules.goals import GoalState
from samspor.pathways.rules.promises import Outcome
from samspor.pathways.rules.words import Closing
from samspor.sharing.rules.words import Sector
from tests.cast import NOW, TODAY
from tests.pathways.conftest import DAY
from tests.pathways.test_both_ways import given
from tests.pathways.test_doing import DUE, LOOK, agree, settle
from tests.pathways.test_goals import goal
from tests.pathways.test_promises import promise
from tests.pathways.test_together import let_in, of, page, send, take_back

db = pytest.mark.usefixtures("at_noon", "scales", "db")


@db
def test_what_was_said_stays_when_it_is_opened_again(cast, pathway, as_):
    pia = cast.actor("pia")
    one, wish, word = agree(cast, pathway), goal(cast, pathway), promise(cast, pathway)
    settle(cast, one)
    actions.reopen_action(by=pia, action=one, at=NOW)
    settle(cast, one, ActionState.DROPPED, "Salen er lukket", by="pia")
    actions.reopen_action(by=pia, action=one, at=NOW)
    actions.end_goal(by=pia, goal=wish, to=GoalState.REACHED, words="Bo har Eva", at=NOW)
    actions.reopen_goal(by=pia, goal=wish, at=NOW)
    actions.settle_promise(by=pia, promise=word, outcome=Outcome.KEPT, words="", at=NOW)
    actions.reopen_promise(by=pia, promise=word, at=NOW)
    assert EarlierOutcome.objects.count() == 4
    shown = page(as_("pia"), address(pathway.pk))
    for words in (
        "Mads Kjær skrev det 23. november 2026: Gjort. »De leger hver dag« Pia Holm åbnede det igen 23. november 2026.",
        "Blev ikke til noget. »Salen er lukket«",
        "Nået. »Bo har Eva«",
        "Pia Holm skrev det 23. november 2026: Holdt. Pia Holm åbnede det igen",
    ):
        assert words in shown
    with pytest.raises(IntegrityError, match="earlier_outcome_of_one"), transaction.atomic():
        EarlierOutcome.objects.filter(goal=wish).update(action=one)


@db
def test_what_was_said_earlier_is_of_who_said_it(cast, pathway, as_, consented):
    """Of somebody let in it is closed with the rest of their words."""
    consented()
    let_in(cast, pathway)
    back = consented(sender=Sector.PPR, recipient=Sector.DAYCARE)
    one = given(cast, pathway)
    settle(cast, one, words="Sproget kommer", by="peter")
    actions.reopen_action(by=cast.actor("pia"), action=one, at=NOW)
    assert "Sproget kommer" in page(as_("pia"), address(pathway.pk))
    take_back(cast, back)
    shown = page(as_("pia"), address(pathway.pk))
    assert "Sproget kommer" not in shown
    assert "Gjort. Du kan ikke læse resten nu." in shown


@pytest.mark.parametrize(
    ("looked", "expected"),
    [(None, Doing.TO_REVIEW), (LOOK - DAY, Doing.TO_REVIEW), (LOOK, Doing.UNDERWAY), (LOOK + DAY, Doing.UNDERWAY)],
)
def test_a_look_on_the_day_is_enough(looked, expected):
    assert stands(ActionState.OPEN, DUE, LOOK, today=LOOK + DAY, looked_on=looked) is expected


@db
def test_it_is_looked_at_with_one_press(cast, pathway, as_, at_noon):
    one = agree(cast, pathway, due_on=TODAY + 30 * DAY, review_on=LOOK)
    here, pia = reverse("pathways:look_at_action", args=[one.pk]), as_("pia")
    assert here not in page(pia, address(pathway.pk))
    with pytest.raises(Refused, match="ikke noget at se på nu"):
        actions.look_at_action(by=cast.actor("pia"), action=one, at=NOW)
    at_noon.shift(4 * DAY)
    pia = as_("pia")
    assert "Se sammen på tiltaget" in page(pia, "/")
    assert here in page(pia, address(pathway.pk))
    assert send(as_("else_"), here).status_code == 404
    assert send(pia, here)["Location"] == address(pathway.pk, "tiltag")
    assert Entry.objects.get(verb=Verb.ACTION_LOOKED_AT).child_ids == [cast.bo.pk]
    shown = page(pia, address(pathway.pk))
    assert "Pia Holm skrev 27. november 2026, at I har set på det." in shown
    assert here not in shown
    assert "Se sammen på tiltaget" not in page(pia, "/")
    assert "Se på dit tiltag" not in page(as_("mads"), "/")
    with pytest.raises(IntegrityError, match="action_looked_at_by_somebody"), transaction.atomic():
        Action.objects.update(looked_by=None)


@db
def test_who_was_let_in_looks_at_what_they_were_given(cast, pathway, consented, at_noon):
    consented()
    consented(sender=Sector.PPR, recipient=Sector.DAYCARE)
    let_in(cast, pathway)
    one = given(cast, pathway)
    Action.objects.filter(pk=one.pk).update(review_on=TODAY)
    looked = actions.look_at_action(by=cast.actor("peter"), action=one, at=NOW)
    assert looked.looked_by == cast.peter


def close(cast, pathway, by="pia", **more):
    said = {"because": Closing.GOAL_REACHED, "words": "Bo har en ven.", "at": NOW + DAY / 24} | more
    return actions.close_pathway(by=cast.actor(by), pathway=pathway, **said)


@db
def test_nothing_under_way_is_left_open(cast, pathway):
    one, wish, done = agree(cast, pathway), goal(cast, pathway), agree(cast, pathway, what="Ringer")
    settle(cast, done)
    with pytest.raises(Refused, match="»Bo vil have en ven«, »Leger med to ad gangen«"):
        close(cast, pathway)
    with pytest.raises(Refused, match="i gang: »Leger med to ad gangen«"):
        close(cast, pathway, became={wish.pk: GoalState.REACHED})
    assert Pathway.objects.get().closed_at is None
    assert Goal.objects.get().state == "open"
    with pytest.raises(Refused, match="Hent siden igen"):
        close(cast, pathway, became={wish.pk: GoalState.OPEN, one.pk: ActionState.DONE})
    close(cast, pathway, became={wish.pk: GoalState.REACHED, one.pk: ActionState.DROPPED})
    assert (Goal.objects.get().state, Action.objects.get(pk=one.pk).state) == ("reached", "dropped")
    assert Action.objects.get(pk=done.pk).outcome_words == "De leger hver dag"
    assert Entry.objects.get(verb=Verb.GOAL_ENDED).child_ids == [cast.bo.pk]


@db
def test_the_form_asks_of_each(cast, pathway, as_):
    one, wish = agree(cast, pathway), goal(cast, pathway)
    pia, here = as_("pia"), of("close", pathway)
    form = page(pia, here)
    assert "Hvad blev der af målet »Bo vil have en ven«?" in form
    assert "Hvad blev der af tiltaget »Leger med to ad gangen«?" in form
    said = {"because": "goal_reached", "words": "Bo har en ven"}
    assert send(pia, here, **said).status_code == 422
    said |= {str(one.pk): "done", str(wish.pk): "reached"}
    assert send(pia, here, **said).status_code == 303
    shown = page(pia, address(pathway.pk))
    assert "Nået" in re.sub("<header.*?</header>", "", shown)
    assert Action.objects.get().settled_by == cast.pia


@db
def test_it_is_removed_with_the_pathway(cast, pathway):
    one = agree(cast, pathway)
    settle(cast, one)
    actions.reopen_action(by=cast.actor("pia"), action=one, at=NOW)
    close(cast, pathway, became={one.pk: ActionState.DONE})
    years = 5
    jobs.remove_outdated(NOW + 366 * (years + 1) * DAY, years=years)
    assert not EarlierOutcome.objects.exists()
    assert not Pathway.objects.exists()
