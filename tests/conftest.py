"""A real PostgreSQL: made once by the owner, used by the role that owns nothing, rolled back after each test."""

import os
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, sync_playwright
from psycopg import sql

from samspor.project import connections
from samspor.project.privileges import grant
from samspor.project.settings import PLANNED_ONCE, PREPARED
from tests import as_built, rendered, worded
from tests import cast as casting

OWNER = urlsplit(os.environ["DATABASE_OWNER_URL"])
CHROMIUM = os.environ.get("SAMSPOR_CHROMIUM", "/usr/bin/chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=da-DK",
]
# What Debian's chromium asks for its language, date fields and all; where its words are not installed it is English.
DANISH = os.environ | {"LANGUAGE": "da", "LANG": "da_DK.UTF-8"}
# Playwright's driver runs an event loop in this thread; our own database calls beside it are ordinary ones.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

APP = urlsplit(os.environ.get("DATABASE_APP_URL") or os.environ["DATABASE_URL"])


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="the long property runs as well")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(rendered, "tests.rendered")
    config.pluginmanager.register(as_built, "tests.as_built")
    config.pluginmanager.register(worded, "tests.worded")
    connections.KEPT = 3000  # of all rooms, where a day at work asks some of them


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Long runs are left out of the ordinary suite, not skipped in it."""
    if not config.getoption("--long"):
        kept = [item for item in items if not item.get_closest_marker("long")]
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = kept


# A thread of an earlier test may have left its connection behind.
_OTHERS_OUT = sql.SQL("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {}")


def as_owner(*statements: sql.Composed | sql.SQL) -> None:
    with psycopg.connect(OWNER._replace(path="/postgres").geturl(), autocommit=True) as owner:
        for statement in statements:
            owner.execute(statement)


def remake(name: str, template: str = "template1") -> None:
    """A database of that name, as its template is now: nobody may be connected to that meanwhile."""
    connection.close()
    as_owner(_OTHERS_OUT.format(sql.Literal(template)))
    drop(name)
    made = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
    as_owner(made)


def drop(name: str) -> None:
    as_owner(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def connect_as(url: Any, name: str) -> None:
    """The role that owns nothing has what the web server's connections have: a page's statements are planned once."""
    connection.close()
    connection.settings_dict.update(
        OPTIONS=PREPARED | (PLANNED_ONCE if url is APP else {}),
        NAME=name,
        USER=unquote(url.username or ""),
        PASSWORD=unquote(url.password or ""),
        HOST=url.hostname,
        PORT=str(url.port),
    )


@pytest.fixture(scope="session")
def template_name(request: pytest.FixtureRequest) -> str:
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    return f"test_samspor_{worker}_{os.getpid()}"


def _made_from() -> str:
    """What decides which tables there are: our migrations, the libraries that have some, and the rights."""
    root = Path(__file__).parents[1]
    ours = sorted([*root.glob("src/samspor/*/migrations/*.py"), *root.glob("src/samspor/project/*.py")])
    return sha256(b"".join(one.read_bytes() for one in [*ours, root / "requirements.txt"])).hexdigest()[:16]


_OLD_TABLES = r"SELECT datname FROM pg_database WHERE datname LIKE 'samspor\_tables\_%' ORDER BY oid DESC OFFSET 12"


def tables() -> str:
    """A database with our tables and nothing in them: migrating takes half a minute, copying a moment. Its name."""
    name = f"samspor_tables_{_made_from()}"
    with psycopg.connect(OWNER._replace(path="/postgres").geturl(), autocommit=True) as owner:
        owner.execute("SELECT pg_advisory_lock(20231119)")  # the other workers wait for the first
        if owner.execute("SELECT FROM pg_database WHERE datname = %s", [name]).fetchone() is None:
            draft = f"{name}_draft"
            remake(draft)
            connect_as(OWNER, draft)
            call_command("migrate", verbosity=0)
            connection.close()
            as_owner(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(draft), sql.Identifier(name)))
            for (old,) in owner.execute(_OLD_TABLES).fetchall():
                drop(old)
    return name


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any, template_name: str) -> Iterator[None]:
    with django_db_blocker.unblock():
        remake(template_name, tables())
        connect_as(OWNER, template_name)
        grant()  # what holds for the database itself is not copied with it
        casting.make()
        connect_as(APP, template_name)
    yield
    with django_db_blocker.unblock():
        connection.close()
    drop(template_name)


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: Any, template_name: str) -> Iterator[str]:
    """A copy of the database in which commits are real: for races, commit triggers and restarts. Its name."""
    name = f"{template_name}_copy"
    with django_db_blocker.unblock():
        connection.close()
        remake(name, template_name)
        connect_as(APP, name)
        yield name
        connect_as(APP, template_name)
    drop(name)


@pytest.fixture
def cast(request: pytest.FixtureRequest) -> casting.Cast:
    if "committed" not in request.fixturenames:
        request.getfixturevalue("db")
    return casting.fetch()


@pytest.fixture
def as_(cast: casting.Cast) -> Callable[[str], Client]:
    """`as_("pia")`: a browser in which Pia is signed in."""

    def signed_in(name: str) -> Client:
        client = Client()
        client.force_login(cast.members[name].account, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in


@pytest.fixture
def grow(cast: casting.Cast) -> Callable[[Any, int], None]:
    """`grow(group, 40)`: that many more children, to see that a page asks no more of the database."""
    return casting.grow


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One a worker: two drivers in one thread do not get along."""
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=QUIET, env=DANISH)
        yield opened
        opened.close()
