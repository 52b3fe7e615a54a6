"""The guides and stories that ship with Samspor are whole, kind and easy to read."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspor.base.lix import lix
from samspor.guide.pages.path import ground
from samspor.guide.reading.guides import GuideFile, read, shipped
from samspor.guide.reading.scenarios import scenarios
from samspor.guide.rules import (
    LIMIT,
    Audience,
    Situation,
    Step,
    Track,
    faults,
    first_step,
    reachable,
    reading,
    steps_for,
    ways_on,
)
from samspor.guide.rules.times import check_ground, check_within
from samspor.guide.rules.wording import typed_times
from samspor.law.table import all_rules
from tests.cast import TODAY
from tests.guide.test_rules import situations

GUIDES = {one.key: one for one in shipped()}
STAFF = GUIDES["samspor-vejviser"]
EVERY = [(guide, step) for guide in GUIDES.values() for step in guide.steps]
_CALM = ["akut", "vold", "emne"]
WORDS = ("title", "do", "question", "who", "basis", "decided", "days_basis", "template_name", "contact")


def name(one: object) -> str:
    return getattr(one, "key", str(one))


def spoken(step: Step) -> list[str]:
    return [*(getattr(step, word) for word in WORDS), *(answer.words for answer in step.answers)]


def test_there_is_one_for_staff_and_one_for_families():
    assert {(one.key, one.audience) for one in GUIDES.values()} == {
        ("samspor-vejviser", Audience.STAFF),
        ("samspor-familie", Audience.FAMILIES),
    }


def test_the_staff_guide_has_every_track_and_begins_with_danger():
    assert {step.track for step in STAFF.steps} == set(Track)
    assert all(first_step(guide.steps).title == "Er det akut?" for guide in GUIDES.values())


@pytest.mark.parametrize("guide", GUIDES.values(), ids=name)
def test_the_path_is_whole(guide: GuideFile):
    assert faults(guide.steps) == []


@settings(deadline=None)
@given(st.sampled_from(sorted(GUIDES)), situations)
def test_everybody_has_a_first_step_and_comes_to_an_end(key: str, situation: Situation):
    steps = GUIDES[key].steps
    walked = steps_for(steps, situation)
    assert walked[0] == first_step(steps)
    assert all(one.is_end or ways_on(steps, one, situation) for one in walked)
    assert any(one.is_end for one in walked)


@settings(deadline=None)
@given(situations)
def test_with_violence_the_authority_hears_before_any_parent(situation: Situation):
    walked = steps_for(STAFF.steps, situation)
    if situation.violence:
        before = reachable(STAFF.steps, situation, until_notified=True)
        assert not [one.key for one in before if one.tells_parents]
        assert any(one.notifies for one in walked)


@pytest.mark.parametrize(
    ("situation", "begins", "has", "lacks"),
    [
        (Situation(acute=True), ["akut", "akut-hjaelp", "akut-ring"], "akut-foraeldre", "gul-se"),
        (Situation(acute=True, violence=True), ["akut", "akut-hjaelp"], "akut-vent", "akut-foraeldre"),
        (Situation(violence=True), ["akut", "vold", "vold-stop"], "vold-skriv", "roed-foraeldre"),
        (
            Situation(age_months=40, degree=2, about=Track.YELLOW),
            [*_CALM, "gul-se"],
            "gul-barn",
            "gul-spaed",
        ),
        (Situation(age_months=20, degree=2, about=Track.YELLOW), _CALM, "gul-spaed", "gul-barn"),
        (
            Situation(age_months=80, degree=5, about=Track.RED),
            [*_CALM, "roed-leder"],
            "roed-skriv",
            "gul-se",
        ),
        (
            Situation(age_months=120, about=Track.ABSENCE),
            [*_CALM, "fravaer-se"],
            "fravaer-plan",
            "gul-se",
        ),
        (Situation(age_months=73, about=Track.TRANSITION), _CALM, "overgang-skole", "overgang-ung"),
        (Situation(age_months=-4), [*_CALM, "gravid-se"], "gravid-plan", "gul-se"),
    ],
)
def test_the_way_in_a_situation(situation, begins, has, lacks):
    walked = [one.key for one in steps_for(STAFF.steps, situation)]
    assert walked[: len(begins)] == begins
    assert has in walked
    assert lacks not in walked


@pytest.mark.parametrize(("guide", "step"), EVERY, ids=name)
def test_every_text_can_be_read(guide: GuideFile, step: Step):
    hard = {text: lix(text) for text in spoken(step) if reading(text, guide.audience).too_hard}
    assert hard == {}
    assert lix(step.do) <= LIMIT[guide.audience]


@pytest.mark.parametrize(("guide", "step"), EVERY, ids=name)
def test_a_time_stands_in_its_field_with_its_origin(guide: GuideFile, step: Step):
    assert [found for text in spoken(step) for found in typed_times(text)] == []
    assert not any("§" in text for text in spoken(step))
    check_within(rule=step.rule, days=step.days, days_basis=step.days_basis, on=TODAY)


@pytest.mark.parametrize(("guide", "step"), EVERY, ids=name)
def test_every_step_says_who_does_it_and_speaks_in_sentences(guide: GuideFile, step: Step):
    assert step.who or step.track is Track.START or guide.audience is Audience.FAMILIES
    assert all(line.endswith((".", "?")) for line in step.do.splitlines())
    assert not step.question or step.question.endswith("?")
    assert len(step.answers) == len({one.words for one in step.answers})


@pytest.mark.parametrize("step", STAFF.steps, ids=name)
def test_every_step_says_what_it_rests_on(step: Step):
    """A rule of the table, with or without a time, or that it is decided locally; the questions ask nobody to act."""
    assert step.has_ground or step.track is Track.START
    assert not (step.ground and step.rule)
    check_ground(step.ground, TODAY)
    shown = ground(step, TODAY)
    assert bool(shown) is bool(step.ground or step.decided)
    assert not step.ground or {one.id: one.title for one in all_rules(TODAY)}[step.ground] in shown


LINKS = sorted({step.template_link for _, step in EVERY} - {""})


@pytest.mark.parametrize(("guide", "step"), EVERY, ids=name)
def test_a_template_has_a_link_and_the_other_way_about(guide: GuideFile, step: Step):
    assert bool(step.template_name) is bool(step.template_link)


@pytest.mark.parametrize("link", LINKS)
def test_every_link_of_a_step_answers(as_, link: str):
    """It is a page of ours, and opens for who works with the children."""
    assert as_("pia").get(link).status_code == 200


def test_the_duty_to_notify_is_shown_with_its_paragraph():
    step = next(one for one in STAFF.steps if one.key == "vold-skriv")
    assert ground(step, TODAY) == "Fagpersoners pligt til at underrette: barnets lov, § 133"


def test_the_clocks_of_the_authority_are_those_of_the_rule_table():
    ruled = {step.key: step.rule for step in STAFF.steps if step.rule}
    assert set(ruled.values()) <= {one.id for one in all_rules(TODAY)}
    assert {ruled[key] for key in ("roed-vurdering", "roed-kvittering", "roed-undersoeg")} == {
        "acute_assessment", "notification_receipt", "child_investigation",
    }  # fmt: skip


@pytest.mark.parametrize(
    "word", ["normal", "problembarn", "ressourcesvag", "forældreevne", "score", "rødt barn", "gult barn"]
)
def test_no_step_labels_or_judges(word):
    assert [step.key for _, step in EVERY for text in spoken(step) if word in text.casefold()] == []


def test_keys_are_said_once_and_are_no_address_of_ours():
    for guide in GUIDES.values():
        keys = [step.key for step in guide.steps]
        assert len(keys) == len(set(keys))
        assert guide.key not in {"hele", "oev", "rediger", "tjekliste"}


@pytest.mark.parametrize("field", ["key", "title", "audience", "edition", "step"])
def test_a_file_that_lacks_something_is_named(field):
    whole = 'key = "x"\ntitle = "X"\naudience = "staff"\nedition = "1"\n'
    step = '[[step]]\nkey = "a"\ntitle = "A"\ntrack = "start"\ndo = "Gør det."\n'
    assert read(whole + step).steps[0].key == "a"
    lacking = "\n".join(line for line in whole.splitlines() if not line.startswith(field)) + "\n"
    with pytest.raises(KeyError, match=field):
        read(lacking + (step if field != "step" else ""))


# --- Stories -------------------------------------------------------------------------------------------------------


def test_there_is_a_story_for_every_track():
    assert len(scenarios()) >= 6
    assert {one.situation.about for one in scenarios()} == set(Track) - {Track.START}
    assert len({one.key for one in scenarios()}) == len(scenarios())
    assert any(one.situation.violence for one in scenarios())


@pytest.mark.parametrize("scenario", scenarios(), ids=name)
def test_a_story_goes_the_guides_way(scenario):
    way = [one.key for one in steps_for(STAFF.steps, scenario.situation)]
    places = [way.index(turn.step) for turn in scenario.turns]
    assert all(earlier < later for earlier, later in pairwise(places))
    there = {step.key for step in STAFF.steps}
    assert all(set(turn.others) <= there - {turn.step} and len(turn.others) == 3 for turn in scenario.turns)


@pytest.mark.parametrize("scenario", scenarios(), ids=name)
def test_a_story_can_be_read(scenario):
    said = [scenario.story, *(text for turn in scenario.turns for text in (turn.told, turn.because))]
    assert {text: lix(text) for text in said if reading(text, Audience.STAFF).too_hard} == {}
    assert lix(scenario.story) <= LIMIT[Audience.STAFF]
