"""Goals in the family's words: whose numbers stand where, and that nobody's is added to another's."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere, Refused
from samspor.concerns import api as concerns
from samspor.concerns.models import Scale
from samspor.pathways import actions, queries
from samspor.pathways.actions.goals import CHILDS, OWN, Voice
from samspor.pathways.models import Goal, GoalNumber
from samspor.pathways.pages import address
from samspor.pathways.pages.goals import goal_lines
from samspor.pathways.pages.picture import HEIGHT, WIDTH, picture
from samspor.pathways.rules.goals import MOST_OPEN, GoalState, Said, Sayer, Words, by_person
from samspor.sharing.rules.words import Purpose, Sector
from tests import factories
from tests.cast import NOW, TODAY
from tests.pathways.conftest import DAY
from tests.pathways.test_actions import close

db = pytest.mark.usefixtures("at_noon", "scales", "db")


def scale(key="skalering"):
    return next(one for one in concerns.current_scales() if one.key == key)


def step(value, held=None):
    return (held or scale()).steps.get(value=value)


def goal(cast, pathway, by="pia", words="Bo vil have en ven", **more):
    said = {"whose": Words.CHILD, "scale": scale()} | more
    return actions.set_goal(by=cast.actor(by), pathway=pathway, words=words, at=NOW, **said)


def number(cast, one, value=4, by="pia", voice=OWN, said_on=TODAY, at=NOW):
    held = step(value, one.scale)
    return actions.say_number(by=cast.actor(by, at), goal=one, voice=voice, step=held, said_on=said_on, at=at)


def shown(pathway):
    found = queries.goals_of(pathway.pk)
    scales = frozenset(one.scale_id for one in found)
    return goal_lines(found, queries.numbers_of(pathway.pk), queries.steps_of(scales), ())


people = st.sampled_from(["staff:1", "child:", "guardian:2"])
saids = st.lists(st.builds(Said, people, st.dates(TODAY - 90 * DAY, TODAY), st.integers(0, 10)), max_size=25)


@given(saids)
def test_everybody_keeps_their_own_numbers_and_no_others(held):
    found = by_person(held)
    assert set(found) == {one.who for one in held}
    for who, said in found.items():
        assert set(said) <= {one for one in held if one.who == who}
        assert [one.on for one in said] == sorted({one.on for one in held if one.who == who})


@given(saids.filter(bool), st.booleans())
def test_the_picture_stays_within_its_frame_and_the_good_end_is_up(held, turned):
    heights = {value: 10 - value if turned else value for value in range(11)}
    drawn = picture(by_person(held), heights)
    dots = [dot for curve in drawn.curves for dot in curve.dots]
    assert all(0 < dot.x < WIDTH and 0 < dot.y < HEIGHT for dot in dots)
    assert len({label.at for label in drawn.labels}) == len(drawn.labels)
    named = [number for label in drawn.labels for number in label.numbers.split(", ")]
    assert sorted(named) == [str(number) for number in range(1, len(drawn.curves) + 1)]
    by_height = sorted(drawn.rungs, key=lambda rung: heights[rung.value])
    assert [rung.y for rung in by_height] == sorted((rung.y for rung in drawn.rungs), reverse=True)


@db
def test_a_goal_is_set_and_numbers_stand_by_person(cast, pathway):
    one = goal(cast, pathway)
    mother = Voice(Sayer.GUARDIAN, guardian=cast.mor)
    said = ((OWN, "pia", 3), (OWN, "mads", 6), (mother, "pia", 2), (CHILDS, "pia", 8))
    for minute, (voice, by, value) in enumerate(said):
        number(cast, one, value, by, voice, TODAY - 7 * DAY, NOW + timedelta(minutes=minute))
    number(cast, one, 5, "pia", OWN)
    held = shown(pathway)[0]
    assert {voice.name: [said.value for said in voice.numbers] for voice in held.voices} == {
        "Pia Holm": ["3", "5 – Midt imellem"], "Mads Kjær": ["6"], cast.mor.name: ["2"], "Barnet": ["8"],
    }  # fmt: skip
    assert [voice.number for voice in held.voices] == [1, 2, 3, 4]
    assert [voice.role for voice in held.voices][2:] == ["Forælder", ""]
    assert Entry.objects.filter(verb=Verb.GOAL_SET).get().child_ids == [cast.bo.pk]
    assert Entry.objects.filter(verb=Verb.GOAL_NUMBER_SAID).count() == 5


@db
def test_of_two_numbers_of_one_day_the_last_stands_and_both_are_kept(cast, pathway):
    one = goal(cast, pathway)
    number(cast, one, 3)
    number(cast, one, 4, at=NOW + timedelta(minutes=1))
    assert [said.value for said in shown(pathway)[0].voices[0].numbers] == ["4"]
    assert GoalNumber.objects.count() == 2


@db
def test_two_scales_are_never_on_one_axis(cast, pathway):
    first = goal(cast, pathway)
    second = goal(cast, pathway, words="Vi sover om natten", scale=scale("samspor-lineal"), whose=Words.FAMILY)
    number(cast, first, 10)
    number(cast, second, 1)
    high, low = sorted(shown(pathway), key=lambda one: one.key != first.pk)
    assert (len(high.picture.rungs), len(low.picture.rungs)) == (11, 5)
    assert high.picture.curves[0].dots[0].y == low.picture.curves[0].dots[0].y  # both the good end
    assert low.ends.startswith("1 er »I trivsel«")


@db
def test_another_in_the_network_says_a_number(cast, pathway, consented):
    consented(recipient=Sector.VOLUNTARY, topics=["wellbeing"])
    coach = actions.add_other(
        by=cast.actor("pia"), pathway=pathway, name="Kim", service=Sector.VOLUNTARY, task="Træner", contact="",
        aim=Purpose.EARLY_HELP, topics=["wellbeing"], at=NOW,
    )  # fmt: skip
    one = goal(cast, pathway)
    number(cast, one, 7, voice=Voice(Sayer.PARTICIPANT, participant=coach))
    assert [(voice.name, voice.role) for voice in shown(pathway)[0].voices] == [("Kim", "En frivillig")]
    actions.end_participant(by=cast.actor("pia"), participant=coach, at=NOW)
    with pytest.raises(Refused, match="Vælg en af dem"):
        number(cast, one, 7, voice=Voice(Sayer.PARTICIPANT, participant=coach))


@db
def test_what_can_not_be_set_or_said(cast, pathway):
    one = goal(cast, pathway)
    stranger = factories.guardian(cast.egon, "Ea Øster")
    refused = [
        (lambda: goal(cast, pathway, words=" "), "Skriv det med ord"),
        (lambda: number(cast, one, said_on=TODAY + DAY), "fremtiden"),
        (lambda: number(cast, one, voice=Voice(Sayer.GUARDIAN, guardian=stranger)), "Vælg en af dem"),
        (lambda: actions.say_number(
            by=cast.actor("pia"), goal=one, voice=OWN, step=step(1, scale("samspor-lineal")), said_on=TODAY, at=NOW
        ), "ikke på linealen"),
    ]  # fmt: skip
    for act, words in refused:
        with pytest.raises(Refused, match=words):
            act()
    assert not GoalNumber.objects.exists()
    for place in range(MOST_OPEN - 1):
        goal(cast, pathway, words=f"Mål {place}")
    with pytest.raises(Refused, match="Afslut et af dem"):
        goal(cast, pathway)


@db
def test_a_scale_that_has_been_succeeded_sets_no_new_goal_but_keeps_its_own(cast, pathway):
    one = goal(cast, pathway)
    with transaction.atomic():
        Scale.objects.create(key="skalering", version="2", title="Ny", polarity="high_is_good", adopted_at=NOW + DAY)
    with pytest.raises(Refused, match="Vælg en af dem"):
        goal(cast, pathway, scale=one.scale)
    number(cast, one, 4)


@db
def test_what_became_of_it_is_said_once_and_can_be_opened_again(cast, pathway):
    one, pia = goal(cast, pathway), cast.actor("pia")
    old = Goal.objects.get(pk=one.pk)
    with pytest.raises(Refused, match="Skriv det med ord"):
        actions.end_goal(by=pia, goal=one, to=GoalState.REACHED, words="", at=NOW)
    actions.end_goal(by=pia, goal=one, to=GoalState.REACHED, words="Har to venner", at=NOW)
    with pytest.raises(Refused, match="ændret imens"):
        actions.end_goal(by=cast.actor("mads"), goal=old, to=GoalState.LET_GO, words="Nej", at=NOW)
    with pytest.raises(Refused, match="ikke i gang"):
        number(cast, old)
    actions.reopen_goal(by=pia, goal=old, at=NOW)
    with pytest.raises(Refused, match="ændret imens"):
        actions.reopen_goal(by=pia, goal=old, at=NOW)
    assert Goal.objects.get().ended_words is None
    assert [one.after for one in Entry.objects.filter(verb=Verb.GOAL_ENDED)] == [{"state": "reached"}]


@db
def test_a_stranger_and_a_closed_pathway(cast, pathway):
    one = goal(cast, pathway)
    with pytest.raises(NotHere):
        number(cast, one, by="else_")
    close(cast, pathway, became={one.pk: GoalState.LET_GO})
    with pytest.raises(Refused, match="afsluttet"):
        number(cast, one)


@db
def test_the_database_lets_no_number_be_two_peoples(cast, pathway):
    one = goal(cast, pathway)
    with pytest.raises(IntegrityError, match="goal_number_of_one"), transaction.atomic():
        GoalNumber.objects.create(
            pathway=pathway, goal=one, step=step(1), sayer="child", guardian=cast.mor, said_on=TODAY, by=cast.pia,
            entered_at=NOW,
        )  # fmt: skip
    with pytest.raises(IntegrityError, match="goal_ended_with_a_word"), transaction.atomic():
        Goal.objects.filter(pk=one.pk).update(state="reached")


def page(client, url, status=200):
    answer = client.get(url)
    assert answer.status_code == status, url
    return re.sub(r"\s+", " ", answer.content.decode())


def send(client, url, **words):
    return client.post(url, {"form_key": str(uuid4()), **words})


@db
def test_it_is_written_shown_and_ended_on_the_page(cast, pathway, as_, consented):
    consented(recipient=Sector.VOLUNTARY, topics=["wellbeing"])
    pia, here = as_("pia"), reverse("pathways:goal", args=[pathway.pk])
    said = {"words": "En ven at lege med", "whose": "child", "scale": str(scale().pk)}
    assert send(pia, here, **said | {"words": ""}).status_code == 422
    assert send(pia, here, **said)["Location"] == address(pathway.pk, "maal")
    one = Goal.objects.get()
    assert "Ingen har sagt et tal endnu" in page(pia, address(pathway.pk))
    there = reverse("pathways:number", args=[one.pk])
    form = page(pia, there)
    assert all(words in form for words in ("Mit eget", "Barnets eget", cast.mor.name, "0 – Så svært"))
    for who, value in (("staff", 4), ("child", 9), (str(cast.mor.pk), 2)):
        send(pia, there, who=who, step=str(step(value).pk), said_on="2026-11-23")
    assert GoalNumber.objects.count() == 3
    actions.add_family(by=cast.actor("pia"), pathway=pathway, guardian=cast.mor, task="Følger med", contact="", at=NOW)
    actions.add_other(
        by=cast.actor("pia"), pathway=pathway, name="Kim", service=Sector.VOLUNTARY, task="Træner", contact="",
        aim=Purpose.EARLY_HELP, topics=["wellbeing"], at=NOW,
    )  # fmt: skip
    kim = next(str(each.pk) for each in queries.participants_of(pathway.pk) if each.name)
    send(pia, there, who=kim, step=str(step(3).pk), said_on="2026-11-23")
    assert GoalNumber.objects.get(participant=kim).step == step(3)
    whole = page(pia, address(pathway.pk))
    assert "<svg" in whole
    assert re.search(r"\d\. [^<]*forælder", whole)
    end = reverse("pathways:end_goal", args=[one.pk])
    assert send(pia, end, to="reached", words="").status_code == 422
    send(pia, end, to="let_go", words="Vi vil noget andet nu")
    assert "Vi vil noget andet nu" in page(pia, address(pathway.pk))
    send(pia, reverse("pathways:reopen_goal", args=[one.pk]))
    assert "Lagt fra sig. »Vi vil noget andet nu« Pia Holm åbnede det igen" in page(pia, address(pathway.pk))
    for name in ("else_", "vera", "fatma"):
        page(as_(name), there, 404)


@db
def test_many_numbers_cost_what_few_do(cast, pathway, as_, django_assert_max_num_queries):
    pia = as_("pia")
    for words in ("Et", "To"):
        number(cast, goal(cast, pathway, words=words))
    page(pia, address(pathway.pk))
    with django_assert_max_num_queries(60) as few:
        page(pia, address(pathway.pk))
    for place, one in enumerate([goal(cast, pathway, words="Tre"), *Goal.objects.all()]):
        for by in ("pia", "mads", "lars"):
            number(cast, one, place, by)
    with django_assert_max_num_queries(len(few)):
        page(pia, address(pathway.pk))
