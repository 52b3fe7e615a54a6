"""The rows that ship: all 48 of them, their numbers and their paragraphs, one by one."""

import re
from datetime import date
from pathlib import Path

import pytest

from samspor.law.rules import TIME_UNITS, Certainty, Unit
from samspor.law.table import rule, table

ON = date(2026, 11, 21)
SOURCE = Path(__file__).parents[2] / "src/samspor"
ROWS = {
    "acute_assessment": (1, "§ 136", "24 elapsed_hours"),
    "systematic_assessment": (2, "§ 136", "none"),
    "second_assessor": (3, "§ 137", "none"),
    "notification_receipt": (4, "§ 138", "6 hverdage"),
    "notification_feedback": (5, "§ 138", "none"),
    "absence_notification": (6, "§ 133", "15 percent"),
    "absence_warning": (7, "", "10 percent"),
    "move_notification": (8, "§ 132", "none"),
    "screening": (9, "§ 18", "14 calendar_days"),
    "honour_risk_assessment": (10, "§ 18, 3", "none"),
    "child_investigation": (11, "§ 20, 3", "4 calendar_months"),
    "child_view": (12, "§ 5", "none"),
    "party_status": (13, "§ 3", "10 age_years"),
    "support_decision": (14, "§ 32", "none"),
    "plan_position": (15, "§ 91", "none"),
    "plan_due": (15, "§ 91", "3 calendar_months"),
    "plan_before_placement": (16, "§ 91", "none"),
    "youth_plan": (17, "§ 108", "16 age_years"),
    "first_follow_up": (18, "§ 95", "3 calendar_months"),
    "follow_up_rhythm": (19, "§ 95, 3", "none"),
    "placement_supervision": (20, "§ 156", "2 count"),
    "ssd_meeting": (21, "", "1 count"),
    "ssd_follow_up_meeting": (21, "", "1 count"),
    "consent_ended": (22, "§ 28", "none"),
    "party_hearing": (23, "§ 19", "14 calendar_days"),
    "complaint": (24, "§ 67", "28 calendar_days"),
    "complaint_reassessment": (24, "§ 66", "28 calendar_days"),
    "access_to_documents": (25, "§ 36, 2", "7 arbejdsdage"),
    "note_duty": (26, "§ 13", "2 arbejdsdage"),
    "journal_duty": (27, "§ 15", "none"),
    "data_access": (28, "artikel 12, 3", "1 calendar_months"),
    "data_access_extension": (28, "artikel 12, 3", "2 calendar_months"),
    "breach_report": (29, "artikel 33", "72 elapsed_hours"),
    "information_about_data": (30, "artikel 14", "1 calendar_months"),
    "address_protection": (31, "§ 28", "none"),
    "turns_10": (32, "§ 3", "10 age_years"),
    "turns_15": (32, "§ 3, 1", "15 age_years"),
    "turns_16": (32, "§ 108", "16 age_years"),
    "turns_18": (32, "§ 1", "18 age_years"),
    "language_assessment": (33, "§ 11", "3 age_years"),
    "retention": (34, "", "none"),
    "accessibility_statement": (35, "", "12 calendar_months"),
    "statistics_per_notification": (36, "", "none"),
    "statistics_yearly_approval": (36, "", "12 calendar_months"),
    "need_to_know": (37, "§ 32", "none"),
    "same_authority": (37, "", "none"),
    "consent_to_share": (38, "", "none"),
    "school_is_another_authority": (39, "", "none"),
    "duty_to_notify": (40, "§ 133", "none"),
    "ssp_exchange": (41, "§ 115", "none"),
    "ssp_not_for_investigation": (41, "§ 115, 2", "none"),
    "health_disclosure": (42, "§ 43, 1", "none"),
    "own_consent": (43, "§ 17, 3", "15 age_years"),
    "shared_custody": (44, "§ 3, 1", "none"),
    "custody_holder_decides": (45, "§ 2", "none"),
    "anonymous_is_about_nobody": (46, "artikel 4, 1", "none"),
    "only_what_is_needed": (47, "artikel 5, 1", "none"),
    "looks_left_out": (48, "§ 22, 2", "none"),
}
# What a room asks for by name: the lanes of sharing, and whose yes it takes.
# The length is ours in these, the law has none.
LOCAL = {"screening", "party_hearing", "note_duty"}
# Somebody else's right or time: the municipality may not make it shorter.
NOT_OURS_TO_SHORTEN = {"party_hearing", "complaint"}
UNCERTAIN = {
    "notification_receipt",
    "notification_feedback",
    "absence_notification",
    "absence_warning",
    "ssd_meeting",
    "ssd_follow_up_meeting",
    "consent_to_share",
    "school_is_another_authority",
    "same_authority",
    "looks_left_out",
}


def test_all_48_rows_are_there_in_order():
    rows = [shipped.row for shipped in table().rules]
    assert set(rows) == set(range(1, 49))
    assert rows == sorted(rows)


def test_no_row_is_there_that_is_not_listed_here():
    assert [shipped.id for shipped in table().rules] == list(ROWS)


@pytest.mark.parametrize("rule_id", ROWS)
def test_the_numbers_of_each_row(rule_id):
    shipped = rule(rule_id, ON)
    number = f"{shipped.length} " if shipped.length else ""
    paragraph = f"{shipped.paragraph}, {shipped.stk}" if shipped.stk else shipped.paragraph
    assert (shipped.row, paragraph, f"{number}{shipped.unit}") == ROWS[rule_id]


@pytest.mark.parametrize("shipped", table().rules, ids=lambda shipped: shipped.id)
def test_each_row_names_its_paragraph_or_says_why_not(shipped):
    if shipped.paragraph:
        assert re.fullmatch(r"(§|artikel) \d+( [a-z])?", shipped.paragraph)
    else:
        assert shipped.unplaced.endswith(".")
    assert re.fullmatch(r"[a-z][a-z0-9_]+", shipped.id)
    assert re.fullmatch(r"\d*", shipped.stk)


@pytest.mark.parametrize("shipped", table().rules, ids=lambda shipped: shipped.id)
def test_each_row_speaks_in_sentences_and_has_a_source(shipped):
    assert all(text.endswith(".") for text in (shipped.explanation, shipped.program, shipped.counting))
    assert re.match(r"https?://.+\..+/|.+(§§?|artikel) \d", shipped.source)


def test_a_row_is_marked_as_used_when_a_page_or_a_guide_asks_for_it():
    asked = {(".py", r'\b(?:rule|_has_reached)\("([a-z0-9_]+)"'), (".toml", r'(?m)^(?:rule|basis) = "([a-z0-9_]+)"')}
    named = {
        name
        for ending, pattern in asked
        for file in SOURCE.rglob(f"*{ending}")
        for name in re.findall(pattern, file.read_text(encoding="utf-8"))
    }
    assert {shipped.id for shipped in table().rules if shipped.used} == named & set(ROWS)


def test_nothing_is_reviewed_yet():
    assert not any(shipped.reviewed_by for shipped in table().rules)


def test_which_lengths_are_only_our_proposal():
    assert {shipped.id for shipped in table().rules if shipped.local} == LOCAL


def test_which_rows_are_uncertain():
    assert {shipped.id for shipped in table().rules if shipped.certainty is Certainty.UNCERTAIN} == UNCERTAIN


def test_every_clock_of_the_municipality_may_be_tightened_and_no_one_elses():
    clocks = {shipped.id for shipped in table().rules if shipped.unit in TIME_UNITS}
    assert {shipped.id for shipped in table().rules if shipped.may_tighten} == clocks - NOT_OURS_TO_SHORTEN


def test_reminders_are_those_of_the_law_study():
    reminders = {shipped.id: shipped.warn_at for shipped in table().rules if shipped.warn_at}
    assert reminders == {
        "acute_assessment": (12, 20, 24),
        "child_investigation": (2, 3, 3.5),
        "youth_plan": (15.5,),
    }


def test_the_same_age_has_the_same_number_wherever_it_is_written():
    assert rule("party_status", ON).length == rule("turns_10", ON).length
    assert rule("youth_plan", ON).length == rule("turns_16", ON).length


def test_every_unit_is_in_use():
    assert {shipped.unit for shipped in table().rules} == set(Unit)
