"""Whose yes it takes, and where a consent is, without a database."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given as given_
from hypothesis import strategies as st

from samspor.base.refused import Refused
from samspor.people.rules import UnitKind
from samspor.sharing import texts
from samspor.sharing.rules import consent as rules
from samspor.sharing.rules.consent import Given, newcomers, state, voices
from samspor.sharing.rules.sectors import kinds_of, sector_of
from samspor.sharing.rules.topics import every_topic, topics
from samspor.sharing.rules.words import Act, Lane, Purpose, Said, Sector, State, Way

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)
MOTHER, FATHER, NEW = UUID(int=1), UUID(int=2), UUID(int=3)
BOTH = (MOTHER, FATHER)
YES, NO, BACK = Said
LATER = TODAY + 30 * DAY


def said(who, what=YES, until=LATER):
    return Given(who, what, until)


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ([], State.ASKED),
        ([said(MOTHER)], State.ASKED),
        ([said(MOTHER, NO)], State.ASKED),
        ([said(MOTHER), said(FATHER)], State.GIVEN),
        ([said(MOTHER), said(FATHER, NO)], State.PARTLY),
        ([said(MOTHER, NO), said(FATHER, NO)], State.REFUSED),
        ([said(MOTHER), said(FATHER, BACK)], State.WITHDRAWN),
        ([said(MOTHER, NO), said(FATHER, BACK)], State.WITHDRAWN),
        ([said(MOTHER), said(FATHER, until=TODAY)], State.GIVEN),
        ([said(MOTHER), said(FATHER, until=TODAY - DAY)], State.EXPIRED),
        ([said(MOTHER), said(FATHER), said(NEW)], State.GIVEN),
        ([said(MOTHER), said(NEW)], State.ASKED),  # the yes of who has no custody does not count
        ([said(MOTHER), said(FATHER), said(NEW, NO)], State.REFUSED),  # their no does, until one asks anew
        ([said(MOTHER), said(FATHER), said(NEW, BACK)], State.WITHDRAWN),
        ([said(MOTHER), said(FATHER), said(None, BACK)], State.GIVEN),
        ([said(MOTHER), said(FATHER), said(None, NO)], State.GIVEN),  # nor the child, before it decides
    ],
)  # fmt: skip
def test_where_a_consent_is(given, wanted):
    assert state(given, BOTH, on=TODAY) is wanted


def test_nobody_with_custody_is_no_consent():
    assert state([said(MOTHER)], (), on=TODAY) is State.ASKED


ANSWERS = st.lists(
    st.builds(Given, st.sampled_from([MOTHER, FATHER, NEW, None]), st.sampled_from(Said),
              st.dates(date(2026, 1, 1), date(2028, 1, 1))),
    max_size=4, unique_by=lambda one: one.who,
)  # fmt: skip
NEEDED = st.lists(st.sampled_from([MOTHER, FATHER, None]), max_size=3, unique=True).map(tuple)


@given_(ANSWERS, NEEDED)
def test_given_means_that_everybody_needed_says_yes_today(answers, needed):
    yeses = {one.who for one in answers if one.said is YES and one.until >= TODAY}
    against = {one.who for one in answers if one.said is not YES and one.who}
    assert (state(answers, needed, on=TODAY) is State.GIVEN) is (bool(needed) and set(needed) <= yeses and not against)


@given_(ANSWERS, NEEDED, NEEDED)
def test_a_no_or_a_withdrawal_never_comes_to_life_by_who_is_needed(answers, needed, others):
    """Custody that ends, and a birthday, change who is needed and nothing else."""
    if any(one.who in needed and one.who and one.said is not YES for one in answers):
        assert state(answers, others, on=TODAY) is not State.GIVEN


@given_(ANSWERS, NEEDED, st.integers(0, 3))
def test_taking_an_answer_away_never_gives_a_consent_but_a_no_may_go(answers, needed, which):
    """A yes less is never more."""
    less = [one for number, one in enumerate(answers) if not (number == which and one.said is YES)]
    if state(less, needed, on=TODAY) is State.GIVEN:
        assert state(answers, needed, on=TODAY) is State.GIVEN


BORN = date(2011, 11, 23)  # fifteen today


@pytest.mark.parametrize(
    ("on", "wanted"),
    [(TODAY - DAY, BOTH), (TODAY, (*BOTH, None)), (date(2029, 11, 22), (*BOTH, None)), (date(2029, 11, 23), (None,))],
)
def test_the_young_persons_own_yes_is_needed_from_the_birthday(on, wanted):
    assert voices(BOTH, BORN, on=on) == wanted


def test_a_child_that_is_not_born_has_no_voice_and_nobody_is_asked_twice():
    assert voices([MOTHER, MOTHER], None, on=TODAY) == (MOTHER,)
    assert not rules.is_heard(None, on=TODAY)


def test_without_anybody_with_custody_the_young_person_alone_is_not_enough():
    assert voices((), BORN, on=TODAY) == ()
    assert voices((), BORN, on=date(2029, 11, 23)) == (None,)


@pytest.mark.parametrize(("said_on", "early"), [(TODAY - DAY, True), (TODAY, False)])
def test_a_childs_yes_from_before_it_decides_is_too_early(said_on, early):
    own_from = rules.decides_from(BORN, on=TODAY)
    assert own_from == TODAY
    assert rules.is_too_early(None, YES, said_on, own_from) is early
    assert not rules.is_too_early(None, NO, said_on, own_from)
    assert not rules.is_too_early(MOTHER, YES, said_on, own_from)
    assert not rules.is_too_early(None, YES, said_on, rules.decides_from(None, on=TODAY))


@pytest.mark.parametrize(("on", "heard"), [(date(2025, 3, 31), False), (date(2025, 4, 1), True)])
def test_a_child_is_heard_from_ten(on, heard):
    assert rules.is_heard(date(2015, 4, 1), on=on) is heard


def test_who_came_to_have_custody_later_is_new_until_they_answer():
    needed = (MOTHER, NEW, None)
    assert newcomers(needed, [MOTHER], [said(MOTHER)]) == (NEW, None)
    assert newcomers(needed, [MOTHER], [said(MOTHER), said(NEW, NO), said(None)]) == ()
    assert newcomers(needed, [MOTHER, NEW], []) == (None,)


@pytest.mark.parametrize(
    ("check", "field"),
    [
        (lambda: rules.check_purpose("  kort    "), "purpose"),
        (lambda: rules.check_period(TODAY - 366 * DAY, LATER, today=TODAY, longest=LATER), "from_on"),
        (lambda: rules.check_period(LATER, LATER - DAY, today=TODAY, longest=LATER), "until"),
        (lambda: rules.check_period(TODAY - 9 * DAY, TODAY - DAY, today=TODAY, longest=LATER), "until"),
        (lambda: rules.check_period(TODAY, LATER + DAY, today=TODAY, longest=LATER), "until"),
        (lambda: rules.check_topics([], ["a"]), "topics"),
        (lambda: rules.check_topics(["a", "b"], ["a"]), "topics"),
        (lambda: rules.check_said(said_on=TODAY + DAY, asked_on=TODAY, today=TODAY), "said_on"),
        (lambda: rules.check_said(said_on=TODAY - DAY, asked_on=TODAY, today=TODAY), "said_on"),
        (lambda: rules.check_until(until=TODAY - DAY, said_on=TODAY, longest=LATER), "until"),
        (lambda: rules.check_until(until=LATER + DAY, said_on=TODAY, longest=LATER), "until"),
        (lambda: rules.check_is_later(stood=BACK, stood_on=TODAY, said_on=TODAY - DAY), "said_on"),
        (lambda: rules.check_is_later(stood=NO, stood_on=TODAY, said_on=TODAY - DAY), "said_on"),
        (lambda: rules.check_is_theirs(is_ours=False, unit="Familieafdelingen"), None),
        (lambda: rules.check_may_answer(NEW, BOTH, heard=True), "who"),
        (lambda: rules.check_may_answer(None, BOTH, heard=False), "who"),
        (lambda: rules.check_may_withdraw(None), None),
        (lambda: rules.check_may_withdraw(said(MOTHER, NO)), None),
        *((lambda one=one: rules.check_may_renew(one), None) for one in set(State) - {State.GIVEN, State.EXPIRED}),
    ],
)  # fmt: skip
def test_what_is_refused(check, field):
    with pytest.raises(Refused) as refused:
        check()
    assert refused.value.field in {field, ""}
    assert refused.value.sentence.endswith(".")


def test_what_is_not_refused():
    rules.check_purpose("Ti tegn nu.")
    rules.check_period(TODAY - 365 * DAY, TODAY, today=TODAY, longest=TODAY)
    rules.check_topics(["a"], ["a", "b"])
    rules.check_said(said_on=TODAY, asked_on=TODAY, today=TODAY)
    rules.check_until(until=LATER, said_on=LATER, longest=LATER)
    rules.check_is_later(stood=BACK, stood_on=TODAY, said_on=TODAY)
    rules.check_is_later(stood=YES, stood_on=TODAY, said_on=TODAY - DAY)
    rules.check_is_theirs(is_ours=True, unit="Familieafdelingen")
    rules.check_may_answer(MOTHER, BOTH, heard=False)
    rules.check_may_answer(None, BOTH, heard=True)
    rules.check_may_withdraw(said(MOTHER))
    rules.check_may_renew(State.GIVEN)
    rules.check_may_renew(State.EXPIRED)


def test_a_consent_lasts_so_many_days_and_is_kept_so_many_years():
    assert rules.lasts_until(TODAY, days=365) == date(2027, 11, 23)
    assert rules.years_after(date(2024, 2, 29), 5) == date(2029, 2, 28)


def test_each_kind_of_place_is_a_service_or_has_no_child():
    none = {UnitKind.MUNICIPALITY, UnitKind.DISTRICT, UnitKind.ADMINISTRATION}
    assert {kind for kind in UnitKind if sector_of(kind) is None} == none
    assert kinds_of(Sector.SCHOOL) == {UnitKind.SCHOOL, UnitKind.AFTER_SCHOOL}
    assert kinds_of(Sector.POLICE) == frozenset()


def test_topics_are_data_with_days():
    assert [one.id for one in topics(TODAY)] == list(every_topic())
    assert topics(date(2023, 12, 31)) == []
    assert all(one.title and one.help.endswith(".") for one in topics(TODAY))


def test_a_topic_that_is_no_longer_chosen_still_has_its_name(monkeypatch):
    from samspor.sharing.rules import topics as module

    old = {**every_topic(), "x": module.Topic("x", "Gammelt", "Hjælp.", date(2020, 1, 1), TODAY)}
    monkeypatch.setattr(module, "every_topic", lambda: old)
    assert "x" not in {one.id for one in module.topics(TODAY)}
    assert "x" in {one.id for one in module.topics(TODAY - DAY)}


@pytest.mark.parametrize(
    ("words", "every"),
    [(texts.SECTOR, Sector), (texts.ACT, Act), (texts.PURPOSE, Purpose), (texts.LANE, Lane), (texts.LANE_TONE, Lane),
     (texts.SAID, Said), (texts.WAY, Way), (texts.STATE, State), (texts.STATE_TONE, State), (texts.NEXT, State),
     (texts.NEXT_EFFORT, State)],
)  # fmt: skip
def test_every_value_has_its_word(words, every):
    assert set(words) == set(every)
