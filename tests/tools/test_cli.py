"""The command line: what is asked is understood, and what is not is refused in Danish."""

import os
import subprocess

import pytest

from tools import cli, database, variables
from tools.database import Urls
from tools.shell import ROOT


@pytest.mark.parametrize(
    ("words", "size", "port", "fresh"),
    [
        ([], None, None, False),
        (["--size", "copenhagen"], "copenhagen", None, False),
        (["--port", "9000", "--fresh"], None, 9000, True),
    ],
)
def test_demo_reads_its_wishes(words, size, port, fresh):
    asked = cli.parser().parse_args(["demo", *words])
    assert (asked.size, asked.port, asked.fresh) == (size, port, fresh)


@pytest.mark.parametrize("words", [["demo", "--size", "huge"], ["demo", "--port", "x"], ["nonsense"], ["import"]])
def test_what_is_not_understood_is_refused_in_danish(words, capsys):
    with pytest.raises(SystemExit) as refused:
        cli.parser().parse_args(words)
    said = capsys.readouterr().err
    assert refused.value.code == 2
    assert said.startswith("Det forstod jeg ikke.")
    assert "invalid" not in said


def test_every_command_is_in_the_overview():
    public = (set(cli.COMMANDS) | set(cli.PASSED_ON)) - {"postgres"}
    assert public == {
        "demo",
        "test",
        "serve",
        "migrate",
        "begin",
        "units",
        "adopt",
        "import",
        "let-in",
        "bench",
        "check",
        "docs",
    }
    assert all(f"./samspor {name} " in cli.OVERVIEW for name in public)


def test_the_overview_is_said_from_any_folder_without_a_home(tmp_path):
    (tmp_path / "tools").mkdir()
    (tmp_path / "tools/__init__.py").write_text("raise SystemExit('not ours')")
    done = subprocess.run(
        [ROOT / "samspor"],
        check=True,
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
    )
    assert done.stdout == f"{cli.OVERVIEW}\n"


def test_serve_wants_a_database_of_your_own():
    env = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    done = subprocess.run([ROOT / "samspor", "serve"], check=False, env=env, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (1, "")
    assert "DATABASE_URL" in done.stderr


@pytest.mark.parametrize(
    ("environ", "urls"),
    [
        ({}, None),
        ({"DATABASE_URL": " "}, None),
        ({"DATABASE_URL": "a"}, Urls(app="a", owner="a")),
        ({"DATABASE_URL": "a", "DATABASE_OWNER_URL": "o"}, Urls(app="a", owner="o")),
    ],
)
def test_a_database_of_your_own_is_used_as_it_is(environ, urls):
    assert database.given(environ) == urls


def test_programs_get_what_the_person_set_and_defaults_for_the_rest(tmp_path, monkeypatch):
    monkeypatch.setenv("SAMSPOR_SECRET_KEY", "chosen")
    monkeypatch.delenv("SAMSPOR_FIELD_KEYS", raising=False)
    env = variables.running(tmp_path, Urls(app="app", owner="owner"), demo=True)
    assert (env["SAMSPOR_SECRET_KEY"], env["SAMSPOR_DEMO"], env["DATABASE_URL"]) == ("chosen", "1", "app")
    assert env["SAMSPOR_FIELD_KEYS"] == (tmp_path / "secrets/field-keys").read_text()
    assert variables.owning(env)["DATABASE_URL"] == "owner"


def test_tests_run_in_a_database_of_their_own_name(tmp_path):
    env = variables.testing(tmp_path, Urls(app="postgresql://a@h:1/s", owner="postgresql://o@h:1/s?x=y"))
    assert env["DATABASE_URL"] == f"postgresql://o@h:1/s_{os.getpid()}?x=y"
    assert env["DATABASE_APP_URL"] == f"postgresql://a@h:1/s_{os.getpid()}"
