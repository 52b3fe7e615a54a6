"""Lets the users loose on one screen, and reads what it cost the machine meanwhile."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bench import machine
from bench.crew import Member
from bench.figures import Sample, Summary, by_role, summary
from bench.screens import Ask

WARM = 2.0  # seconds at the measured pace, not counted
TURNS = 25  # each asks so often before anything is measured: every connection then knows the statements of every user
LONGEST = 180.0


@dataclass(frozen=True, slots=True)
class Server:
    """Where to ask, and whose processor time to read; no number for a database on another machine."""

    port: int
    pid: int
    database: int | None


@dataclass(frozen=True, slots=True)
class Run:
    """One measurement. Processor times are in milliseconds a request; `others` and `client` are shares of one core."""

    all: Summary
    roles: dict[str, Summary]
    wrong: list[str]
    web_ms: float
    database_ms: float
    client: float
    others: float
    workers_mb: list[float]


def warm(server: Server, users: Sequence[tuple[Member, list[Ask]]]) -> float:
    """Seconds it took. A statement is planned once on each connection, and that costs more than to answer it."""
    told = _client(_job(server, users) | {"warm": 0, "seconds": LONGEST, "pause": 0, "seed": 0, "turns": TURNS})
    seconds: float = told["seconds"]
    return round(seconds, 1)


def drive(server: Server, users: Sequence[tuple[Member, list[Ask]]], *, seconds: float, pause: float, seed: int) -> Run:
    job = _job(server, users) | {"warm": WARM, "seconds": seconds, "pause": pause, "seed": seed}
    before = machine.times(server.pid, server.database)
    told = _client(job)
    after = machine.times(server.pid, server.database)
    return _run(told, before, after, server)


def _job(server: Server, users: Sequence[tuple[Member, list[Ask]]]) -> dict[str, Any]:
    asked = [
        {"role": member.role.value, "headers": member.headers, "asks": [asdict(ask) for ask in asks]}
        for member, asks in users
    ]
    return {"host": "127.0.0.1", "port": server.port, "users": asked}


def _client(job: dict[str, Any]) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.client"], input=json.dumps(job), stdout=subprocess.PIPE, text=True, check=True
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _run(told: dict[str, Any], before: machine.Times, after: machine.Times, server: Server) -> Run:
    samples = [Sample(*one) for one in told["samples"]]
    lasted = told["seconds"] + WARM
    # Warming up is asked as well, at the same pace.
    asked = max(len(samples) * lasted / told["seconds"], 1)
    web, database = after.server - before.server, after.database - before.database
    others = (after.machine - before.machine - web - database) / lasted - told["cpu"]
    return Run(
        all=summary(samples, seconds=told["seconds"]),
        roles=by_role(samples, seconds=told["seconds"]),
        wrong=told["wrong"],
        web_ms=round(web * 1000 / asked, 2),
        database_ms=round(database * 1000 / asked, 2),
        client=told["cpu"],
        others=round(max(others, 0.0), 2),
        workers_mb=[round(machine.rss_mb(pid)) for pid in machine.workers(server.pid)],
    )


def calmest(runs: Sequence[Run]) -> Run:
    """The best of several: what the others on the machine disturbed least. One with errors is never the best."""
    return min(runs, key=lambda run: (run.all.errors, run.all.p95))
