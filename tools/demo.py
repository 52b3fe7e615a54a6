"""`demo` and `serve`: everything up until Ctrl-C, and nothing left behind."""

import argparse
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tools import database, django, environment, ports, services, standing, static, variables
from tools.services import Service
from tools.shell import Trouble, say
from tools.state import locked_at_once

ADDRESS = "running/address"
MIGRATING = "migrate.lock"


def demo(asked: argparse.Namespace, state: Path) -> int:
    with _only_one(state):
        port = ports.for_web(asked.port)
        with database.opened(state) as urls:
            env = variables.running(state, urls, demo=True)
            static.gather(state, env)
            with _web(state, env, ports.LOOPBACK, port) as started:
                # The web server wakes up while the database is looked after; only then is it announced.
                _fill(asked, state, variables.owning(env))
                _run(state, env, started, f"http://{ports.LOOPBACK}:{port}", demo=True)
    return 0


def serve(asked: argparse.Namespace, state: Path) -> int:
    """For use in earnest: a database of the person's own, no demo data and no demo entrances."""
    urls = database.given(os.environ)
    if urls is None:
        raise Trouble("Angiv databasen i DATABASE_URL, før du kører './samspor serve'.")
    with _only_one(state):
        port = ports.for_web(asked.port)
        os.environ.pop("SAMSPOR_DEMO", None)
        env = variables.running(state, urls, demo=False)
        _examine(state, env)
        with _web(state, env, asked.host, port) as started:
            _run(state, env, started, f"http://{asked.host}:{port}", demo=False)
    return 0


@contextmanager
def _only_one(state: Path) -> Iterator[None]:
    """One at a time from one checkout; what a killed one left running is ended first."""
    with locked_at_once(state / "web.lock") as alone:
        if not alone:
            raise Trouble(_already(state / ADDRESS))
        environment.ensure(development=False)
        if services.end_leftovers(state):
            say("Et tidligere Samspor, som ikke blev lukket, er nu lukket.")
        (state / ADDRESS).unlink(missing_ok=True)
        yield


def _already(address: Path) -> str:
    where = f" på {address.read_text()}" if address.exists() else ""
    return f"Samspor kører allerede fra denne mappe{where}. Stop det med Ctrl-C dér, før du starter igen."


def _fill(asked: argparse.Namespace, state: Path, owning: Mapping[str, str]) -> None:
    if not (asked.fresh or asked.size) and standing.is_as_left(state, owning):
        say("Demokommunen er allerede lagt ind.")
        return
    standing.forget(state)
    django.migrate(owning, state / MIGRATING)
    size = ["--size", asked.size] if asked.size else []
    words = ["load_demo", *size, *(["--fresh"] if asked.fresh else [])]
    django.must(*words, env=owning, refusal="Demokommunen kunne ikke indlæses.")
    standing.remember(state, owning)


def _examine(state: Path, env: dict[str, str]) -> None:
    refusal = "Indstillingerne er ikke i orden."
    django.silently("check", "--deploy", "--fail-level", "ERROR", env=env, refusal=refusal)
    if not django.is_migrated(variables.owning(env)):
        raise Trouble("Databasen er ikke ajour. Kør './samspor migrate', og prøv igen.")
    static.gather(state, env)
    if "SAMSPOR_FIELD_KEYS" not in os.environ:
        say(f"Nøglerne til databasens krypterede felter ligger i {state / 'secrets'}. Tag en sikkerhedskopi.")


@contextmanager
def _web(state: Path, env: Mapping[str, str], host: str, port: int) -> Iterator[list[Service]]:
    """The list of services, all of which are ended when the block is left."""
    started: list[Service] = []
    try:
        started.append(services.start("web", services.web_words(host, port), state, env))
        yield started
    finally:
        (state / ADDRESS).unlink(missing_ok=True)
        services.end_all(state, started)


def _run(state: Path, env: dict[str, str], started: list[Service], address: str, *, demo: bool) -> None:
    services.await_health(started, int(address.rpartition(":")[2]))
    # The worker wakes up when the first page stands: what it sends and tidies can wait a second, a person less so.
    started.append(services.start("worker", services.WORKER, state, variables.working(env)))
    (state / ADDRESS).write_text(address)
    say(f"Samspor er klar: {address}")
    if demo:
        say(f"Gå ind på {address}/demo/ som en af kommunens folk, for eksempel pædagog eller leder.")
    say("Stop med Ctrl-C.")
    services.watch(started)
