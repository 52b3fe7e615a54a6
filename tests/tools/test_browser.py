"""The browser of the journeys: had, or asked for in one sentence, and never quietly left out."""

import platform
from contextlib import nullcontext
from pathlib import Path

import pytest

from tools import apt, testing
from tools.database import Urls
from tools.shell import Trouble

STARTS = "#!/bin/sh\nexit 0\n"
FAILS = "#!/bin/sh\nexit 127\n"


URLS = Urls(app="postgresql://app@127.0.0.1:1/one", owner="postgresql://owner@127.0.0.1:1/one")


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
    [
        ([], True),
        (["--long"], True),
        (["-k", "require"], True),  # nobody can tell which that may be
        (["-m", "browser"], True),
        (["tests"], True),
        (["tests/"], True),
        (["tests/ui"], True),
        (["tests/ui/test_browser.py::test_works_without_scripts"], True),
        (["tests/journeys/test_walk.py", "-q"], True),
        (["tests/law", "tests/ui", "-x"], True),
        (["tests/law"], False),
        (["tests/law", "-k", "ui"], False),
        (["tests/ui/test_forms.py", "-n", "1"], False),
        (["-m", "not browser"], False),
        (["tests/nowhere"], False),
    ],
)
def test_a_journey_that_may_be_chosen_needs_the_browser_as_all_of_them_do(chosen, needed):
    assert testing.needs_browser(chosen) is needed


@pytest.mark.parametrize(
    ("chosen", "whole"),
    [
        ([], True),
        (["--long"], True),
        (["-x", "--long", "-n", "1"], True),
        (["-p", "no:randomly"], True),
        (["-k", "require"], False),
        (["-krequire"], False),
        (["-m", "browser"], False),
        (["--maxfail=3", "--color=yes"], True),
        (["--lf"], False),
        (["--ignore=tests/law"], False),
        (["--help"], False),
        (["tests"], False),
        (["tests/nowhere"], False),
        (["tests/law", "--long"], False),
    ],
)
def test_the_whole_is_run_unless_something_is_chosen(chosen, whole):
    """And with it the checks and the coverage: they fall away only where some tests do."""
    assert testing.is_whole(chosen) is whole


@pytest.mark.parametrize(
    ("chosen", "words", "checked"),
    [
        ([], ["-n", "2", "--dist", "worksteal", "-p", "tests.counted"], 1),
        (["--long"], ["-n", "2", "--dist", "worksteal", "-p", "tests.counted", "--long"], 1),
        (["tests/law"], ["tests/law"], 0),
    ],
)
def test_what_is_whole_is_checked_and_covered(monkeypatch, tmp_path, chosen, words, checked):
    ran, asked = [], []
    monkeypatch.setattr(testing.environment, "ensure", lambda **_: None)
    monkeypatch.setattr(testing, "ensure_browser", lambda: "/usr/bin/chromium")
    monkeypatch.setattr(testing.database, "opened", lambda *_, **__: nullcontext(URLS))
    monkeypatch.setattr(testing.checks, "run_all", lambda env: not asked.append(env))
    monkeypatch.setattr(testing, "run", lambda words, env: ran.append(words) or 0)
    assert testing.test(chosen, tmp_path) == 0
    assert ([list(one[3:]) for one in ran], len(asked)) == ([words], checked)


@pytest.fixture
def no_browser(monkeypatch):
    """A machine without Chromium; what apt is asked for is written down, and is there afterwards."""
    asked: list[str] = []
    monkeypatch.delenv("SAMSPOR_CHROMIUM", raising=False)
    monkeypatch.setattr(apt, "is_ubuntu", lambda: False)
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


def test_in_ubuntu_another_browser_is_asked_for(no_browser, monkeypatch):
    monkeypatch.setattr(apt, "may_install", lambda: True)
    monkeypatch.setattr(apt, "is_ubuntu", lambda: True)
    with pytest.raises(Trouble, match=r"Google Chrome.*SAMSPOR_CHROMIUM"):
        testing.ensure_chromium()
    assert no_browser == []


@pytest.mark.parametrize(("name", "ubuntu"), [("ubuntu", True), ("debian", False)])
def test_what_the_machine_is_called_is_asked_of_the_machine(monkeypatch, name, ubuntu):
    monkeypatch.setattr(platform, "freedesktop_os_release", lambda: {"ID": name})
    assert apt.is_ubuntu() is ubuntu
