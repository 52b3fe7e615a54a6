"""Web server and worker: started, watched and ended together; what was killed is cleared away by the next start."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from samspor.project.checks import OWNER as OWNS
from tests.conftest import APP, OWNER
from tools import ports, processes, services
from tools.shell import ROOT, Trouble

SERVE = """
import sys
from pathlib import Path
from tools import cli
cli.state_folder = lambda: Path(sys.argv[1])
sys.exit(cli.main(["serve", "--port", sys.argv[2]]))
"""
ENV = {name: value for name, value in os.environ.items() if not name.startswith(("SAMSPOR_", "DATABASE_", "DJANGO_"))}


@pytest.fixture
def state(tmp_path: Path) -> Path:
    (tmp_path / "page/sundhed").mkdir(parents=True)
    (tmp_path / "page/sundhed/index.html").write_text("her")
    return tmp_path


def page_server(state: Path, port: int, folder: str = "page") -> services.Service:
    words = ["http.server", str(port), "--bind", "127.0.0.1", "--directory", str(state / folder)]
    return services.start("web", words, state, ENV)


def both(state: Path, port: int) -> list[services.Service]:
    return [page_server(state, port), services.start("worker", ["http.server", "0"], state, ENV)]


def alive(started: list[services.Service]) -> list[bool]:
    return [processes.is_alive(one.child.pid) for one in started]


def test_both_are_there_and_both_are_ended(state: Path) -> None:
    port = ports.for_web(None)
    started = both(state, port)
    services.await_health(started, port)
    assert alive(started) == [True, True]
    services.end_all(state, started)
    assert alive(started) == [False, False]
    assert services.end_leftovers(state) == []


def test_what_a_killed_start_left_running_is_ended_by_the_next(state: Path) -> None:
    started = both(state, ports.for_web(None))
    assert services.end_leftovers(state) == ["web", "worker"]
    assert alive(started) == [False, False]
    services.end_all(state, started)


def test_one_that_dies_takes_the_other_along_and_its_last_words_are_told(state: Path) -> None:
    started = [page_server(state, ports.for_web(None)), services.start("worker", ["nothing_here"], state, ENV)]
    with pytest.raises(Trouble, match=r"Baggrundsarbejderen er stoppet.*(?s:.*)nothing_here"):
        services.watch(started)
    services.end_all(state, started)
    assert alive(started) == [False, False]


@pytest.mark.parametrize(
    ("words", "said"), [(["nothing_here"], "Webserveren startede ikke.*(?s:.*)nothing_here"), (None, "svarer ikke")]
)
def test_a_web_server_that_does_not_answer_is_told(state: Path, words: list[str] | None, said: str) -> None:
    port = ports.for_web(None)
    (state / "empty").mkdir()
    started = [services.start("web", words, state, ENV) if words else page_server(state, port, "empty")]
    with pytest.raises(Trouble, match=said):
        services.await_health(started, port, seconds=2)
    services.end_all(state, started)


@contextmanager
def serving(state: Path, database: str, *, owns: bool = False) -> Iterator[subprocess.Popen[str]]:
    """The product's own `serve`, with a state folder of its own."""
    env = ENV | {
        "DATABASE_URL": (OWNER if owns else APP)._replace(path=f"/{database}").geturl(),
        "DATABASE_OWNER_URL": OWNER._replace(path=f"/{database}").geturl(),
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-c", SERVE, str(state), str(ports.for_web(None))]
    with subprocess.Popen(
        command, env=env, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as one:
        try:
            yield one
        finally:
            one.kill()


def said_until(one: subprocess.Popen[str], words: str) -> str:
    """What it says, to the line with those words or to its end."""
    told = ""
    while words not in told and (line := one.stdout.readline() if one.stdout else ""):
        told += line
    return told


def running(state: Path) -> list[processes.Mark]:
    return [noted for name in services.NAMES if (noted := processes.read_mark(state / "running" / f"{name}.json"))]


def test_ctrl_c_leaves_nothing_running(committed: str, tmp_path: Path) -> None:
    with serving(tmp_path, committed) as one:
        assert "Samspor er klar: http://127.0.0.1:" in said_until(one, "Stop med")
        both_of_them = running(tmp_path)
        assert [processes.still_runs(noted) for noted in both_of_them] == [True, True]
        one.send_signal(signal.SIGINT)
        assert one.wait(30) == 130
    assert [processes.family(noted) for noted in both_of_them] == [[], []]
    assert not running(tmp_path)


def test_killed_at_once_it_starts_again_and_nothing_of_before_is_left(committed: str, tmp_path: Path) -> None:
    with serving(tmp_path, committed) as one:
        said_until(one, "Stop med")
        left = running(tmp_path)
        one.send_signal(signal.SIGKILL)
        one.wait()
    assert len(left) == 2
    with serving(tmp_path, committed) as again:
        assert "Samspor er klar" in said_until(again, "Stop med")
        assert [processes.family(noted) for noted in left] == [[], []]
        again.send_signal(signal.SIGINT)
        assert again.wait(30) == 130


def test_two_at_once_from_one_folder_are_one_too_many(committed: str, tmp_path: Path) -> None:
    with serving(tmp_path, committed) as one:
        said_until(one, "Stop med")
        with serving(tmp_path, committed) as other:
            assert "Samspor kører allerede fra denne mappe på http" in said_until(other, "kører allerede")
            assert other.wait(30) == 1
        one.send_signal(signal.SIGINT)
        assert one.wait(30) == 130


def test_it_does_not_start_as_the_role_that_owns_the_log(committed: str, tmp_path: Path) -> None:
    with serving(tmp_path, committed, owns=True) as one:
        told = said_until(one, "ingen linje har de ord")
        assert one.wait(30) == 1
    assert OWNS in told
    assert not running(tmp_path)
