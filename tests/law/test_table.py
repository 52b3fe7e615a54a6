"""Reading the table: what is refused, which version is valid, and that a number is changed in data alone."""

from datetime import date
from importlib.resources import files

import pytest

from samspor.law import deadlines, table
from samspor.law.rules import BrokenRuleError, Certainty, Unit

ON = date(2026, 11, 21)
SHIPPED = (files("samspor.law") / "rules.toml").read_text(encoding="utf-8")
ONE = """
[[rule]]
id = "receipt"
row = 4
title = "Kvittering"
law = "en lov"
paragraph = "§ 1"
trigger = "Noget er modtaget"
length = 6
unit = "hverdage"
counting = "Mandag til lørdag."
warn_at = [3, 6]
explanation = "Svar inden seks hverdage."
program = "Minder om det."
used = false
valid_from = 2024-01-01
source = "En kilde"
certainty = "verified"
reviewed_by = ""
"""
TWO = (
    ONE.replace("valid_from = 2024-01-01", "valid_from = 2024-01-01\nvalid_to = 2026-07-01")
    + "\n"
    + ONE.replace("2024-01-01", "2026-07-01").replace("length = 6", "length = 4").replace("[3, 6]", "[2]")
)


def test_one_rule_is_read_as_written():
    (receipt,) = table.parse(ONE).rules
    assert (receipt.id, receipt.row, receipt.length, receipt.warn_at) == ("receipt", 4, 6, (3, 6))
    assert (receipt.unit, receipt.certainty) == (Unit.HVERDAGE, Certainty.VERIFIED)
    assert (receipt.valid_from, receipt.valid_to, receipt.reviewed_on) == (date(2024, 1, 1), None, None)
    assert (receipt.stk, receipt.old_ref, receipt.local, receipt.may_tighten) == ("", "", False, False)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("row = 4", "row = 4\ncolour = 'red'", "Ukendt felt: colour"),
        ('trigger = "Noget er modtaget"', "", "Felt mangler: trigger"),
        ('id = "receipt"', "", "»uden id«.*Felt mangler: id"),
        ("row = 4", 'row = "4"', "Forkert slags værdi i: row"),
        ("row = 4", "row = true", "Forkert slags værdi i: row"),
        ("length = 6", "length = 6.5", "Forkert slags værdi i: length"),
        ("used = false", "used = 0", "Forkert slags værdi i: used"),
        ("valid_from = 2024-01-01", "valid_from = 2024-01-01T00:00:00Z", "Forkert slags værdi i: valid_from"),
        ("warn_at = [3, 6]", "warn_at = 3", "Forkert slags værdi i: warn_at"),
        ("warn_at = [3, 6]", 'warn_at = ["3"]', "Forkert slags værdi i: warn_at"),
        ('title = "Kvittering"', "title = 1", "Forkert slags værdi i: title"),
        ('unit = "hverdage"', 'unit = "weeks"', "ord, der ikke kendes.*weeks"),
        ('certainty = "verified"', 'certainty = "sure"', "ord, der ikke kendes.*sure"),
        ('paragraph = "§ 1"', 'paragraph = ""', "hvorfor den mangler"),
        ("[[rule]]", "[[regel]]", r"hedder \[\[rule\]\]"),
        ("[[rule]]", "[rule]", r"hedder \[\[rule\]\]"),
        ("[[rule]]", "version = 1\n[[rule]]", r"hedder \[\[rule\]\]"),
        ("row = 4", "row = ", "kan ikke læses"),
    ],
)
def test_a_table_with_a_mistake_is_refused_whole(old, new, sentence):
    with pytest.raises(BrokenRuleError, match=sentence):
        table.parse(SHIPPED + ONE.replace(old, new, 1) if old != "[[rule]]" else ONE.replace(old, new, 1))


def test_a_list_of_something_else_is_refused():
    with pytest.raises(BrokenRuleError, match="hedder"):
        table.parse("rule = [1]")


def test_an_empty_file_is_refused():
    with pytest.raises(BrokenRuleError, match="hedder"):
        table.parse("")


@pytest.mark.parametrize(
    ("day", "length"),
    [(date(2024, 1, 1), 6), (date(2026, 6, 30), 6), (date(2026, 7, 1), 4), (date(2099, 1, 1), 4)],
)
def test_each_day_has_its_own_version(day, length):
    two = table.parse(TWO)
    assert two.rule("receipt", day).length == length
    assert [rule.length for rule in two.all_rules(day)] == [length]


def test_a_case_keeps_the_version_it_was_decided_under():
    two, decided = table.parse(TWO), date(2026, 6, 30)
    then, now = two.rule("receipt", decided), two.rule("receipt", date(2026, 7, 1))
    assert deadlines.due(then, decided) == date(2026, 7, 7)
    assert deadlines.due(now, decided) == date(2026, 7, 4)


def test_a_gap_between_versions_says_so():
    gap = table.parse(TWO.replace("valid_to = 2026-07-01", "valid_to = 2026-01-01"))
    sentence = r"gælder ikke den 2026-03-01\..*fra 2024-01-01 til 2026-01-01 og fra 2026-07-01\."
    with pytest.raises(LookupError, match=sentence):
        gap.rule("receipt", date(2026, 3, 1))
    assert gap.all_rules(date(2026, 3, 1)) == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("valid_to = 2026-07-01", "valid_to = 2026-07-02"),
        ("valid_to = 2026-07-01\n", "\n"),
        ("valid_from = 2026-07-01", "valid_from = 2024-01-01"),
    ],
)
def test_two_versions_on_the_same_day_are_refused(old, new):
    with pytest.raises(BrokenRuleError, match="To udgaver af reglen »receipt«"):
        table.parse(TWO.replace(old, new))


def test_a_day_before_the_law_has_no_rule():
    assert table.rule("acute_assessment", date(2024, 1, 1)).length == 24
    with pytest.raises(LookupError, match=r"gælder ikke den 2023-12-31\..*fra 2024-01-01\."):
        table.rule("acute_assessment", date(2023, 12, 31))


def test_a_rule_nobody_wrote():
    with pytest.raises(LookupError, match="»nonsense« findes ikke"):
        table.rule("nonsense", ON)


def test_all_rules_of_a_day_are_those_that_hold_on_it():
    laws = {rule.law for rule in table.all_rules(date(2020, 1, 1))}
    assert laws == {"databeskyttelsesforordningen", "databeskyttelsesloven", "offentlighedsloven"}
    assert table.all_rules(ON) == table.table().rules


def test_a_number_is_changed_in_the_file_and_nowhere_else(tmp_path):
    copy = tmp_path / "rules.toml"
    copy.write_text(SHIPPED.replace('length = 6\nunit = "hverdage"', 'length = 4\nunit = "hverdage"'), "utf-8")
    received = date(2026, 4, 1)
    assert deadlines.due(table.rule("notification_receipt", ON), received) == date(2026, 4, 11)
    assert deadlines.due(table.load(copy).rule("notification_receipt", ON), received) == date(2026, 4, 9)
