"""A parent's own number on a goal: it stands beside the others', and nobody changes it."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere, Refused
from samspor.family import actions, queries
from samspor.family.rules.words import Sight
from samspor.pathways import api as pathways
from samspor.pathways.models import Goal, GoalNumber
from samspor.pathways.rules.doing import ActionState
from samspor.pathways.rules.goals import GoalState, Sayer
from samspor.pathways.rules.promises import Outcome
from samspor.pathways.rules.words import Closing
from samspor.people.models import Guardianship
from tests import factories
from tests.cast import NOW, TODAY
from tests.family.conftest import PAGE, read
from tests.family.test_sees import change, stop
from tests.family.test_views import form_of

pytestmark = pytest.mark.usefixtures("at_noon", "db")
WRITE = "/familie/skriv/uenig/"


@pytest.fixture
def goal(full):
    return full.goals.get()


def here(goal):
    return f"/familie/tal/?maal={goal.pk}"


def step(goal, place):
    return str(goal.scale.steps.order_by("value")[place].pk)


def put(client, goal, place=3, **more):
    whose = {"whose": form_of(client, WRITE)["whose"]}
    return client.post(here(goal), whose | {"step": step(goal, place), "form_key": str(uuid4())} | more)


def own():
    return GoalNumber.objects.get(by=None)


def test_a_parent_puts_a_number_and_the_staff_see_whose_it_is(cast, full, goal, as_, as_family):
    mother = as_family(cast.mor)
    assert here(goal) in read(mother)
    assert "Bo vil have en ven" in read(mother, here(goal))
    answer = put(mother, goal)
    assert answer["Location"] == f"{PAGE}?tal=ja#maal"
    shown = read(mother, f"{PAGE}?tal=ja")
    assert "Dit tal er gemt." in shown
    assert f"Lone Øster, forælder: {own().step} (23. november 2026)" in shown
    assert (own().guardian, own().said_on, own().entered_at) == (cast.mor, TODAY, NOW)
    entry = Entry.objects.filter(verb=Verb.GOAL_NUMBER_SAID).latest("pk")
    assert (entry.actor_id, entry.child_ids) == (cast.mor.pk, [cast.bo.pk])
    theirs = re.sub(r"\s+", " ", read(as_("pia"), reverse("pathways:pathway", args=[full.pk])))
    assert re.search(rf"Lone Øster, forælder.{{0,1200}}<strong>{re.escape(str(own().step))}</strong>", theirs)


def test_pressing_twice_is_one_number_and_another_is_another(cast, goal, as_family):
    mother, key = as_family(cast.mor), str(uuid4())
    for _ in range(2):
        assert put(mother, goal, form_key=key).status_code == 303
    assert GoalNumber.objects.filter(by=None).count() == 1
    put(mother, goal, 1)
    assert GoalNumber.objects.filter(by=None).count() == 2


def test_one_parents_form_puts_no_number_for_the_other(cast, goal, ove, as_family):
    """In one browser, with two codes one after the other: the form still says whose it was."""
    mothers = form_of(as_family(cast.mor), here(goal))
    assert put(as_family(ove), goal, whose=mothers["whose"]).status_code == 409
    assert not GoalNumber.objects.filter(by=None).exists()


def test_without_a_number_or_with_one_of_another_scale_it_is_asked_again(cast, goal, as_family):
    mother = as_family(cast.mor)
    assert "Vælg et tal." in put(mother, goal, step="").content.decode()
    assert put(mother, goal, step=str(uuid4())).status_code == 422
    other = Goal.objects.exclude(pk=goal.pk).first()
    assert other is None
    assert not GoalNumber.objects.filter(by=None).exists()


def test_the_other_home_sees_nothing_of_it(cast, goal, ove, as_family):
    before = queries.seen_by(cast.bo, ove, at=NOW)
    put(as_family(cast.mor), goal)
    assert queries.seen_by(cast.bo, ove, at=NOW) == before
    assert "Lone Øster, forælder:" not in read(as_family(ove))


def test_nobody_changes_it(cast, goal, as_family):
    put(as_family(cast.mor), goal)
    made, other = own(), goal.scale.steps.first()
    factories.remembered()
    with pytest.raises(DatabaseError), transaction.atomic():
        GoalNumber.objects.filter(pk=made.pk).update(step=other)
    assert own().step_id == made.step_id


def test_no_account_of_it_comes_in_its_place(cast, goal, as_family):
    """What is told of another day stands as it was told."""
    put(as_family(cast.mor), goal)
    told = {"by": cast.actor("pia"), "goal": goal, "step": goal.scale.steps.first(), "at": NOW}
    voice = pathways.Voice(Sayer.GUARDIAN, cast.mor)
    with pytest.raises(Refused, match="Forælderen har selv skrevet et tal"):
        pathways.say_number(voice=voice, said_on=TODAY, **told)
    assert pathways.say_number(voice=voice, said_on=TODAY - timedelta(days=1), **told).by == cast.pia


@pytest.mark.parametrize("sight", [Sight.OWN, Sight.NO_PLACES])
def test_who_is_not_shown_the_goal_puts_no_number(cast, goal, ove, as_family, sight):
    father = as_family(ove)
    if sight is Sight.OWN:
        change(ove, cast.bo, has_custody=False)
    else:
        factories.remembered()
        type(cast.bo).objects.filter(pk=cast.bo.pk).update(protected_until=TODAY + timedelta(days=90))
    assert father.get(here(goal)).status_code == 404
    assert put(father, goal).status_code == 404
    assert not GoalNumber.objects.filter(by=None).exists()


def test_a_goal_that_has_ended_takes_no_number(cast, full, goal, as_family):
    mother = as_family(cast.mor)
    pathways.end_goal(by=cast.actor("pia"), goal=goal, to=GoalState.REACHED, words="Han har en ven", at=NOW)
    assert here(goal) not in read(mother)
    assert put(mother, goal).status_code == 404


def test_a_closed_page_and_an_hour_that_is_over_take_none(cast, goal, as_family, at_noon):
    mother = as_family(cast.mor)
    assert Client().get(here(goal))["Location"] == "/familie/"
    stop(cast, cast.bo)
    assert "Lige nu kan du ikke se siden her" in read(mother, here(goal))
    assert not GoalNumber.objects.filter(by=None).exists()


def test_only_ones_own_visit_and_ones_own_voice(cast, goal, come, ove):
    mine, theirs = come(cast.mor), come(ove)
    chosen = goal.scale.steps.first()
    with pytest.raises(NotHere):
        actions.put_own_number(by=queries.of_family(theirs, NOW), visit=mine, goal=str(goal.pk), step=chosen, at=NOW)
    with pytest.raises(NotHere):
        pathways.say_own_number(by=queries.of_family(theirs, NOW), goal=goal, guardian=cast.mor, step=chosen, at=NOW)
    with pytest.raises(NotHere):
        actions.put_own_number(by=queries.of_family(mine, NOW), visit=mine, goal=str(uuid4()), step=chosen, at=NOW)


def test_a_pathway_that_has_closed_meanwhile_takes_none(cast, full, goal, come):
    visit = come(cast.mor)
    became = {goal.pk: GoalState.REACHED} | {one.pk: ActionState.DONE for one in full.actions.all()}
    for one in full.promises.all():
        pathways.settle_promise(by=cast.actor("pia"), promise=one, outcome=Outcome.KEPT, words="", at=NOW)
    pathways.close_pathway(
        by=cast.actor("pia"), pathway=full, because=Closing.GOAL_REACHED, words="Det lykkedes",
        became=became, at=NOW,
    )  # fmt: skip
    with pytest.raises(Refused, match="Forløbet er afsluttet"):
        pathways.say_own_number(
            by=queries.of_family(visit, NOW), goal=goal, guardian=cast.mor, step=goal.scale.steps.first(), at=NOW
        )


def test_a_tie_that_has_ended_closes_it(cast, goal, as_family):
    mother = as_family(cast.mor)
    change(cast.mor, cast.bo, to_on=TODAY - timedelta(days=1))
    assert Guardianship.objects.get(guardian=cast.mor, child=cast.bo).to_on
    assert "Lige nu kan du ikke se siden her" in read(mother, here(goal))
