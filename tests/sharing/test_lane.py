"""The lanes: one case for each row, written by hand, and what holds for every question one can ask."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspor.law.table import rule
from samspor.sharing.rules.lane import NOT_KNOWN, Agreed, Asked, ages, basis_words, is_covered, lane
from samspor.sharing.rules.table import BrokenTableError, lines, parse, table
from samspor.sharing.rules.words import ASKERS, Act, Ages, Lane, Purpose, Sector

ON = date(2026, 11, 23)
FREE, CONSENT, SSD, SSP, NOTIFY, BLOCKED = Lane
TOPIC = frozenset({"wellbeing"})
# What the rule table says where it knows no paragraph.
OLD_SSD = "tidligere serviceloven § 49 a"
OTHERS, FVL, SCHOOL = "retsplejeloven § 115, stk. 2", "skal en jurist afklare: § 28, stk. 1", "Folkeskolen som en anden"
STOP = NOTICE = "barnets lov § 133"
SSP_LAW, GROWN = "retsplejeloven § 115", "værgemålsloven § 1"
HEALTH, CUSTODY, NEED = "sundhedsloven § 43, stk. 1", "forældreansvarsloven § 2", "forvaltningsloven § 32"
NOBODY, LITTLE, SAME = "forordningen artikel 4, stk. 1", "forordningen artikel 5, stk. 1", "Inden for samme myndighed"
GRAVE = {"has_stop": True}
NAMELESS = {"is_named": False}
OWN = {"is_own_school": True}
HOLDER = {"has_custody": True}
REFUSED = {"is_refused": True}
YES = {"yes": True}
ADULT = {"age": 18}

# row, act, from, to, what for, what else; and the lane and the basis one expects.
CASES = [
    ("stop_parents_open", "open", "daycare", "parents", "everyday", GRAVE | HOLDER, BLOCKED, STOP),
    ("stop_parents_invite", "invite", "school", "parents", "early_help", GRAVE, BLOCKED, STOP),
    ("stop_parents_agenda", "agenda", "ppr", "parents", "early_help", GRAVE, BLOCKED, STOP),
    ("stop_parents_send", "send", "daycare", "voluntary", "everyday", GRAVE | YES, BLOCKED, STOP),
    ("stop_parents_export", "export", "family_casework", "parents", "protection", GRAVE, BLOCKED, STOP),
    ("investigation_police", "send", "school", "police", "investigation", YES, BLOCKED, OTHERS),
    ("investigation_others", "open", "school", "own_unit", "investigation", {}, BLOCKED, OTHERS),
    ("anonymous_protection", "send", "school", "ppr", "protection", NAMELESS, BLOCKED, NOTICE),
    ("anonymous_open", "open", "daycare", "ppr", "everyday", NAMELESS, BLOCKED, NOBODY),
    ("anonymous_invite", "invite", "daycare", "family_casework", "early_help", NAMELESS, FREE, NOBODY),
    ("anonymous_agenda", "agenda", "school", "voluntary", "crime_prevention", NAMELESS, FREE, NOBODY),
    ("anonymous_send", "send", "ppr", "health", "early_help", NAMELESS, FREE, NOBODY),
    ("anonymous_export", "export", "school", "voluntary", "everyday", NAMELESS, BLOCKED, NOBODY),
    ("anonymous_others", "agenda", "school", "police", "crime_prevention", NAMELESS, BLOCKED, NOBODY),
    ("own_unit_open", "open", "daycare", "own_unit", "everyday", {}, FREE, NEED),
    ("own_unit_invite", "invite", "school", "own_unit", "early_help", {}, FREE, NEED),
    ("own_unit_agenda", "agenda", "daycare", "own_unit", "protection", GRAVE, FREE, NEED),
    ("own_unit_send", "send", "health_visiting", "own_unit", "everyday", {}, FREE, NEED),
    ("own_unit_export", "export", "daycare", "own_unit", "everyday", {}, FREE, LITTLE),
    ("stop_notification", "send", "daycare", "family_casework", "protection", GRAVE, NOTIFY, NOTICE),
    ("notification_send", "send", "school", "family_casework", "protection", {}, NOTIFY, NOTICE),
    ("notification_more", "send", "ppr", "family_casework", "protection", {"has_notification": True}, NOTIFY, NOTICE),
    ("of_age_protection", "send", "school", "family_casework", "protection", ADULT, BLOCKED, GROWN),
    ("of_age_parents_yes", "send", "school", "parents", "everyday", ADULT | YES, CONSENT, GROWN),
    ("of_age_parents_no", "open", "school", "parents", "everyday", ADULT, BLOCKED, GROWN),
    ("of_age_yes", "send", "school", "ppr", "early_help", ADULT | YES, CONSENT, GROWN),
    ("of_age_no", "invite", "school", "family_casework", "early_help", ADULT, BLOCKED, GROWN),
    ("parents_open", "open", "daycare", "parents", "everyday", HOLDER, FREE, CUSTODY),
    ("parents_invite", "invite", "school", "parents", "early_help", HOLDER, FREE, CUSTODY),
    ("parents_agenda", "agenda", "ppr", "parents", "early_help", HOLDER, FREE, CUSTODY),
    ("parents_send", "send", "daycare", "parents", "everyday", HOLDER, FREE, CUSTODY),
    ("parents_export", "export", "health_visiting", "parents", "everyday", HOLDER, FREE, CUSTODY),
    ("parents_protection", "send", "daycare", "parents", "protection", HOLDER, BLOCKED, LITTLE),
    ("parents_no_custody", "open", "daycare", "parents", "everyday", {}, BLOCKED, CUSTODY),
    ("parents_otherwise", "open", "daycare", "parents", "everyday", HOLDER | {"age": None}, BLOCKED, LITTLE),
    ("refused_everyday", "send", "daycare", "ppr", "everyday", REFUSED, BLOCKED, FVL),
    ("everyday_daycare_ppr", "agenda", "daycare", "ppr", "everyday", {}, FREE, SAME),
    ("everyday_ppr_daycare", "send", "ppr", "daycare", "everyday", {}, FREE, SAME),
    ("everyday_school_ppr", "invite", "school", "ppr", "everyday", OWN, FREE, SAME),
    ("everyday_ppr_school", "agenda", "ppr", "school", "everyday", OWN, FREE, SAME),
    ("everyday_daycare_school", "send", "daycare", "school", "everyday", OWN, FREE, SAME),
    ("everyday_school_daycare", "send", "school", "daycare", "everyday", OWN, FREE, SAME),
    ("consent_from_health_visiting", "send", "health_visiting", "school", "everyday", YES, CONSENT, HEALTH),
    ("consent_own_school", "send", "daycare", "school", "early_help", OWN | YES, CONSENT, FVL),
    ("consent_daycare", "open", "family_casework", "daycare", "early_help", YES, CONSENT, FVL),
    ("consent_school", "send", "daycare", "school", "everyday", YES, CONSENT, SCHOOL),
    ("consent_ppr", "agenda", "daycare", "ppr", "early_help", YES, CONSENT, FVL),
    ("consent_health_visiting", "invite", "daycare", "health_visiting", "everyday", YES, CONSENT, FVL),
    ("consent_family_casework", "agenda", "school", "family_casework", "early_help", YES, CONSENT, FVL),
    ("consent_police", "invite", "school", "police", "crime_prevention", YES, CONSENT, FVL),
    ("consent_health", "export", "ppr", "health", "early_help", YES, CONSENT, FVL),
    ("consent_voluntary", "send", "family_casework", "voluntary", "everyday", YES, CONSENT, FVL),
    ("ssd_stop", "export", "school", "family_casework", "early_help", GRAVE, BLOCKED, NOTICE),
    ("ssd_first_invite", "invite", "school", "family_casework", "early_help", {}, SSD, OLD_SSD),
    ("ssd_follow_up_invite", "invite", "daycare", "school", "early_help",
     {"ssd_used": 1, "has_special_reason": True}, SSD, OLD_SSD),
    ("ssd_no_reason_invite", "invite", "daycare", "school", "early_help", {"ssd_used": 1}, BLOCKED, OLD_SSD),
    ("ssd_used_up_invite", "invite", "school", "family_casework", "early_help",
     {"ssd_used": 2, "has_special_reason": True}, BLOCKED, OLD_SSD),
    ("ssd_first_agenda", "agenda", "health_visiting", "family_casework", "early_help", {}, SSD, OLD_SSD),
    ("ssd_follow_up_agenda", "agenda", "school", "health_visiting", "early_help",
     {"ssd_used": 1, "has_special_reason": True}, SSD, OLD_SSD),
    ("ssd_no_reason_agenda", "agenda", "family_casework", "daycare", "early_help", {"ssd_used": 1}, BLOCKED, OLD_SSD),
    ("ssd_used_up_agenda", "agenda", "school", "daycare", "early_help", {"ssd_used": None}, BLOCKED, OLD_SSD),
    ("ssd_open", "open", "school", "family_casework", "early_help", {}, BLOCKED, OLD_SSD),
    ("ssd_send", "send", "daycare", "family_casework", "early_help", {}, BLOCKED, OLD_SSD),
    ("ssd_export", "export", "health_visiting", "daycare", "early_help", {}, BLOCKED, OLD_SSD),
    ("ssp_stop", "invite", "school", "police", "crime_prevention", GRAVE, BLOCKED, NOTICE),
    ("ssp_invite_police", "invite", "school", "police", "crime_prevention", {}, SSP, SSP_LAW),
    ("ssp_agenda_police", "agenda", "family_casework", "police", "crime_prevention", {}, SSP, SSP_LAW),
    ("ssp_invite_partner", "invite", "school", "family_casework", "crime_prevention", {}, SSP, SSP_LAW),
    ("ssp_agenda_partner", "agenda", "family_casework", "school", "crime_prevention", {}, SSP, SSP_LAW),
    ("ssp_other_asker", "invite", "daycare", "police", "crime_prevention", {}, BLOCKED, SSP_LAW),
    ("ssp_not_a_meeting", "send", "school", "police", "crime_prevention", {}, BLOCKED, SSP_LAW),
    ("protection_family_other", "invite", "school", "family_casework", "protection", {}, BLOCKED, NOTICE),
    ("protection_police", "send", "school", "police", "protection", {}, BLOCKED, NOTICE),
    ("protection_others", "send", "daycare", "ppr", "protection", {}, BLOCKED, NOTICE),
    ("stop_others", "send", "daycare", "school", "everyday", GRAVE, BLOCKED, NOTICE),
    ("no_consent_from_health_visiting", "send", "health_visiting", "daycare", "everyday", {}, BLOCKED, HEALTH),
    ("no_consent_own_school", "open", "family_casework", "school", "everyday", OWN, BLOCKED, FVL),
    ("no_consent_daycare", "send", "daycare", "daycare", "everyday", {}, BLOCKED, FVL),
    ("no_consent_school", "send", "daycare", "school", "everyday", {}, BLOCKED, SCHOOL),
    ("no_consent_ppr", "open", "school", "ppr", "everyday", {}, BLOCKED, FVL),
    ("no_consent_health_visiting", "send", "daycare", "health_visiting", "everyday", {}, BLOCKED, FVL),
    ("no_consent_family_casework", "agenda", "daycare", "family_casework", "everyday", {}, BLOCKED, FVL),
    ("no_consent_police", "send", "school", "police", "everyday", {}, BLOCKED, FVL),
    ("no_consent_health", "send", "ppr", "health", "early_help", {}, BLOCKED, FVL),
    ("no_consent_voluntary", "invite", "family_casework", "voluntary", "early_help", {}, BLOCKED, FVL),
]  # fmt: skip


def asked(act, asker, recipient, purpose, *, yes=False, age=7, ssd_used=0, **more):
    found = Asked(
        act=Act(act), asker=Sector(asker), recipient=Sector(recipient), purpose=Purpose(purpose),
        age=age, topics=TOPIC, ssd_used=ssd_used, **more,
    )  # fmt: skip
    return replace(found, consents=agreed(found)) if yes else found


def agreed(one, topics=TOPIC):
    return frozenset({Agreed(topics, one.asker, one.recipient, one.purpose)})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_each_row(case):
    row, act, asker, recipient, purpose, more, wanted, basis = case
    answer = lane(asked(act, asker, recipient, purpose, **more), on=ON)
    assert (answer.row, answer.lane) == (row, wanted)
    assert basis in answer.basis


def test_every_row_has_its_case_and_there_are_enough():
    assert {one.id for one in table()} == {case[0] for case in CASES}
    assert len(CASES) == len({case[0] for case in CASES}) >= 60


@pytest.mark.parametrize("one", table(), ids=lambda one: one.id)
def test_each_row_speaks_and_its_basis_is_a_rule(one):
    assert rule(one.basis, ON).used
    assert one.title.strip() == one.title
    assert re.search(r"[.?]$", one.sentence)
    assert one.next_step.endswith((".", "?"))
    assert "§" not in one.sentence + one.next_step + one.title


@pytest.mark.parametrize("unknown", ["asker", "recipient", "purpose"])
def test_what_is_not_known_is_blocked_with_a_sentence(unknown):
    answer = lane(replace(asked("agenda", "daycare", "own_unit", "everyday"), **{unknown: None}), on=ON)
    assert (answer.lane, answer.sentence, answer.row) == (BLOCKED, NOT_KNOWN, "not_known")
    assert answer.next_step
    assert LITTLE in answer.basis


def test_before_the_table_holds_nothing_may_be_shared():
    assert lane(asked("open", "daycare", "own_unit", "everyday"), on=date(2023, 12, 31)).lane is BLOCKED
    assert lines(date(2023, 12, 31)) == ()


@pytest.mark.parametrize(
    ("age", "wanted"), [(None, Ages.UNKNOWN), (0, Ages.UNDER_18), (17, Ages.UNDER_18), (18, Ages.OF_AGE)]
)
def test_the_age_that_counts_is_the_rule_tables(age, wanted):
    assert ages(age, ON) is wanted


def test_without_an_age_there_is_no_meeting_without_consent():
    assert (
        lane(asked("invite", "school", "family_casework", "early_help", age=None), on=ON).row
        == "no_consent_family_casework"
    )
    assert lane(asked("send", "school", "family_casework", "protection", age=None), on=ON).lane is NOTIFY


@pytest.mark.parametrize(
    "other",
    [{"sender": Sector.SCHOOL}, {"recipient": Sector.SCHOOL}, {"purpose": Purpose.EARLY_HELP},
     {"topics": frozenset({"language"})}, {"topics": frozenset()}],
)  # fmt: skip
def test_a_consent_to_something_else_is_no_consent(other):
    one = asked("send", "daycare", "voluntary", "everyday")
    (right,) = agreed(one)
    assert is_covered(replace(one, consents=frozenset({right})))
    assert not is_covered(replace(one, consents=frozenset({replace(right, **other)})))


def test_all_that_is_shared_must_be_covered_and_two_consents_may_do_it_together():
    one = replace(asked("send", "daycare", "ppr", "early_help", yes=True), topics=frozenset({"wellbeing", "language"}))
    assert lane(one, on=ON).lane is BLOCKED
    both = replace(one, consents=one.consents | agreed(one, frozenset({"language"})))
    assert lane(both, on=ON).lane is CONSENT
    assert not is_covered(replace(both, topics=frozenset()))


TOPICS = st.frozensets(st.sampled_from(["wellbeing", "language", "health"]), max_size=3)
AGREED = st.builds(
    Agreed, TOPICS, st.sampled_from(ASKERS), st.sampled_from(Sector), st.sampled_from(Purpose)
)  # fmt: skip
NEAR = st.builds(Agreed, TOPICS, st.just(Sector.DAYCARE), st.just(Sector.PPR), st.sampled_from(Purpose))
QUESTIONS = st.builds(
    Asked,
    act=st.sampled_from(Act), asker=st.sampled_from([None, *Sector]), recipient=st.sampled_from([None, *Sector]),
    purpose=st.sampled_from([None, *Purpose]), age=st.one_of(st.none(), st.integers(0, 25)), topics=TOPICS,
    consents=st.frozensets(st.one_of(AGREED, NEAR), max_size=4), ssd_used=st.one_of(st.none(), st.integers(0, 4)),
    has_special_reason=st.booleans(), has_notification=st.booleans(), is_named=st.booleans(), has_stop=st.booleans(),
    is_own_school=st.booleans(), has_custody=st.booleans(), is_refused=st.booleans(),
)  # fmt: skip
# What a lane lets one do, from nothing to everything. A meeting of its own is less than what has been agreed to.
WIDTH = {BLOCKED: 0, SSD: 1, SSP: 1, CONSENT: 2, NOTIFY: 3, FREE: 4}


def covering(question, data):
    """Half of the time all that is asked is agreed to, or nothing would ever be lost."""
    known = question.asker and question.recipient and question.purpose
    if not known or not data.draw(st.booleans()):
        return question
    return replace(question, consents=question.consents | agreed(question, question.topics))


@given(QUESTIONS, st.data())
def test_removing_a_consent_never_widens(question, data):
    with_all = covering(question, data)
    gone = (
        data.draw(st.frozensets(st.sampled_from(sorted(with_all.consents, key=repr)))) if with_all.consents else set()
    )
    less = lane(replace(with_all, consents=with_all.consents - gone), on=ON)
    assert WIDTH[less.lane] <= WIDTH[lane(with_all, on=ON).lane]


@given(QUESTIONS)
def test_every_question_has_an_answer(question):
    answer = lane(question, on=ON)
    assert isinstance(answer.lane, Lane)
    assert answer.sentence
    assert answer.basis
    assert answer.next_step


@given(QUESTIONS)
def test_a_stop_never_lets_anything_reach_the_parents(question):
    for network in (Sector.PARENTS, Sector.VOLUNTARY):
        stopped = replace(question, has_stop=True, recipient=network)
        assert lane(stopped, on=ON).lane is BLOCKED


def width(question):
    return WIDTH[lane(question, on=ON).lane]


@given(QUESTIONS, st.data())
def test_a_stop_a_notification_or_a_no_never_widens(question, data):
    full = covering(question, data)
    for more in ("has_stop", "has_notification", "is_refused"):
        assert width(replace(full, **{more: True})) <= width(replace(full, **{more: False}))


@pytest.mark.parametrize("yes", [False, True])
@pytest.mark.parametrize("more", ["has_stop", "has_notification", "is_refused"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_adding_one_of_them_to_a_question_of_the_table_never_widens(case, more, yes):
    _, act, asker, recipient, purpose, said, _, _ = case
    one = asked(act, asker, recipient, purpose, **(said | {"yes": yes}))
    assert width(replace(one, **{more: True})) <= width(replace(one, **{more: False}))


@given(QUESTIONS, st.data())
def test_what_is_not_known_never_widens(question, data):
    full = covering(question, data)
    for less in ({"age": None}, {"ssd_used": None}, {"has_custody": False}, {"is_own_school": False}):
        assert width(replace(full, **less)) <= max(width(replace(full, age=7)), width(full))


# Sentences that send somebody there, once what says not to is taken away.
TO_THEM = re.compile(r"(?i)forældre|netværk|frivillig|den unge|uden samtykke|om samtykke")
NOT_TO_THEM = re.compile(
    r"Sig ikke noget til forældre eller netværk først\."
    r"|Tal med familieafdelingen, før du siger noget til forældre eller netværk\."
)


@given(QUESTIONS, st.data())
def test_while_a_stop_stands_no_next_step_sends_anybody_to_the_parents_or_the_network(question, data):
    answer = lane(covering(replace(question, has_stop=True), data), on=ON)
    assert not TO_THEM.search(NOT_TO_THEM.sub("", answer.next_step)), answer


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_each_question_of_the_table_again_while_a_stop_stands(case):
    _, act, asker, recipient, purpose, more, _, _ = case
    answer = lane(asked(act, asker, recipient, purpose, **(more | GRAVE)), on=ON)
    assert not TO_THEM.search(NOT_TO_THEM.sub("", answer.next_step)), answer
    assert not re.search(r"uden samtykke|Spørg", answer.sentence), answer


def test_a_notification_opens_nothing_for_another_purpose():
    for purpose in ("everyday", "early_help"):
        one = asked("send", "daycare", "family_casework", purpose, has_notification=True)
        assert lane(one, on=ON).lane is BLOCKED


def test_everyday_is_only_about_what_belongs_to_the_day():
    one = asked("send", "daycare", "ppr", "everyday")
    for topics in ({"health"}, {"wellbeing", "health"}, set()):
        assert lane(replace(one, topics=frozenset(topics)), on=ON).row == "no_consent_ppr"
    assert lane(replace(one, age=None), on=ON).lane is BLOCKED
    for act in (Act.OPEN, Act.EXPORT):
        assert lane(replace(one, act=act), on=ON).lane is BLOCKED


def test_ppr_is_in_no_circle_of_ssd():
    for act in Act:
        assert lane(asked(act, "ppr", "school", "early_help"), on=ON).row == "no_consent_school"
        assert lane(asked(act, "school", "ppr", "early_help"), on=ON).row == "no_consent_ppr"


UNSURE_AND_FREE = {one.id for one in table() if one.id.startswith("everyday_")}


def test_where_the_basis_is_uncertain_the_lane_is_narrow():
    """But for everyday life between two services (ADR 16): acts, topics and age are held tight there."""
    free = {one.id for one in table() if one.lane is FREE and rule(one.basis, ON).certainty == "uncertain"}
    assert free == UNSURE_AND_FREE
    assert all(one.topics and one.acts and one.ages for one in table() if one.id in UNSURE_AND_FREE)


@given(QUESTIONS)
def test_the_third_meeting_is_refused_whatever_is_said(question):
    assert lane(replace(question, ssd_used=2, has_special_reason=True), on=ON).lane is not SSD


ROW = """[[row]]
id = "one"
title = "En"
lane = "free"
basis = "need_to_know"
sentence = "Ja."
next_step = "Gør det."
valid_from = 2024-01-01
"""


@pytest.mark.parametrize(
    ("text", "said"),
    [(ROW + ROW, "hedder det samme"), (ROW.replace('"free"', '"wide"'), "kan ikke bruges"),
     (ROW + 'colour = "red"\n', "kan ikke bruges"), (ROW + 'acts = ["fly"]\n', "kan ikke bruges"),
     (ROW.replace('id = "one"\n', ""), "uden id"), (ROW + 'ssd = ["tenth"]\n', "om SSD")],
)  # fmt: skip
def test_a_table_that_cannot_be_used_says_which_row(text, said):
    with pytest.raises(BrokenTableError, match=said):
        parse(text)


def test_a_row_holds_from_its_first_day_until_the_day_before_its_last():
    (row,) = parse(ROW + "valid_to = 2025-01-01\n")
    assert [row.holds_on(day) for day in (date(2023, 12, 31), date(2024, 1, 1))] == [False, True]
    assert [row.holds_on(day) for day in (date(2024, 12, 31), date(2025, 1, 1))] == [True, False]


def test_a_basis_without_a_paragraph_says_where_it_was():
    assert basis_words("ssd_meeting", ON).startswith("SSD-møde uden samtykke, tidligere serviceloven § 49 a. Hvor i")
    assert basis_words("same_authority", ON).startswith("Inden for samme myndighed. Ingen paragraf")


def test_a_consent_about_a_child_names_no_paragraph_until_a_lawyer_has():
    for one in ("consent_to_share", "school_is_another_authority"):
        assert (rule(one, ON).paragraph, rule(one, ON).certainty) == ("", "uncertain")
        assert "skal en jurist afklare" in basis_words(one, ON)


def test_a_stop_does_not_tell_of_what_kind_it_is():
    assert {one.basis for one in table() if one.stop} == {"duty_to_notify"}
