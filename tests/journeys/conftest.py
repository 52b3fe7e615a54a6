"""A real server over a real database for a real browser: what a person would meet."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, ConsoleMessage, Page

from tests import cast as casting
from tests.conftest import APP, connect_as, drop, remake

ROOT = Path(__file__).resolve().parents[2]
AXE = (ROOT / "tests/vendor/axe/axe.min.js").read_text(encoding="utf-8")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
WIDTHS = {"phone": 320, "desk": 1280}
SCRIPTS = re.compile(r"<script\b.*?</script>", re.DOTALL)


@dataclass
class House:
    """Where the server answers, and the name of its database."""

    address: str
    database: str


@contextmanager
def served(blocker: Any, template_name: str) -> Iterator[House]:
    """A copy of the database with the cast in it, served by the product's own web server."""
    name = f"{template_name}_house"
    with blocker.unblock():
        remake(name, template_name)
        connect_as(APP, name)
        port = _free_port()
        server = _serve(name, port)
        try:
            _await(f"http://127.0.0.1:{port}/sundhed/", server)
            yield House(f"http://127.0.0.1:{port}", name)
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=20)
            connect_as(APP, template_name)
    drop(name)


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: Any, template_name: str) -> Iterator[House]:
    """One a module."""
    with served(django_db_blocker, template_name) as opened:
        yield opened


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _serve(database: str, port: int) -> subprocess.Popen[bytes]:
    options = f"--interface wsgi --workers 1 --blocking-threads 4 --host 127.0.0.1 --port {port} --log-level warning"
    command = [sys.executable, "-m", "granian", *options.split(), "samspor.project.wsgi:application"]
    env = os.environ | {
        "DATABASE_URL": APP._replace(path=f"/{database}").geturl(),
        "SAMSPOR_POOL": "4",
        "SAMSPOR_HTTPS": "",
        "SAMSPOR_DEMO": "1",
    }
    return subprocess.Popen(command, env=env, cwd=ROOT)


def _await(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        assert server.poll() is None, "the server ended before it answered"
        try:
            with urlopen(address, timeout=2) as answer:  # noqa: S310 -- our own server
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the server does not answer")


@dataclass
class Person:
    """A person at a browser. What the browser complains about, the journey fails on."""

    page: Page
    complaints: list[str]
    script: bool = True
    pictures: bool = False
    beside: Page | None = None

    def looks(self) -> None:
        """Nothing the accessibility rules or the browser complain of, and no sideways scrolling."""
        assert self.complaints == []
        self.page.wait_for_load_state()
        assert self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
        page = self.page if self.script else self._copied()
        named = "v => v.id + ': ' + v.nodes.map(n => n.target).join(' ')"
        assert page.evaluate(f"{AXE}; axe.run({RULES}).then(r => r.violations.map({named}))") == []

    def _copied(self) -> Page:
        """The rules wait for timers, which never ring where script is off: what stands here is looked at elsewhere."""
        assert self.beside
        self.beside.set_content(SCRIPTS.sub("", self.page.content()), wait_until="load")
        return self.beside

    def picture(self, name: str) -> None:
        """For the manual, when it is asked for (SAMSPOR_PICTURES=1)."""
        if self.pictures and os.environ.get("SAMSPOR_PICTURES"):
            path = str(ROOT / f"docs/brug/billeder/{name}.png")
            self.page.screenshot(path=path, full_page=True, caret="initial")  # to hide it takes an inline style


def _is_complaint(line: ConsoleMessage) -> bool:
    """A refused form (422) is an answer, although the browser writes it down as an error."""
    return line.type == "error" and "422" not in line.text


_SESSION = settings.SESSION_COOKIE_NAME


def _signed_in(name: str) -> str:
    client = Client()
    client.force_login(casting.fetch().members[name].account, backend="django.contrib.auth.backends.ModelBackend")
    return client.cookies[_SESSION].value


@pytest.fixture
def enter(house: House, browser: Browser) -> Iterator[Callable[..., Person]]:
    """`enter("pia", width="phone", script=False)`: Pia has signed in and stands at Min dag. None: nobody has."""
    contexts = []

    def beside(width: int) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, locale="da-DK")
        contexts.append(context)
        page = context.new_page()
        page.goto(house.address + "/sundhed/")  # its own address, so that the style is found
        return page

    def entered(name: str | None, *, width: str = "desk", script: bool = True, path: str = "/") -> Person:
        context = browser.new_context(
            viewport={"width": WIDTHS[width], "height": 900},
            java_script_enabled=script,
            locale="da-DK",
            timezone_id="Europe/Copenhagen",
        )
        contexts.append(context)
        context.set_default_timeout(15_000)
        if name:
            context.add_cookies([{"name": _SESSION, "value": _signed_in(name), "url": house.address}])
        page = context.new_page()
        person = Person(page, [], script=script)
        page.on("console", lambda line: person.complaints.append(line.text) if _is_complaint(line) else None)
        page.on("pageerror", lambda error: person.complaints.append(str(error)))
        page.goto(house.address + path)
        if not script:
            person.beside = beside(WIDTHS[width])
        return person

    yield entered
    for context in contexts:
        context.close()
