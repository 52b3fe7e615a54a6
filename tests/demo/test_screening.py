"""Five years of assessments: shares, disagreement, order in time, kind words, and a round that is open."""

import re
from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspor.demo import positions, rows
from samspor.demo.ids import Stream
from samspor.demo.parameters import of, table
from samspor.demo.rounds import windows
from samspor.demo.sentences import Writer
from tests.demo.making import TODAY, by_id, held_on


def owns(made):
    found = defaultdict(list)
    for one in made[rows.Own]:
        found[one.assessment_id].append(one)
    return found


def test_positions_are_shared_as_the_parameters_say_in_every_round(middle):
    in_all = Counter(one.position for one in middle[rows.Joint])
    for position in ("green", "yellow", "red"):
        assert in_all[position] / in_all.total() == pytest.approx(of("screening", position), abs=0.01)
    rounds, units, looked = by_id(middle, rows.Round), by_id(middle, rows.RoundUnit), by_id(middle, rows.Assessment)
    by_round = defaultdict(Counter)
    for one in middle[rows.Joint]:
        held = rounds[units[looked[one.assessment_id].round_unit_id].round_id]
        by_round[held.label][one.position] += 1
    assert len(by_round) == 2 * of("screening", "years") * of("screening", "rounds_per_year")
    for counted in by_round.values():
        assert counted["green"] / counted.total() == pytest.approx(0.84, abs=0.05)


def test_a_position_mostly_stays_and_moves_one_step_at_a_time():
    chance, position = Stream(1, "positions"), "green"
    walked = [position := positions.following(chance, position) for _ in range(60_000)]
    steps = Counter(pairwise(walked))
    assert steps["green", "red"] == steps["red", "green"] == 0
    assert sum(n for (one, other), n in steps.items() if one == other) / 60_000 > 0.85
    assert walked.count("yellow") / 60_000 == pytest.approx(0.13, abs=0.015)


def test_two_see_about_one_child_in_ten_differently(middle):
    pairs = [one for one in owns(middle).values() if len(one) == 2]
    differ = sum(one.position != other.position for one, other in pairs) / len(pairs)
    assert differ == pytest.approx(0.10, abs=0.01)
    assert all(one.assessor_id != other.assessor_id for one, other in pairs)


def test_one_alone_is_openly_so(middle):
    looked, own, joints = by_id(middle, rows.Assessment), owns(middle), middle[rows.Joint]
    for joint in joints:
        handed_in = len(own[joint.assessment_id])
        assert handed_in == len(joint.participants) == (1 if looked[joint.assessment_id].alone_because else 2)
    alone = sum(one.alone_because is not None for one in looked.values()) / len(looked)
    assert alone == pytest.approx(of("screening", "single_assessor"), abs=0.01)


def test_yellow_and_red_are_justified_and_green_is_not_explained_away(small):
    for joint in small[rows.Joint]:
        assert (joint.justification is None) == (joint.position == "green")
        assert (joint.dissent is None) == (joint.dissent_by_id is None)
    assert any(joint.dissent for joint in small[rows.Joint])
    assert all(one.comment for one in small[rows.Own] if one.position != "green")


def test_everything_happens_in_its_order_and_inside_its_round(middle):
    rounds, units, looked = by_id(middle, rows.Round), by_id(middle, rows.RoundUnit), by_id(middle, rows.Assessment)
    own, joints = owns(middle), {one.assessment_id: one for one in middle[rows.Joint]}
    for key, some in own.items():
        unit = units[looked[key].round_unit_id]
        held = rounds[unit.round_id]
        assert unit.notice_on < held.opens_on
        assert all(
            held.opens_on <= one.marked_at.date() <= min(held.closes_on, TODAY - timedelta(days=1)) for one in some
        )
        assert all(one.marked_at < one.handed_in_at for one in some)
        assert key not in joints or all(one.handed_in_at < joints[key].concluded_at for one in some)
    for told in middle[rows.Informed]:
        assert joints[told.assessment_id].concluded_at.date() <= told.informed_on <= TODAY
        assert told.recorded_at >= joints[told.assessment_id].concluded_at


def test_a_child_is_looked_at_where_it_is_enrolled_and_by_those_who_work_there(small):
    rounds, units, groups = by_id(small, rows.Round), by_id(small, rows.RoundUnit), by_id(small, rows.Group)
    looked, enrolled = by_id(small, rows.Assessment), defaultdict(list)
    for one in small[rows.Enrolment]:
        enrolled[one.child_id, one.group_id].append(one)
    for one in looked.values():
        unit = units[one.round_unit_id]
        day = min(rounds[unit.round_id].opens_on + timedelta(days=20), TODAY)
        assert groups[one.group_id].unit_id == unit.unit_id
        assert any(held_on(period, day) for period in enrolled[one.child_id, one.group_id])
    posts = {one.staff_id: one for one in small[rows.Employment]}
    for own in small[rows.Own]:
        assert posts[own.assessor_id].unit_id == groups[looked[own.assessment_id].group_id].unit_id
        held, post = rounds[units[looked[own.assessment_id].round_unit_id].round_id], posts[own.assessor_id]
        assert post.from_on <= held.closes_on
        assert post.to_on is None or post.to_on > held.opens_on


def test_the_open_round_is_about_half_done_and_the_past_ones_are_done(middle):
    rounds, units, looked = by_id(middle, rows.Round), by_id(middle, rows.RoundUnit), by_id(middle, rows.Assessment)
    told = {one.assessment_id for one in middle[rows.Informed]}
    joint = {one.assessment_id for one in middle[rows.Joint]}
    is_open = {key: rounds[units[one.round_unit_id].round_id].closes_on >= TODAY for key, one in looked.items()}
    now = [key for key, here in is_open.items() if here]
    enrolled = sum(one.setting != "leisure" and held_on(one, TODAY) for one in middle[rows.Enrolment])
    assert len(now) / enrolled == pytest.approx(0.63, abs=0.12)
    assert len(told & set(now)) / enrolled == pytest.approx(0.42, abs=0.12)
    own = owns(middle)
    assert {len(own[key]) for key in now if key not in joint} == {1, 2}
    past = [key for key, here in is_open.items() if not here]
    assert joint >= set(past)
    assert len(told & set(past)) / len(past) == pytest.approx(of("screening", "parents_told"), abs=0.01)


@given(st.dates(date(2024, 1, 1), date(2040, 12, 31)))
def test_on_any_day_there_are_ten_rounds_and_the_last_is_open(today):
    made = windows(today)
    assert len(made) == 10
    assert [one.holds(today) for one in made] == [False] * 9 + [True]
    assert len({one.label for one in made}) == 10
    assert all(one.closes_on < other.opens_on for one, other in pairwise(made))
    assert made[0].opens_on > today - timedelta(days=365.25 * 5.6)


def test_there_are_sixty_parts_to_write_with_and_more():
    parts = [part for stage in table("sentences").values() for some in stage.values() for part in some]
    assert len(set(parts)) == len(parts) > 60
    assert all(part[0].isupper() or part.startswith("{navn}") for part in parts)
    assert all(part.endswith(".") for part in parts)


@pytest.mark.parametrize(
    "word", ["problembarn", "rødt barn", "gult barn", "besværlig", "umulig", "doven", "dum ", "forkælet"]
)
def test_nothing_is_written_that_a_child_should_not_read_at_eighteen(small, word):
    written = " ".join(
        filter(None, (*(one.comment for one in small[rows.Own]), *(one.justification for one in small[rows.Joint])))
    )
    assert word not in written.lower()
    assert "{" not in written


@given(st.integers(0, 17), st.booleans(), st.sampled_from(["green", "yellow", "red"]), st.integers(0, 10**6))
def test_texts_use_the_childs_name_and_the_right_word_for_it(age, boy, position, seed):
    birth = date(TODAY.year - age, 3, 2)
    writer = Writer(Stream(seed, "text"), name="Nanoq", boy=boy, birth=birth)
    written = f"{writer.own(position, TODAY)} {writer.justification('red', TODAY)} {writer.shared('dissent')}"
    assert "Nanoq" in written
    other = r"\b(hun|hende|hendes)\b" if boy else r"\b(han|ham|hans)\b"
    assert not re.search(other, written)


def test_texts_of_one_group_do_not_repeat_visibly(middle):
    looked = by_id(middle, rows.Assessment)
    of_round = defaultdict(list)
    for one in middle[rows.Joint]:
        if one.justification:
            place = looked[one.assessment_id]
            of_round[place.group_id, place.round_unit_id].append(one.justification)
    assert all(len(set(texts)) == len(texts) for texts in of_round.values())
