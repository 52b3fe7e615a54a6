"""The steps of an assessment, at their borders."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspor.base.refused import Refused
from samspor.screening import rules, texts
from samspor.screening.rules import Position, RoundState, Step, Window

OPENS, CLOSES = date(2026, 3, 1), date(2026, 3, 31)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("notice_on", "today", "state"),
    [
        (None, OPENS - DAY, RoundState.AWAITS_NOTICE),
        (None, OPENS, RoundState.AWAITS_NOTICE),
        (None, CLOSES, RoundState.AWAITS_NOTICE),
        (None, CLOSES + DAY, RoundState.CLOSED),
        (OPENS, OPENS - DAY, RoundState.AWAITS_DATE),
        (OPENS, OPENS, RoundState.OPEN),
        (OPENS, CLOSES, RoundState.OPEN),
        (OPENS, CLOSES + DAY, RoundState.CLOSED),
    ],
)
def test_a_round_is_open_from_the_first_day_to_the_last_and_never_without_notice(notice_on, today, state):
    window = Window(OPENS, CLOSES, notice_on)
    assert window.state(today) is state
    if state is RoundState.OPEN:
        rules.check_open(window, today=today)
    else:
        with pytest.raises(Refused):
            rules.check_open(window, today=today)


@pytest.mark.parametrize(
    ("handed_in", "alone", "sealed"),
    [(0, False, True), (1, False, True), (2, False, False), (3, False, False), (0, True, True), (1, True, False)],
)
def test_own_assessments_are_sealed_until_the_second_is_in(handed_in, alone, sealed):
    assert rules.is_sealed(handed_in=handed_in, alone=alone) is sealed


@given(st.integers(0, 5), st.booleans(), st.booleans(), st.booleans())
def test_a_step_is_never_beyond_what_was_recorded(handed_in, alone, concluded, informed):
    step = rules.step(handed_in=handed_in, alone=alone, concluded=concluded, informed=informed)
    assert (step is Step.INFORMED) == informed
    assert (step is Step.CONCLUDED) == (concluded and not informed)
    if step is Step.DIALOGUE:
        assert not rules.is_sealed(handed_in=handed_in, alone=alone)


@pytest.mark.parametrize(("days", "allowed"), [(-1, False), (0, True), (183, True), (184, False)])
def test_a_round_lasts_from_one_day_to_half_a_year(days, allowed):
    closes = OPENS + timedelta(days=days)
    if allowed:
        rules.check_window(OPENS, closes)
    else:
        with pytest.raises(Refused) as refused:
            rules.check_window(OPENS, closes)
        assert refused.value.field == "closes_on"


@pytest.mark.parametrize(
    ("position", "justification", "participants", "sealed", "alone", "field"),
    [
        (Position.GREEN, "", [1, 2], False, False, "ok"),
        (Position.GREEN, "", [1, 2], True, False, None),
        (Position.YELLOW, "  ", [1, 2], False, False, "justification"),
        (Position.RED, "", [1, 2], False, False, "justification"),
        (Position.RED, "Trækker sig", [1, 2], False, False, "ok"),
        (Position.GREEN, "", [1], False, False, "participants"),
        (Position.GREEN, "", [1], False, True, "ok"),
        (Position.GREEN, "", [], False, True, "participants"),
    ],
)
def test_a_conclusion_needs_both_views_words_and_two_people(
    position, justification, participants, sealed, alone, field
):
    facts = {
        "position": position,
        "justification": justification,
        "participants": participants,
        "sealed": sealed,
        "alone": alone,
    }
    if field == "ok":
        rules.check_conclusion(**facts)
    else:
        with pytest.raises(Refused) as refused:
            rules.check_conclusion(**facts)
        assert refused.value.field == field


@pytest.mark.parametrize(
    ("concluded_on", "informed_on", "allowed"),
    [
        (None, OPENS, False),
        (OPENS, OPENS - DAY, False),
        (OPENS, OPENS, True),
        (OPENS, OPENS + DAY, True),
        (OPENS, OPENS + 2 * DAY, False),
    ],
)
def test_parents_are_told_after_the_conclusion_and_not_in_the_future(concluded_on, informed_on, allowed):
    today = OPENS + DAY
    if allowed:
        rules.check_informed(concluded_on=concluded_on, informed_on=informed_on, today=today)
    else:
        with pytest.raises(Refused):
            rules.check_informed(concluded_on=concluded_on, informed_on=informed_on, today=today)


@pytest.mark.parametrize(("notice_on", "allowed"), [(OPENS - DAY, True), (OPENS, True), (OPENS + DAY, False)])
def test_a_notice_has_been_given_when_it_is_recorded(notice_on, allowed):
    if allowed:
        rules.check_notice(notice_on=notice_on, today=OPENS)
    else:
        with pytest.raises(Refused):
            rules.check_notice(notice_on=notice_on, today=OPENS)


@pytest.mark.parametrize(
    ("handed_in", "concluded", "alone"),
    [(True, False, False), (False, True, False), (True, True, False), (False, False, True)],
)
def test_a_mark_is_kept_once_handed_in_or_concluded(handed_in, concluded, alone):
    with pytest.raises(Refused):
        rules.check_mark(handed_in_by_me=handed_in, concluded=concluded, alone=alone)


def test_assessing_alone_needs_a_reason():
    with pytest.raises(Refused):
        rules.check_alone("   syg   ", handed_in_by_me=True, handed_in=1, concluded=False)
    rules.check_alone("Kollegaen er syg hele perioden", handed_in_by_me=True, handed_in=1, concluded=False)


def test_two_who_have_handed_in_are_not_one():
    with pytest.raises(Refused, match="I er to"):
        rules.check_alone("Kollegaen er syg hele perioden", handed_in_by_me=True, handed_in=2, concluded=False)


def test_every_word_has_its_danish():
    for words, table in (
        (Position, texts.POSITION),
        (rules.Way, texts.WAY),
        (Step, texts.STEP),
        (RoundState, texts.ROUND_STATE),
        (rules.Kind, texts.KIND),
    ):
        assert set(words) == set(table)
    assert set(rules.TRANSITIONS) == set(Step)
