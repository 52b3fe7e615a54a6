"""The users, in a process of their own, so that their cost is not the server's. Reads a job, writes the answers.

Runs without Django and without the product: all it knows is addresses and cookies.
"""

import http.client
import json
import random
import sys
import threading
import time
from dataclasses import dataclass, field
from typing import Any

TIMEOUT = 30.0


@dataclass(slots=True)
class User:
    """One person with one connection that is kept open. `asks` are asked in an order of one's own, over and over."""

    role: str
    headers: dict[str, str]
    asks: list[dict[str, Any]]
    answers: list[tuple[float, float, int, int]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Job:
    """`pause` is the mean of what somebody waits between an answer and the next question; 0 is back to back.

    `turns` is how often each asks at most; 0 is as often as there is time for.
    """

    host: str
    port: int
    warm: float
    seconds: float
    pause: float
    seed: int
    turns: int = 0


def work(user: User, job: Job, began: float, number: int) -> None:
    chance = random.Random(job.seed + number)  # noqa: S311 -- it only shuffles and waits
    asks = [chance.choice(user.asks) for _ in range(200)]
    connection = http.client.HTTPConnection(job.host, job.port, timeout=TIMEOUT)
    ends = began + job.warm + job.seconds
    time.sleep(chance.uniform(0, min(job.pause, job.warm) if job.pause else 0.05))
    turn = 0
    while time.perf_counter() < ends and not (job.turns and turn >= job.turns):
        connection = _ask(user, asks[turn % len(asks)], connection, job, counts=began + job.warm)
        turn += 1
        if job.pause:
            time.sleep(chance.expovariate(1 / job.pause))
    connection.close()


def _ask(
    user: User, ask: dict[str, Any], connection: http.client.HTTPConnection, job: Job, *, counts: float
) -> http.client.HTTPConnection:
    """One question and the whole of its answer. A connection that failed is replaced, and the failure is counted."""
    at = time.perf_counter()
    try:
        body = ask.get("body")
        headers = user.headers | ask.get("headers", {})
        connection.request(ask["method"], ask["path"], body=body.encode() if body else None, headers=headers)
        response = connection.getresponse()
        size, status = len(response.read()), response.status
    except (OSError, http.client.HTTPException) as fault:
        connection.close()
        connection = http.client.HTTPConnection(job.host, job.port, timeout=TIMEOUT)
        size, status = 0, 0
        user.wrong.append(repr(fault))
    if at >= counts:
        user.answers.append((at, (time.perf_counter() - at) * 1000, status, size))
        if status and status not in ask["expects"]:
            user.wrong.append(f"{status} {ask['path']}")
            user.answers[-1] = (*user.answers[-1][:2], 0, size)
    return connection


def run(job: Job, users: list[User]) -> dict[str, Any]:
    began, cpu = time.perf_counter(), time.process_time()
    threads = [threading.Thread(target=work, args=(user, job, began, n)) for n, user in enumerate(users)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    lasted = time.perf_counter() - began
    return {
        # A wrong answer has status 0.
        "samples": [
            (user.role, round(ms, 3), status != 0, size) for user in users for _, ms, status, size in user.answers
        ],
        "wrong": [word for user in users for word in user.wrong][:20],
        "seconds": round(lasted - job.warm, 3),
        "cpu": round((time.process_time() - cpu) / lasted, 3),
    }


def main() -> None:
    given = json.load(sys.stdin)
    users = [User(**one) for one in given.pop("users")]
    json.dump(run(Job(**given), users), sys.stdout)


if __name__ == "__main__":
    main()
