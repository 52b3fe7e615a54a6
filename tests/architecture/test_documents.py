"""The pages under docs/generated say what the code says, today."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from samspor.access.rules import Permission, Role
from samspor.access.texts import PERMISSION, ROLE
from samspor.law.table import table
from samspor.project import documents
from samspor.screening.rules import Step
from tests.architecture.house import ROOT, ours

DOCS = ROOT / "docs"


@pytest.fixture
def copied(tmp_path: Path, settings: object) -> Path:
    """Docs of our own to write in."""
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "glossary.toml").write_bytes((DOCS / "glossary.toml").read_bytes())
    settings.ROOT = tmp_path
    return docs


def test_the_pages_have_not_drifted() -> None:
    assert documents.drifted(DOCS) == [], "run: python -m django make_docs"


def test_pages_are_written_and_then_hold(copied: Path) -> None:
    call_command("make_docs", verbosity=0)
    assert documents.drifted(copied) == []
    call_command("make_docs", "--check")


def test_a_page_that_was_edited_or_is_nobodys_is_named(copied: Path) -> None:
    call_command("make_docs")
    (copied / "generated/states.md").write_text("Rettet i hånden", encoding="utf-8")
    (copied / "generated/gammel.md").write_text("", encoding="utf-8")
    with pytest.raises(CommandError, match=r"gammel\.md, states\.md"):
        call_command("make_docs", "--check")


def test_what_was_never_written_is_named(copied: Path) -> None:
    assert documents.drifted(copied) == sorted(documents.documents(copied))


def test_every_permission_is_on_the_page_with_who_has_it() -> None:
    page = documents.permissions()
    assert all(f"| {PERMISSION[one]} |" in page for one in Permission)
    assert f"| læse loggen | {ROLE[Role.DPO]}, {ROLE[Role.LOG_CONTROLLER]} | hele kommunen |" in page
    assert "| læse regelsamlingen | alle roller | hele kommunen |" in page


def test_every_rule_is_on_the_page() -> None:
    page = documents.deadlines()
    assert all(f"`{rule.id}`" in page for rule in table().rules)


def test_every_table_is_in_the_record_of_processing() -> None:
    page = documents.privacy()
    assert all(f"### {model.__name__}\n" in page for model in ours())
    assert "`cpr` 🔒" in page


def test_a_state_is_drawn_with_its_danish_word_and_its_way_on() -> None:
    page = documents.states()
    assert "## screening: Step" in page
    assert f"    {Step.DIALOGUE}: Klar til fælles dialog" in page
    assert "    [*] --> own\n    own --> dialogue\n" in page
    assert "    informed --> [*]" in page


def test_a_bar_in_a_text_does_not_break_a_row() -> None:
    assert documents._table(("a",), [("x | y\nz",)]) == "| a |\n| --- |\n| x \\| y z |"


def test_settings_know_where_the_docs_are() -> None:
    assert settings.ROOT / "docs" == DOCS
