"""The demo from nothing, with its own PostgreSQL: started, stopped, started again, killed, and started again."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener, urlopen

import pytest

from tests.tools.test_services import ENV, running, said_until
from tools import ports, processes
from tools.shell import ROOT

DEMO = """
import sys
from pathlib import Path
from tools import cli
cli.state_folder = lambda: Path(sys.argv[1])
sys.exit(cli.main(["demo", "--port", sys.argv[2]]))
"""
OWN = {name: value for name, value in ENV.items() if not name.startswith("PG")}
THERE = "Demokommunen er allerede lagt ind."


@pytest.fixture
def state() -> Iterator[Path]:
    """Where the server's own user may walk in, as in a checkout."""
    folder = Path(tempfile.mkdtemp(prefix="samspor-demo-", dir="/var/tmp"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@contextmanager
def demo(state: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    port = ports.for_web(None)
    command = [sys.executable, "-c", DEMO, str(state), str(port)]
    env = OWN | {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]}
    with subprocess.Popen(
        command, env=env, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as one:
        try:
            yield one, f"http://127.0.0.1:{port}"
        finally:
            one.kill()


def is_up(state: Path) -> bool:
    return bool(list(state.rglob("postmaster.pid")))


def people_are_let_in(address: str) -> bool:
    with urlopen(f"{address}/demo/", timeout=10) as answer:  # noqa: S310 -- our own server
        return "Pia Holm" in answer.read().decode()


def as_pia(address: str, cookies: CookieJar) -> str:
    """Her day; whoever has not been let in yet goes in first, and the database has said that she did."""
    browser = build_opener(HTTPCookieProcessor(cookies))
    if not any(one.name == "samspor" for one in cookies):
        entrance = browser.open(f"{address}/demo/", timeout=30).read().decode()
        token = entrance.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
        form = urlencode({"csrfmiddlewaretoken": token}).encode()
        browser.open(Request(f"{address}/demo/pia/", data=form, headers={"Referer": address}), timeout=30)  # noqa: S310
    return str(browser.open(f"{address}/", timeout=30).read().decode())


def test_the_demo_begins_ends_and_begins_again(state: Path) -> None:
    with demo(state) as (one, address):
        said = said_until(one, "Stop med")
        assert THERE not in said
        assert f"Samspor er klar: {address}" in said
        assert f"{address}/demo/" in said
        assert "█" in said or "%" in said  # how far the loading is
        assert people_are_let_in(address)
        assert is_up(state)
        both = running(state)
        one.send_signal(signal.SIGINT)
        assert one.wait(60) == 130
    assert [processes.family(noted) for noted in both] == [[], []]
    assert not is_up(state)

    cookies = CookieJar()
    with demo(state) as (one, address):
        assert THERE in said_until(one, "Stop med")
        assert "Log ud" in as_pia(address, cookies)
        left = running(state)
        one.kill()
        one.wait()

    with demo(state) as (one, address):
        assert THERE in said_until(one, "Stop med")
        assert [processes.family(noted) for noted in left] == [[], []]
        assert people_are_let_in(address)
        assert "Log ud" in as_pia(address, cookies)  # that she was let in was acknowledged before the end
        one.send_signal(signal.SIGINT)
        assert one.wait(60) == 130
    assert not is_up(state)
