"""Where the measuring happens: a database a size, which is kept, and a web server as `serve` starts it."""

import json
import os
import resource
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from tools import django, ports, services, static
from tools.shell import Trouble
from tools.state import locked_at_once, state_folder
from tools.variables import THREADS

NOT_LOADED = "Demokommunen kunne ikke indlæses."
LEFT_OUT = ("SAMSPOR_STRICT", "SAMSPOR_STATIC", "SAMSPOR_DATA_DIR")


def folder() -> Path:
    made = state_folder() / "bench"
    made.mkdir(exist_ok=True)
    return made


def prepared(size: str, *, fresh: bool) -> dict[str, str]:
    """The environment to run in, on a database that holds the demo of that size."""
    env = _environment(size)
    owning = env | {"DATABASE_URL": env["DATABASE_OWNER_URL"], "SAMSPOR_POOL": ""}
    _make_database(owning["DATABASE_URL"])
    django.migrate(owning, folder() / f"migrate-{size}.lock")
    if fresh or not django.is_demo_ready(owning):
        _load(size, owning, fresh=fresh)
    _settle(owning["DATABASE_URL"])
    return env


def _load(size: str, owning: Mapping[str, str], *, fresh: bool) -> None:
    """What it took is kept beside the database: it is loaded once and measured often."""
    began = time.perf_counter()
    words = ["load_demo", "--size", size, *(["--fresh"] if fresh else [])]
    django.must(*words, env=owning, refusal=NOT_LOADED)
    told = {
        "seconds": round(time.perf_counter() - began),
        # The largest of all we have waited for, which the loader is.
        "peak_mb": round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024),
        "database_mb": _megabytes(owning["DATABASE_URL"]),
    }
    _load_file(size).write_text(json.dumps(told))


def loaded(size: str) -> dict[str, int]:
    """What the load took; nothing when that was not measured."""
    file = _load_file(size)
    return json.loads(file.read_text()) if file.exists() else {}


def _load_file(size: str) -> Path:
    return folder() / f"load-{size}.json"


def _megabytes(url: str) -> int:
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT pg_database_size(current_database()) / 1048576").fetchone()
        return int(row[0]) if row else 0


def _environment(size: str) -> dict[str, str]:
    """As production, but for the demo's entrance: strict mode and ungathered style are for development."""
    kept = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
    urls = {name: _named(os.environ[name], size) for name in ("DATABASE_URL", "DATABASE_OWNER_URL")}
    # Style and script are gathered into a folder of our own, so that a demo that runs is not disturbed.
    many = {"SAMSPOR_NUMBER_MISSES": "1000000/m/user"}  # the same question for minutes, and never told to wait
    return kept | urls | many | {"SAMSPOR_DATA_DIR": str(folder()), "SAMSPOR_DEMO": "1", "SAMSPOR_POOL": THREADS}


def _named(url: str, size: str) -> str:
    parts = urlsplit(url)
    return parts._replace(path=f"{parts.path}_bench_{size}").geturl()


def _make_database(url: str) -> None:
    name = urlsplit(url).path.lstrip("/")
    with psycopg.connect(urlsplit(url)._replace(path="/postgres").geturl(), autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return
        try:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        except psycopg.errors.InsufficientPrivilege:
            raise Trouble(f"Databasens ejer må ikke oprette databasen {name}. Opret den, og prøv igen.") from None


def _settle(url: str) -> None:
    """What the database would do by itself within minutes of a load is done now, so that it does not disturb."""
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute("SELECT count(*) FROM pg_stat_user_tables WHERE last_vacuum IS NOT NULL").fetchone()
        if not row or not row[0]:
            connection.execute("VACUUM ANALYZE")
        connection.execute("CHECKPOINT")


def postmaster(url: str) -> int | None:
    """The number of the database's first process, when it runs on this machine."""
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT pg_backend_pid()").fetchone()
        fields = Path(f"/proc/{row[0] if row else 0}/stat")
        if not fields.exists() or "postgres" not in fields.read_text():
            return None
        return int(fields.read_text().rpartition(")")[2].split()[1])


@contextmanager
def alone() -> Iterator[None]:
    """One measurement at a time: two would measure each other."""
    with locked_at_once(folder() / "alone.lock") as held:
        if not held:
            raise Trouble("Der bliver allerede målt fra denne mappe. Vent, til det er færdigt.")
        yield


@contextmanager
def web(env: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """The web server as `serve` starts it, without the background worker; its process and its port."""
    port, state = ports.any_free(), folder()
    services.end_leftovers(state)
    static.gather(state, env)
    started = [services.start("web", services.web_words(ports.LOOPBACK, port), state, env)]
    try:
        services.await_health(started, port)
        yield started[0].child.pid, port
    finally:
        services.end_all(state, started)
