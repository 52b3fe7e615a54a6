"""The path at its borders, times that are never looser than law, and words that can be read."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspor.base.refused import Refused
from samspor.guide import texts
from samspor.guide.rules import (
    Answer,
    Audience,
    Condition,
    Figure,
    Scenario,
    Situation,
    Step,
    Track,
    Turn,
    VersionState,
    check_within,
    faults,
    figure,
    first_step,
    is_overdue,
    next_step,
    reachable,
    reading,
    rehearsals,
    steps_for,
    turns_of,
    versions,
    ways_on,
)
from samspor.guide.rules.drawing import HIGH, WIDE, drawn
from samspor.guide.rules.wording import typed_times
from samspor.law.rules import Unit
from samspor.law.table import all_rules
from samspor.people.rules import Area

ON = date(2026, 11, 23)


def step(key: str, *answers: str, **more: object) -> Step:
    held = {"title": key.title(), "track": Track.YELLOW, "do": "Gør det.", "question": "Hvad nu?"}
    ways = tuple(Answer(f"til {to}", to) for to in answers)
    return Step(key=key, answers=ways, **held | more)  # type: ignore[arg-type]  # any of a step's facts


# --- Conditions and ways -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("when", "situation", "holds"),
    [
        (Condition(), Situation(), True),
        (Condition(min_months=36), Situation(age_months=35), False),
        (Condition(min_months=36), Situation(age_months=36), True),
        (Condition(max_months=36), Situation(age_months=35), True),
        (Condition(max_months=36), Situation(age_months=36), False),
        (Condition(max_months=0), Situation(age_months=-1), True),
        (Condition(min_months=36, max_months=48), Situation(), True),
        (Condition(areas=frozenset({Area.SCHOOL})), Situation(area=Area.SCHOOL), True),
        (Condition(areas=frozenset({Area.SCHOOL})), Situation(area=Area.DAYCARE), False),
        (Condition(areas=frozenset({Area.SCHOOL})), Situation(), True),
        (Condition(degrees=frozenset({4, 5})), Situation(degree=3), False),
        (Condition(degrees=frozenset({4, 5})), Situation(degree=4), True),
        (Condition(degrees=frozenset({4, 5})), Situation(), True),
        (Condition(acute=True), Situation(), False),
        (Condition(acute=True), Situation(acute=True), True),
        (Condition(acute=False), Situation(acute=True), False),
        (Condition(violence=True), Situation(), False),
        (Condition(violence=True), Situation(violence=True), True),
        (Condition(violence=False), Situation(violence=True), False),
    ],
)
def test_a_condition_holds_at_its_borders_and_for_what_is_not_known(when, situation, holds):
    assert when.holds(situation) is holds


FORK = (
    step("begin", "small", "big", track=Track.START),
    step("small", "end", condition=Condition(max_months=36)),
    step("big", "end", condition=Condition(min_months=36)),
    step("end"),
)


def test_the_next_step_is_the_one_answered_or_the_only_one_there_is():
    begin = first_step(FORK)
    assert begin.key == "begin"
    assert next_step(FORK, begin, Situation(), "til big").key == "big"
    assert next_step(FORK, begin, Situation(age_months=12)).key == "small"
    assert next_step(FORK, begin, Situation()) is None  # one must choose
    assert next_step(FORK, FORK[-1], Situation()) is None  # it ends
    assert FORK[-1].is_end
    assert not begin.is_end


@pytest.mark.parametrize(("answer", "months"), [("til himlen", None), ("til big", 12)])
def test_an_answer_that_is_not_there_is_refused(answer, months):
    with pytest.raises(Refused, match="findes ikke"):
        next_step(FORK, FORK[0], Situation(age_months=months), answer)


def test_two_answers_to_one_step_are_one_way():
    steps = (step("a", "b"), step("b"))
    doubled = (replace(steps[0], answers=(Answer("Ja", "b"), Answer("Måske", "b"))), steps[1])
    assert next_step(doubled, doubled[0], Situation()).key == "b"


@pytest.mark.parametrize(
    ("situation", "keys"),
    [
        (Situation(), ["begin", "small", "big", "end"]),
        (Situation(age_months=35), ["begin", "small", "end"]),
        (Situation(age_months=36), ["begin", "big", "end"]),
    ],
)
def test_the_steps_that_apply_are_in_order(situation, keys):
    assert [one.key for one in steps_for(FORK, situation)] == keys


def test_what_it_is_about_chooses_at_the_beginning_and_only_where_it_can():
    steps = (
        step("begin", "yellow", "absent", track=Track.START),
        step("yellow", "red"),
        step("absent", track=Track.ABSENCE, condition=Condition(min_months=60)),
        step("red", track=Track.RED),
    )
    about = [one.to for one in ways_on(steps, steps[0], Situation(about=Track.ABSENCE, age_months=80))]
    assert about == ["absent"]
    assert [one.to for one in ways_on(steps, steps[0], Situation(about=Track.ABSENCE, age_months=10))] == ["yellow"]
    assert [one.to for one in ways_on(steps, steps[1], Situation(about=Track.YELLOW))] == ["red"]  # it may grow


# --- A path that is whole ------------------------------------------------------------------------------------------


def test_a_whole_path_has_no_faults():
    assert faults(FORK) == []


NO_VIOLENCE = Condition(violence=False)


@pytest.mark.parametrize(
    ("steps", "sentence"),
    [
        ((), "ingen trin"),
        ((step("a", condition=Condition(acute=True)),), "det første trin og skal gælde for alle"),
        ((step("a", "b"), step("b", "a")), "fører tilbage eller ingen steder hen"),
        ((step("a", "a"),), "fører tilbage eller ingen steder hen"),
        ((step("a", "gone"),), "fører tilbage eller ingen steder hen"),
        ((step("a", "b", "c", question=""), step("b"), step("c")), "flere svar, men intet spørgsmål"),
        ((step("a", "b"), step("b", condition=Condition(min_months=36))), "»A« ender blindt"),
        ((step("a", "b"), step("b", condition=Condition(areas=frozenset({Area.SCHOOL})))), "»A« ender blindt"),
        ((step("a", "b"), step("b", condition=Condition(degrees=frozenset({1})))), "»A« ender blindt"),
        ((step("a", "b"), step("b", condition=NO_VIOLENCE)), "»A« ender blindt"),
        ((step("a"), step("b")), "Ingen vej fører til »B«"),
        ((step("a", "b"), step("b", tells_parents=True)), "»B« når forældrene før underretningen"),
        ((step("a", "b"), step("b", "c", tells_parents=True), step("c", notifies=True)), "»B« når forældrene"),
    ],
)
def test_a_broken_path_says_what_to_mend(steps, sentence):
    assert sentence in faults(steps)[0]


def test_parents_may_be_told_once_the_authority_has_heard():
    assert faults((step("a", "b", notifies=True), step("b", tells_parents=True))) == []
    assert faults((step("a", "b", "c"), step("b", tells_parents=True, condition=NO_VIOLENCE), step("c"))) == []


def test_the_walk_until_the_notification_stops_there():
    steps = (step("a", "b"), step("b", "c", notifies=True), step("c"))
    assert [one.key for one in reachable(steps, Situation(), until_notified=True)] == ["a", "b"]


def keys(number: int) -> list[str]:
    return [f"s{each}" for each in range(number)]


conditions = st.builds(
    Condition,
    min_months=st.none() | st.integers(-9, 216),
    max_months=st.none() | st.integers(-9, 216),
    areas=st.frozensets(st.sampled_from(list(Area)), max_size=2),
    degrees=st.frozensets(st.integers(1, 5), max_size=3),
    acute=st.sampled_from([None, True, False]),
    violence=st.sampled_from([None, True, False]),
)
situations = st.builds(
    Situation,
    age_months=st.none() | st.integers(-9, 240),
    area=st.none() | st.sampled_from(list(Area)),
    degree=st.none() | st.integers(1, 5),
    acute=st.booleans(),
    violence=st.booleans(),
    about=st.none() | st.sampled_from(list(Track)),
)


@st.composite
def paths(draw):
    """Any path that leads forward, most of them broken in some way."""
    number = draw(st.integers(1, 5))
    made = []
    for each, key in enumerate(keys(number)):
        later = keys(number)[each + 1 :]
        to = draw(st.lists(st.sampled_from(later), unique=True, max_size=3)) if later else []
        made.append(
            step(
                key, *to, track=draw(st.sampled_from(list(Track))), tells_parents=draw(st.booleans()),
                notifies=draw(st.booleans()), condition=draw(conditions) if each else Condition(),
            )
        )  # fmt: skip
    return tuple(made)


@settings(deadline=None)  # how long it takes says something of the machine only
@given(paths(), situations)
def test_a_path_without_faults_leads_everybody_to_an_end_and_never_tells_too_early(steps, situation):
    """Found in some situation means said in the faults, whichever situation it is."""
    walked = steps_for(steps, situation)
    assert walked[0] == first_step(steps)
    blind = [one for one in walked if one.answers and not ways_on(steps, one, situation)]
    early = [one for one in reachable(steps, situation, until_notified=True) if one.tells_parents]
    if blind or (situation.violence and early):
        assert faults(steps)


# --- Times ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "days", "allowed"),
    [
        ("", 400, True),
        ("acute_assessment", None, True),
        ("acute_assessment", 1, True),
        ("acute_assessment", 2, False),
        ("notification_receipt", 6, True),
        ("notification_receipt", 7, False),
        ("child_investigation", 112, True),
        ("child_investigation", 113, False),
        ("screening", 14, True),
        ("screening", 15, False),
        ("complaint", 10, False),  # the citizen's own time
        ("honour_risk_assessment", 1, False),  # no length: nothing is tighter
        ("absence_notification", 5, False),
        ("no_such_rule", None, False),
    ],
)
def test_a_local_time_may_be_tighter_than_the_laws_and_never_looser(rule, days, allowed):
    if allowed:
        check_within(rule=rule, days=days, days_basis="Besluttet i udvalget", on=ON)
    else:
        with pytest.raises(Refused) as refused:
            check_within(rule=rule, days=days, days_basis="Besluttet i udvalget", on=ON)
        assert refused.value.field == ("days" if days else "rule")


def test_a_local_time_says_where_it_is_decided():
    with pytest.raises(Refused, match="besluttet") as refused:
        check_within(rule="", days=3, days_basis=" ", on=ON)
    assert refused.value.field == "days_basis"


@given(st.sampled_from([one for one in all_rules(ON) if one.may_tighten]), st.integers(1, 800))
def test_whatever_local_time_is_let_through_is_within_the_rule(rule, days):
    hours_of = {Unit.ELAPSED_HOURS: 1, Unit.CALENDAR_MONTHS: 28 * 24}
    longest = rule.length * hours_of.get(rule.unit, 24)
    try:
        check_within(rule=rule.id, days=days, days_basis="Lokalt", on=ON)
    except Refused:
        assert days * 24 > longest
    else:
        assert days * 24 <= longest


# --- Words ---------------------------------------------------------------------------------------------------------


def test_a_short_text_has_no_number_and_a_hard_one_is_over_the_limit():
    assert reading("Underretning", Audience.STAFF).lix is None
    assert not reading("Underretning", Audience.STAFF).too_hard
    hard = " ".join(["myndighedsafgørelse"] * 10)
    assert reading(hard, Audience.STAFF).too_hard
    # Ten words in one sentence, some of them long: 10 + 30 is just right for staff, and too hard for families.
    just = "se på det og vent, barnets forælder kommer hjemmefra nu"
    assert (reading(just, Audience.STAFF).lix, reading(just, Audience.STAFF).too_hard) == (40, False)
    assert reading(just, Audience.FAMILIES).too_hard


@pytest.mark.parametrize("text", ["inden 24 timer", "højst fire uger", "efter 15 %", "fireogtyve timer", "to hverdage",
    "inden en uge", "et døgn", "én måned", "en 14-dages frist", "24-timersreglen", "et halvt år", "en halv time",
    "halvanden time", "et par uger", "4 ugers frist", "1-2 uger", "otteogfyrre timer", "ti procent"])  # fmt: skip
def test_a_time_typed_in_a_text_is_found(text):
    assert typed_times(text)


@pytest.mark.parametrize("text", ["i dag", "en dag i kalenderen", "klokken fire", "tre børn", "ring 112",
    "hele døgnet", "en halv dag", "under tre år", "samme dag", "i nogle dage", "en fast dag"])  # fmt: skip
def test_what_is_no_length_of_time_is_left_alone(text):
    assert not typed_times(text)


# --- Versions ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", [VersionState.PUBLISHED, VersionState.SUCCEEDED])
def test_only_a_draft_is_edited(state):
    versions.check_draft(VersionState.DRAFT)
    with pytest.raises(Refused, match="Lav en kladde"):
        versions.check_draft(state)


@pytest.mark.parametrize(("days", "allowed"), [(-1, False), (0, False), (1, True), (731, True), (732, False)])
def test_a_review_is_after_today_and_within_two_years(days, allowed):
    review_on = ON + timedelta(days=days)
    if allowed:
        versions.check_review(review_on, today=ON)
    else:
        with pytest.raises(Refused):
            versions.check_review(review_on, today=ON)


@pytest.mark.parametrize(
    ("review_on", "overdue"),
    [(None, False), (ON + timedelta(days=1), False), (ON, True), (ON - timedelta(days=1), True)],
)
def test_a_review_is_due_from_the_day_itself(review_on, overdue):
    assert is_overdue(review_on, ON) is overdue


@pytest.mark.parametrize(
    ("title", "taken", "key"),
    [
        ("Tal med forældrene", (), "tal-med-foraeldrene"),
        ("Øv dig på åen", (), "oev-dig-paa-aaen"),
        ("Vold", {"vold"}, "vold-2"),
        ("Vold", {"vold", "vold-2"}, "vold-3"),
        ("???", (), "trin"),
        ("æ" * 100, (), "ae" * 28),
    ],
)
def test_a_step_is_called_after_its_title_and_like_no_other(title, taken, key):
    assert versions.key_of(title, taken) == key


@pytest.mark.parametrize(
    ("link", "allowed"), [("", True), ("https://a.dk/x", True), ("/x", True), ("//x.dk", False), ("ftp:x", False)]
)
def test_a_link_goes_to_a_page(link, allowed):
    if allowed:
        versions.check_link(link)
    else:
        with pytest.raises(Refused):
            versions.check_link(link)


def test_every_word_has_its_danish():
    for words, kind in ((texts.TRACK, Track), (texts.AUDIENCE, Audience), (texts.VERSION_STATE, VersionState)):
        assert set(words) == set(kind)


def test_the_transitions_lead_one_way():
    moves = versions.VERSION_TRANSITIONS
    assert moves[VersionState.DRAFT] == {VersionState.PUBLISHED}
    assert moves[VersionState.PUBLISHED] == {VersionState.SUCCEEDED}
    assert not moves[VersionState.SUCCEEDED]


# --- Rehearsals ----------------------------------------------------------------------------------------------------

TURN = Turn("Nu", "a", ("b", "c"), "Fordi")


def test_what_is_offered_says_nothing_of_which_is_the_guides():
    assert Turn("Nu", "b", ("c", "a"), "Fordi").offered == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("there", "offered"),
    [({"a", "b", "c"}, [["a", "b", "c"]]), ({"a", "b"}, [["a", "b"]]), ({"a"}, []), ({"b", "c"}, [])],
)
def test_a_turn_is_played_with_the_steps_that_are_there(there, offered):
    scenario = Scenario("x", "X", "Der var", Situation(), (TURN,))
    assert [turn.offered for turn in turns_of(scenario, there)] == offered


@pytest.mark.parametrize(
    ("number", "chosen", "allowed"), [(1, 0, True), (2, 1, True), (1, 1, False), (2, 0, False), (3, 2, False)]
)
def test_turns_are_taken_in_order_and_once(number, chosen, allowed):
    if allowed:
        rehearsals.check_turn(number=number, chosen=chosen, turns=2)
    else:
        with pytest.raises(Refused):
            rehearsals.check_turn(number=number, chosen=chosen, turns=2)


def test_only_what_is_offered_is_chosen():
    rehearsals.check_choice("b", TURN)
    with pytest.raises(Refused):
        rehearsals.check_choice("z", TURN)


@pytest.mark.parametrize(
    ("choices", "shown"),
    [
        ([], None),
        ([("a", "b")] * 2, None),
        ([("a", "b")] * 3, Figure(3, 3)),
        ([("a", "b"), ("a", "a"), ("a", "a")], Figure(3, 1)),
    ],
)
def test_a_figure_is_shown_from_three_sessions(choices, shown):
    assert figure(choices) == shown


# --- The drawing ---------------------------------------------------------------------------------------------------


@given(paths())
def test_every_step_is_drawn_once_and_no_two_in_the_same_place(steps):
    picture = drawn(steps)
    assert [box.key for box in picture.boxes] == [one.key for one in steps]
    assert len({(box.x, box.y) for box in picture.boxes}) == len(steps)
    assert all(box.x + WIDE <= picture.width and box.y + HIGH <= picture.height for box in picture.boxes)
    assert len(picture.lines) <= sum(len(one.answers) for one in steps)


def test_an_answer_to_nowhere_is_not_drawn():
    assert drawn((step("a", "gone"),)).lines == ()
    assert drawn(()).boxes == ()


def test_lines_go_down_round_and_across():
    steps = (step("a", "b", "c", "d"), step("b", "d"), step("c"), step("d", "a", track=Track.RED))
    assert ["C" in line for line in drawn(steps).lines] == [False, True, False, False, False]
    assert [line.count("H") for line in drawn(steps).lines] == [0, 0, 3, 3, 3]
