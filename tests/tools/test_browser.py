"""The browser of the journeys: had, or asked for in one sentence, and never quietly left out."""

from pathlib import Path

import pytest

from tools import apt, testing
from tools.shell import Trouble

STARTS = "#!/bin/sh\nexit 0\n"
FAILS = "#!/bin/sh\nexit 127\n"


@pytest.fixture
def driver(tmp_path) -> Path:
    program = tmp_path / "lib/python3.11/site-packages/playwright/driver/node"
    program.parent.mkdir(parents=True)
    program.write_text(FAILS)
    program.chmod(0o755)
    return program


@pytest.fixture
def installed(driver, monkeypatch) -> list[str]:
    asked: list[str] = []

    def install(*packages: str) -> None:
        asked.extend(packages)
        driver.write_text(STARTS)

    monkeypatch.setattr(apt, "may_install", lambda: True)
    monkeypatch.setattr(apt, "install", install)
    return asked


def test_a_driver_that_starts_needs_nothing(driver, installed, tmp_path):
    driver.write_text(STARTS)
    testing.ensure_driver(tmp_path)
    assert installed == []


def test_what_it_lacks_is_installed_where_it_may_be(driver, installed, tmp_path):
    testing.ensure_driver(tmp_path)
    assert installed == ["libatomic1"]


def test_else_one_sentence_says_how(driver, installed, tmp_path, monkeypatch):
    monkeypatch.setattr(apt, "may_install", lambda: False)
    with pytest.raises(Trouble, match="sudo apt-get install libatomic1"):
        testing.ensure_driver(tmp_path)
    assert installed == []


@pytest.mark.parametrize(
    ("chosen", "needed"),
    [([], True), (["tests/journeys/test_walk.py", "-q"], True), (["tests/law"], False)],
)
def test_a_journey_that_is_chosen_needs_the_browser_as_all_of_them_do(chosen, needed):
    assert testing.needs_browser(chosen) is needed


@pytest.fixture
def no_browser(monkeypatch):
    """A machine without Chromium; what apt is asked for is written down, and is there afterwards."""
    asked: list[str] = []
    monkeypatch.delenv("SAMSPOR_CHROMIUM", raising=False)
    monkeypatch.setattr(testing, "chromium", lambda: "/usr/bin/chromium" if "chromium" in asked else None)
    monkeypatch.setattr(apt, "install", lambda *packages: asked.extend(packages))
    return asked


def test_the_browser_is_installed_where_it_may_be(no_browser, monkeypatch):
    monkeypatch.setattr(apt, "may_install", lambda: True)
    assert testing.ensure_chromium() == "/usr/bin/chromium"
    assert "chromium" in no_browser


@pytest.mark.parametrize("chosen", [None, "/findes/ikke"])
def test_without_a_browser_the_tests_stop_with_a_sentence(no_browser, monkeypatch, chosen):
    monkeypatch.setattr(apt, "may_install", lambda: chosen is not None)
    if chosen:
        monkeypatch.setenv("SAMSPOR_CHROMIUM", chosen)
    with pytest.raises(Trouble, match=r"Testene mangler browseren Chromium.*sudo apt-get install chromium"):
        testing.ensure_chromium()
    assert no_browser == []
