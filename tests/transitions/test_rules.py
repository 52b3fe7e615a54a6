"""What goes, on what basis, and where a handover is: tables of cases and properties."""

from datetime import date, timedelta
from itertools import product
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspor.base.refused import Refused
from samspor.people.rules import UnitKind
from samspor.transitions import instrument, texts
from samspor.transitions.rules import consent, sending, words
from samspor.transitions.rules.consent import Facts, FieldState, Given, field_state
from samspor.transitions.rules.sending import Gone, State, state_of
from samspor.transitions.rules.words import Basis, Choice, Kind, Said, Source, Whose

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)
MOTHER, FATHER, STRANGER = uuid4(), uuid4(), uuid4()
BOTH = (MOTHER, FATHER)


@pytest.mark.parametrize(
    ("told", "of"),
    [
        (texts.KIND, Kind), (texts.WHOSE, Whose), (texts.BASIS, Basis), (texts.BASIS_WHY, Basis),
        (texts.CHOICE, Choice), (texts.SAID, Said), (texts.WAY, words.Way), (texts.GIVEN_BY, words.GivenBy),
        (texts.USE, words.Use), (texts.SOURCE, Source), (texts.FIELD_STATE, FieldState),
        (texts.FIELD_TONE, FieldState), (texts.STATE, State), (texts.TONE, State), (texts.NEXT, State),
    ],
)  # fmt: skip
def test_every_word_is_said_in_danish(told, of):
    assert list(told) == list(of)
    assert all(told.values())


def one(guardian: UUID = MOTHER, said: Said = Said.YES, *, current: bool = True, until: date = TODAY) -> Given:
    return Given(guardian, said, current, until)


def facts(*answers: Given, **more: object) -> Facts:
    return Facts(**({"choice": Choice.CHOSEN, "whose": Whose.STAFF, "basis": Basis.CONSENT, "is_written": True,
                     "given": answers} | more))  # fmt: skip


YES, NO, BACK = one(), one(said=Said.NO), one(said=Said.WITHDRAWN)
HIS_YES, HIS_NO = one(FATHER), one(FATHER, Said.NO)
OLD, OLD_NO = one(current=False), one(said=Said.NO, current=False)
OUT = one(until=TODAY - DAY)


@pytest.mark.parametrize(
    ("answers", "holders", "consent_state", "guideline_state"),
    [
        ((), (MOTHER,), FieldState.ASKING, FieldState.ASKING),
        ((YES,), (MOTHER,), FieldState.AGREED, FieldState.AGREED),
        ((YES,), BOTH, FieldState.ASKING, FieldState.AGREED),
        ((YES, HIS_YES), BOTH, FieldState.AGREED, FieldState.AGREED),
        ((YES, HIS_NO), BOTH, FieldState.DECLINED, FieldState.DECLINED),
        ((NO,), (MOTHER,), FieldState.DECLINED, FieldState.DECLINED),
        ((YES, HIS_NO), (MOTHER,), FieldState.AGREED, FieldState.AGREED),  # he has no custody today
        ((YES, HIS_YES), (), FieldState.ASKING, FieldState.ASKING),  # and here nobody has
        ((one(STRANGER),), (MOTHER,), FieldState.ASKING, FieldState.ASKING),
        ((OLD,), (MOTHER,), FieldState.CHANGED, FieldState.CHANGED),
        ((OLD_NO,), (MOTHER,), FieldState.CHANGED, FieldState.CHANGED),
        ((OLD, HIS_NO), BOTH, FieldState.DECLINED, FieldState.DECLINED),
        ((BACK,), (MOTHER,), FieldState.WITHDRAWN, FieldState.WITHDRAWN),
        ((one(said=Said.WITHDRAWN, current=False),), (MOTHER,), FieldState.WITHDRAWN, FieldState.WITHDRAWN),
        ((BACK, HIS_YES), BOTH, FieldState.WITHDRAWN, FieldState.WITHDRAWN),
        ((OUT,), (MOTHER,), FieldState.EXPIRED, FieldState.EXPIRED),
        ((OUT, HIS_YES), BOTH, FieldState.EXPIRED, FieldState.EXPIRED),
        ((one(until=TODAY),), (MOTHER,), FieldState.AGREED, FieldState.AGREED),
    ],
)
def test_what_the_parents_said_decides(answers, holders, consent_state, guideline_state):
    assert field_state(facts(*answers), holders, on=TODAY) is consent_state
    assert field_state(facts(*answers, basis=Basis.GUIDELINES), holders, on=TODAY) is guideline_state


@pytest.mark.parametrize(
    ("more", "state"),
    [
        ({"choice": Choice.UNDECIDED}, FieldState.UNDECIDED), ({"choice": Choice.LEFT_OUT}, FieldState.LEFT_OUT),
        ({"is_written": False}, FieldState.UNWRITTEN),
        ({"whose": Whose.PARENTS}, FieldState.AGREED),
        ({"whose": Whose.PARENTS, "is_written": False}, FieldState.UNWRITTEN),
        ({"whose": Whose.CHILD}, FieldState.UNHEARD),
        ({"whose": Whose.CHILD, "childs_yes": False}, FieldState.CHILD_NO),
        ({"whose": Whose.CHILD, "childs_yes": True}, FieldState.AGREED),
    ],
)  # fmt: skip
def test_what_is_chosen_written_and_heard_decides(more, state):
    assert field_state(facts(YES, **more), (MOTHER,), on=TODAY) is state


GIVENS = st.builds(
    Given, st.sampled_from([MOTHER, FATHER, STRANGER]), st.sampled_from(Said), st.booleans(),
    st.dates(TODAY - 3 * DAY, TODAY + 3 * DAY),
)  # fmt: skip
FACTS = st.builds(
    Facts, st.sampled_from(Choice), st.sampled_from(Whose), st.sampled_from(Basis), st.booleans(),
    st.sampled_from([None, True, False]), st.lists(GIVENS, max_size=4, unique_by=lambda each: each.guardian).map(tuple),
)  # fmt: skip
HOLDERS = st.sets(st.sampled_from([MOTHER, FATHER]))


@given(FACTS, HOLDERS)
def test_nothing_goes_that_was_not_chosen_or_that_anybody_with_custody_is_against(fact, holders):
    state = field_state(fact, holders, on=TODAY)
    if state is not FieldState.AGREED:
        return
    assert fact.choice is Choice.CHOSEN
    assert fact.is_written
    if fact.whose is Whose.PARENTS:
        return
    mine = [each for each in fact.given if each.guardian in holders]
    assert mine
    assert all(each.said is Said.YES and each.is_current and each.until >= TODAY for each in mine)
    if fact.basis is Basis.CONSENT:
        assert {each.guardian for each in mine} == holders
    if fact.whose is Whose.CHILD:
        assert fact.childs_yes is True


@given(FACTS, HOLDERS)
def test_what_strangers_say_changes_nothing(fact, holders):
    heard = Facts(fact.choice, fact.whose, fact.basis, fact.is_written, fact.childs_yes,
                  tuple(each for each in fact.given if each.guardian in holders))  # fmt: skip
    assert field_state(fact, holders, on=TODAY) is field_state(heard, holders, on=TODAY)


@given(FACTS, HOLDERS)
def test_the_guidelines_never_let_through_what_a_no_stops(fact, holders):
    if any(each.guardian in holders and each.said is not Said.YES and each.is_current for each in fact.given):
        state = field_state(fact, holders, on=TODAY)
        assert state is not FieldState.AGREED or fact.whose is Whose.PARENTS


def test_a_consent_lasts_until_a_day():
    assert consent.lasts_until(TODAY, days=180) == date(2027, 5, 22)


S, P = Whose.STAFF, Whose.PARENTS


@pytest.mark.parametrize(
    ("fields", "asked", "state"),
    [
        ([], True, State.PREPARING), ([(S, FieldState.AGREED)], False, State.PREPARING),
        ([(S, FieldState.UNDECIDED), (S, FieldState.LEFT_OUT)], True, State.PREPARING),
        ([(S, FieldState.ASKING)], True, State.WITH_PARENTS), ([(S, FieldState.CHANGED)], True, State.WITH_PARENTS),
        ([(S, FieldState.AGREED), (S, FieldState.UNHEARD)], True, State.WITH_PARENTS),
        ([(S, FieldState.AGREED), (S, FieldState.UNWRITTEN)], True, State.WITH_PARENTS),
        ([(S, FieldState.AGREED), (P, FieldState.UNWRITTEN)], True, State.READY),
        ([(S, FieldState.AGREED), (S, FieldState.UNDECIDED)], True, State.READY),
        ([(S, FieldState.AGREED), (S, FieldState.EXPIRED)], True, State.EXPIRED),
        ([(S, FieldState.ASKING), (S, FieldState.EXPIRED)], True, State.EXPIRED),
        ([(S, FieldState.AGREED), (S, FieldState.DECLINED)], True, State.PARTLY),
        ([(S, FieldState.AGREED), (S, FieldState.CHILD_NO)], True, State.PARTLY),
        ([(S, FieldState.WITHDRAWN)], True, State.REFUSED), ([(P, FieldState.AGREED)], True, State.READY),
    ],
)  # fmt: skip
def test_where_it_is_before_it_is_sent(fields, asked, state):
    assert state_of(fields, asked=asked, ended=False) is state
    assert state_of(fields, asked=asked, ended=True) is State.ENDED


@pytest.mark.parametrize(
    ("gone", "state"),
    [
        (Gone(is_read=False, is_answered=False, is_left=True), State.SENT),
        (Gone(is_read=True, is_answered=False, is_left=True), State.READ),
        (Gone(is_read=True, is_answered=True, is_left=True), State.ANSWERED),
        (Gone(is_read=True, is_answered=True, is_left=False), State.WITHDRAWN),
    ],
)
def test_where_it_is_after_it_is_sent(gone, state):
    assert state_of([(S, FieldState.AGREED)], asked=True, ended=False, gone=gone) is state


def test_every_state_can_be_come_to_and_from():
    moves = sending.TRANSITIONS
    assert set(moves) == set(State)
    assert frozenset().union(*moves.values()) == set(State)
    assert [state for state in State if not moves[state]] == [State.WITHDRAWN, State.ENDED]
    assert State.SENT not in moves[State.PREPARING]


@pytest.mark.parametrize("state", State)
def test_only_what_is_open_is_worked_on(state):
    if state in sending.OPEN:
        sending.check_open(state)
    else:
        with pytest.raises(Refused):
            sending.check_open(state)


@given(st.lists(st.tuples(st.sampled_from(Whose), st.sampled_from(FieldState)), max_size=6), st.booleans())
def test_ready_means_that_something_may_go(fields, asked):
    state = state_of(fields, asked=asked, ended=False)
    if state in {State.READY, State.PARTLY}:
        sending.check_send([each for _, each in fields], asked=asked)


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_goes_somewhere_and_has_its_fields(kind):
    template = instrument.shipped()[kind]
    assert words.leaves_samspor(kind) is (not words.RECEIVERS[kind])
    assert Whose.PARENTS in {each.whose for each in template.fields}
    assert all(each.heading and each.help and each.purpose for each in template.fields)
    assert all(len(each.purpose) >= sending.SHORTEST_PURPOSE for each in template.fields)
    assert len(template.purpose) >= sending.SHORTEST_PURPOSE


def test_only_the_practical_goes_on_the_guidelines_and_never_out_of_the_house():
    found = {
        (kind, each.key)
        for kind, template in instrument.shipped().items()
        for each in template.fields
        if each.basis is Basis.GUIDELINES
    }
    assert found == {(Kind.DAYCARE_TO_SCHOOL, "practical"), (Kind.BETWEEN_UNITS, "practical")}


@pytest.mark.parametrize(
    ("unit", "kinds"),
    [
        (UnitKind.DAYCARE, [Kind.DAYCARE_TO_SCHOOL, Kind.BETWEEN_UNITS, Kind.OUT_OF_MUNICIPALITY]),
        (UnitKind.HEALTH, [Kind.HEALTH_TO_DAYCARE, Kind.OUT_OF_MUNICIPALITY]),
        (UnitKind.SCHOOL, [Kind.SCHOOL_TO_YOUTH, Kind.BETWEEN_UNITS, Kind.OUT_OF_MUNICIPALITY]),
        (UnitKind.ADMINISTRATION, []),
    ],
)
def test_where_a_kind_begins(unit, kinds):
    assert sending.kinds_from(unit) == kinds


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ('kind = "moon"\nversion = "1"\ntitle = ""\npurpose = ""\nfield = []', ValueError),
        ('kind = "between_units"\nversion = "1"\ntitle = ""\npurpose = ""', KeyError),
        (
            'kind = "between_units"\nversion = "1"\ntitle = ""\npurpose = ""\n'
            + '[[field]]\nkey = "a"\nheading = ""\nhelp = ""\nwhose = "staff"\nbasis = "consent"\npurpose = ""\n' * 2,
            ValueError,
        ),
    ],
)
def test_a_file_that_lacks_something_is_refused(text, error):
    with pytest.raises(error):
        instrument.read(text)


LINK = {"misses": 0, "revoked": False, "expires_on": TODAY, "holds": True, "is_open": True, "today": TODAY}


@pytest.mark.parametrize(
    ("more", "is_open"),
    [({}, True), ({"misses": 4}, True), ({"misses": 5}, False), ({"revoked": True}, False), ({"holds": False}, False),
     ({"expires_on": TODAY - DAY}, False), ({"is_open": False}, False)],
)  # fmt: skip
def test_a_link_is_open_while_everything_holds(more, is_open):
    assert sending.is_link_open(**(LINK | more)) is is_open


def test_the_day_one_is_asked_what_was_useful():
    assert sending.useful_on(TODAY, starts_on=TODAY, weeks=6) == date(2027, 1, 4)
    assert sending.useful_on(TODAY, starts_on=date(2027, 3, 2), weeks=6) == date(2027, 4, 13)


@pytest.mark.parametrize(("hidden", "holds"), [*product((True, False), repeat=2)])
def test_who_may_answer(hidden, holds):
    for check, fine in ((lambda: consent.check_not_hidden_from(hidden=hidden), not hidden),
                        (lambda: consent.check_holds_custody(holds=holds), holds)):  # fmt: skip
        if fine:
            check()
        else:
            with pytest.raises(Refused):
                check()
