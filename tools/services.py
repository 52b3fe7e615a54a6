"""Web server and background worker: started together, watched, and ended together."""

import http.client
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tools import environment, ports, processes
from tools.processes import Mark
from tools.shell import Trouble, begin, finish, last_lines
from tools.variables import THREADS

HEALTH = "/sundhed/"
NAMES = {"web": "Webserveren", "worker": "Baggrundsarbejderen"}


@dataclass(slots=True)
class Service:
    name: str
    child: subprocess.Popen[bytes]
    noted: Mark
    log: Path

    def said(self) -> str:
        words = last_lines(self.log.read_text(errors="replace"))
        return f" Den skrev sidst:\n{words}" if words else ""


WORKER = ["django", "procrastinate", "worker"]


def web_words(host: str, port: int) -> list[str]:
    size = ("--workers", "2", "--blocking-threads", THREADS, "--workers-kill-timeout", "5")
    where = ("--host", host, "--port", str(port), "--log-level", "warning")
    return ["granian", "--interface", "wsgi", *size, *where, "samspor.project.wsgi:application"]


def start(name: str, words: list[str], state: Path, env: Mapping[str, str]) -> Service:
    log = state / "log" / f"{name}.log"
    log.parent.mkdir(mode=0o700, exist_ok=True)
    if log.exists():
        log.replace(log.with_suffix(".before.log"))
    with log.open("wb") as output:
        child = begin((environment.python(), "-m", *words), env=env, log=output)
    noted = processes.mark(child.pid)
    processes.write_mark(_mark_file(state, name), noted)
    return Service(name=name, child=child, noted=noted, log=log)


def _mark_file(state: Path, name: str) -> Path:
    return state / "running" / f"{name}.json"


def end_leftovers(state: Path) -> list[str]:
    """End what an earlier start left running when it was killed; the names of those found."""
    found = []
    for name in NAMES:
        noted = processes.read_mark(_mark_file(state, name))
        if noted and processes.end_family(noted, patience=3):
            found.append(name)
        _mark_file(state, name).unlink(missing_ok=True)
    return found


def end_all(state: Path, services: list[Service]) -> None:
    for service in services:
        if service.child.poll() is None:
            service.child.terminate()
    for service in services:
        finish(service.child)
        processes.end_family(service.noted)
        _mark_file(state, service.name).unlink(missing_ok=True)


def healthy(port: int) -> bool:
    connection = http.client.HTTPConnection(ports.LOOPBACK, port, timeout=5)
    try:
        connection.request("GET", HEALTH)
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def dead(services: list[Service]) -> Service | None:
    return next((service for service in services if service.child.poll() is not None), None)


def await_health(services: list[Service], port: int, seconds: float = 60) -> None:
    """Wait for the first page, or tell which of them fell and what it said last."""
    processes.wait_until(lambda: dead(services) is not None or healthy(port), seconds)
    if fallen := dead(services):
        raise Trouble(f"{NAMES[fallen.name]} startede ikke.{fallen.said()}")
    if not healthy(port):
        raise Trouble(f"{HEALTH} svarer ikke.{services[0].said()}")


def watch(services: list[Service]) -> None:
    """Until one of them dies, or the person stops us."""
    while (fallen := dead(services)) is None:
        time.sleep(0.5)
    raise Trouble(f"{NAMES[fallen.name]} er stoppet; Samspor lukker ned.{fallen.said()}")
