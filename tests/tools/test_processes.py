"""Processes: ours are known again, another's with the same number never is."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest

from tools import processes

SLEEPER = (sys.executable, "-c", "import time; time.sleep(60)")


@pytest.fixture
def child() -> Iterator[subprocess.Popen[bytes]]:
    started = subprocess.Popen(SLEEPER, start_new_session=True)
    yield started
    started.kill()
    started.wait()


def test_a_name_with_brackets_and_spaces_is_read_past():
    line = "77 (a) (b) c) S 1 77 75 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 4711 9 9"
    assert processes.parse_stat(line) == processes.Seen(pid=77, state="S", session=75, started=4711)


@pytest.mark.parametrize(("state", "alive"), [("S", True), ("R", True), ("D", True), ("Z", False), ("X", False)])
def test_a_zombie_is_dead(state, alive):
    assert processes.Seen(pid=1, state=state, session=1, started=1).alive is alive


def test_an_unreaped_child_counts_as_dead(child):
    child.kill()
    assert processes.wait_until(lambda: not processes.is_alive(child.pid), 5)
    assert processes.seen(child.pid) is not None


def test_a_living_child_is_known_again(child):
    assert processes.still_runs(processes.mark(child.pid))


def test_a_later_process_with_the_same_number_is_not_ours(child):
    noted = processes.mark(child.pid)
    for other in (replace(noted, started=noted.started - 1), replace(noted, boot="an earlier one")):
        assert not processes.still_runs(other)
        assert processes.family(other) == []
        assert not processes.end_family(other)
    assert child.poll() is None


def test_the_whole_family_ends_also_when_its_head_is_gone():
    script = "import subprocess, sys; print(subprocess.Popen(sys.argv[1:]).pid, flush=True); input()"
    words = (sys.executable, "-c", script, *SLEEPER)
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(words, start_new_session=True, text=True, **pipes) as head:
        grandchild = int(head.stdout.readline())
        noted = processes.mark(head.pid)
        head.kill()
        head.wait()
    assert processes.family(noted) == [grandchild]
    assert processes.end_family(noted)
    assert not processes.is_alive(grandchild)


def test_a_mark_survives_the_file_and_rubbish_is_no_mark(tmp_path):
    noted = processes.mark(os.getpid())
    processes.write_mark(tmp_path / "deep/web.json", noted)
    assert processes.read_mark(tmp_path / "deep/web.json") == noted
    for rubbish in ("", "[]", "null", '{"pid": 1}'):
        (tmp_path / "bad.json").write_text(rubbish)
        assert processes.read_mark(tmp_path / "bad.json") is None
    assert processes.read_mark(tmp_path / "none.json") is None
