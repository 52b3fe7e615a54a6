"""A rule that contradicts itself does not come into being."""

from dataclasses import FrozenInstanceError, replace
from datetime import date

import pytest

from samspor.law.rules import BrokenRuleError, Unit
from samspor.law.table import rule

ON = date(2026, 11, 21)
HOURS = rule("acute_assessment", ON)
MONTHS = rule("child_investigation", ON)
SHARE = rule("absence_notification", ON)
WORDS_ONLY = rule("screening", ON)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"row": 0}, "tælles fra 1"),
        ({"title": " "}, "er tom"),
        ({"paragraph": ""}, "enten paragraffen"),
        ({"unplaced": "ukendt"}, "enten paragraffen"),
        ({"reviewed_by": "En jurist"}, "hvem der gennemgik"),
        ({"reviewed_on": ON}, "hvem der gennemgik"),
        ({"valid_to": date(2024, 1, 1)}, "slutter, før"),
        ({"length": None, "warn_at": ()}, "passer ikke til enheden"),
        ({"length": 0}, "passer ikke til enheden"),
        ({"length": 1001}, "passer ikke til enheden"),
        ({"unit": Unit.NONE, "warn_at": (), "may_tighten": False}, "passer ikke til enheden"),
        ({"unit": Unit.AGE_YEARS, "length": 16}, "Kun en frist i tid"),
        ({"warn_at": (20, 12)}, "Påmindelserne"),
        ({"warn_at": (12, 12)}, "Påmindelserne"),
        ({"warn_at": (0,)}, "Påmindelserne"),
        ({"warn_at": (25,)}, "Påmindelserne"),
        ({"warn_at": (12.5,)}, "Påmindelserne"),
        ({"unit": Unit.NONE, "length": None, "may_tighten": False}, "Påmindelserne"),
        (
            {"unit": Unit.NONE, "length": None, "warn_at": (), "may_tighten": False, "local": True},
            "lokalt mål",
        ),
    ],
)
def test_what_a_rule_may_not_be(change, sentence):
    with pytest.raises(BrokenRuleError, match=sentence) as refusal:
        replace(HOURS, **change)
    assert "»acute_assessment«" in str(refusal.value)


@pytest.mark.parametrize(
    ("broken", "change"),
    [(MONTHS, {"warn_at": (3.25,)}), (SHARE, {"length": 101}), (SHARE, {"warn_at": (10,)})],
)
def test_halves_only_and_at_most_a_hundred_percent(broken, change):
    with pytest.raises(BrokenRuleError):
        replace(broken, **change)


@pytest.mark.parametrize(
    ("fine", "change"),
    [
        (SHARE, {"length": 100}),
        (HOURS, {"length": 1000}),
        (HOURS, {"length": 1, "warn_at": (1,)}),
        (HOURS, {"reviewed_by": "En jurist", "reviewed_on": ON}),
        (MONTHS, {"warn_at": (0.5, 4)}),
    ],
)
def test_what_it_may_be(fine, change):
    assert replace(fine, **change)


def test_a_rule_does_not_change():
    with pytest.raises(FrozenInstanceError):
        HOURS.length = 48


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2023, 12, 31), False),
        (date(2024, 1, 1), True),
        (date(2026, 6, 30), True),
        (date(2026, 7, 1), False),
    ],
)
def test_the_day_it_ends_is_not_its_own(day, holds):
    assert replace(HOURS, valid_to=date(2026, 7, 1)).holds_on(day) is holds


def test_without_an_end_it_goes_on():
    assert WORDS_ONLY.holds_on(date(2099, 1, 1))
