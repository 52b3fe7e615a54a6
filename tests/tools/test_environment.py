"""The stamp of the Python environment, and the locked lists behind it."""

import re
import sys

import pytest

from tools import environment
from tools.shell import ROOT

HOSTS = re.compile(r"https?://|--(extra-)?index-url|--find-links|\"resolved\"", re.IGNORECASE)


@pytest.fixture
def locks(tmp_path):
    files = {"runtime": tmp_path / "r.txt", "development": tmp_path / "d.txt"}
    for file in files.values():
        file.write_text("django==5.2.19\n")
    return files


def test_the_same_lists_and_python_need_no_work(locks, tmp_path):
    both = environment.wanted(("runtime", "development"), locks, tmp_path)
    assert environment.is_current(both, environment.wanted(("runtime",), locks, tmp_path))
    assert environment.is_current(both, both)


def test_a_changed_list_needs_work(locks, tmp_path):
    before = environment.wanted(("runtime", "development"), locks, tmp_path)
    locks["development"].write_text("django==5.2.20\n")
    assert environment.is_current(before, environment.wanted(("runtime",), locks, tmp_path))
    assert not environment.is_current(before, environment.wanted(("runtime", "development"), locks, tmp_path))


@pytest.mark.parametrize("changed", [{"python": "3.99.1"}, {"root": "/elsewhere"}, {"runtime": "0"}])
def test_another_python_place_or_list_needs_work(locks, tmp_path, changed):
    want = environment.wanted(("runtime",), locks, tmp_path)
    assert not environment.is_current(want | changed, want)


def test_only_the_runtime_does_not_do_for_development(locks, tmp_path):
    found = environment.wanted(("runtime",), locks, tmp_path)
    assert not environment.is_current(found, environment.wanted(("runtime", "development"), locks, tmp_path))


@pytest.mark.parametrize("rubbish", ["", "[]", "{", "null"])
def test_a_broken_stamp_is_no_stamp(tmp_path, rubbish):
    (tmp_path / "stamp").write_text(rubbish)
    assert environment.read_stamp(tmp_path / "stamp") == {}
    assert environment.read_stamp(tmp_path / "none") == {}


def test_the_stamp_names_this_python(locks, tmp_path):
    assert environment.wanted((), locks, tmp_path)["python"] == sys.version.split()[0]


@pytest.mark.parametrize(
    "file",
    ["requirements.txt", "requirements-dev.txt", "tools/uv.txt", "tools/postgres_npm/package-lock.json"],
)
def test_what_is_locked_has_hashes_and_names_no_host(file):
    text = (ROOT / file).read_text()
    assert not HOSTS.search(text)
    assert "--hash=sha256:" in text or '"integrity": "sha512-' in text
