"""The table in plain Danish, as a page will show it."""

from dataclasses import replace
from datetime import date

import pytest

from samspor.law import texts
from samspor.law.rules import Certainty, Unit
from samspor.law.table import all_rules, rule

ON = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("rule_id", "words"),
    [
        ("acute_assessment", "24 timer"),
        ("notification_receipt", "6 hverdage"),
        ("child_investigation", "4 måneder"),
        ("data_access", "1 måned"),
        ("access_to_documents", "7 arbejdsdage"),
        ("screening", "14 dage"),
        ("turns_10", "fylder 10 år"),
        ("absence_warning", "10 procent"),
        ("ssd_meeting", "1 gang"),
        ("placement_supervision", "2 gange"),
        ("child_view", "ingen fast længde"),
    ],
)
def test_lengths_in_words(rule_id, words):
    assert texts.length_words(rule(rule_id, ON)) == words


@pytest.mark.parametrize("unit", sorted(set(Unit) - {Unit.NONE}))
def test_one_and_many_of_every_unit(unit):
    assert texts.amount_words(unit, 1).removeprefix("fylder ").startswith("1 ")
    assert texts.amount_words(unit, 2).removeprefix("fylder ").startswith("2 ")


@pytest.mark.parametrize(
    ("rule_id", "words"),
    [
        ("child_investigation", "§ 20, stk. 3"),
        ("acute_assessment", "§ 136"),
        ("data_access", "artikel 12, stk. 3"),
        (
            "absence_warning",
            "Paragraffen er ikke slået efter; kilden er ministeriets vejledning til skoleledelser.",
        ),
    ],
)
def test_paragraphs_in_words(rule_id, words):
    assert texts.paragraph_words(rule(rule_id, ON)) == words


def test_a_line_says_everything():
    line = texts.line(rule("child_investigation", ON))
    assert line.warnings == ("2 måneder", "3 måneder", "3½ måneder")
    assert line.formerly == "serviceloven § 50"
    assert line.basis == "følger af loven"
    assert line.may_tighten == "kommunen kan gøre fristen kortere"
    assert line.valid == "fra 1.1.2024"
    assert line.in_use == "i brug"
    assert line.certainty == "læst i en offentlig kilde"
    assert line.reviewed == "endnu ikke gennemgået af en jurist"


def test_a_rule_not_in_use_reviewed_and_ended_says_so():
    line = texts.line(
        replace(
            rule("complaint", ON),
            used=False,
            valid_to=date(2027, 7, 1),
            reviewed_by="En jurist",
            reviewed_on=ON,
        )
    )
    assert line.in_use == "ikke i brug endnu"
    assert line.valid == "fra 1.1.2024 og indtil 1.7.2027"
    assert line.reviewed == "gennemgået af En jurist den 21.11.2026"
    assert line.may_tighten == ""


def test_what_the_law_does_not_count_is_not_shown_as_law():
    assert texts.line(rule("screening", ON)).basis == "lokalt mål, ikke en frist i loven"
    assert texts.line(rule("child_view", ON)).basis == "ingen længde i tal"


def test_every_rule_of_the_day_is_shown_once_under_its_law():
    sections = texts.readable(ON)
    assert sections[0].law == "barnets lov"
    assert len({section.law for section in sections}) == len(sections)
    shown = [line.id for section in sections for line in section.lines]
    assert sorted(shown) == sorted(shipped.id for shipped in all_rules(ON))


def test_a_day_without_rules_shows_nothing():
    assert texts.readable(date(1999, 1, 1)) == []


def test_every_certainty_has_words():
    assert set(texts.CERTAINTY) == set(Certainty)
