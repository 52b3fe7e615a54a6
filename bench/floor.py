"""The least a screen could cost: its own statements, straight through psycopg, with the same commits."""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import psycopg
from django.db import connection

from bench import awake  # noqa: F401 -- Django must be awake before its connection is known
from bench.crew import CSRF, Member
from bench.figures import percentile
from bench.screens import Ask
from samspor.project.settings import PLANNED_ONCE

COMMIT = "COMMIT"
TIMES = 40
WARM = 4
PLANNED = PLANNED_ONCE["options"].removeprefix("-c ")  # as the web server's connections have it


@dataclass(slots=True)
class Statement:
    """What was sent to the database; `inside` a transaction that something later commits."""

    sql: str
    params: Any = None
    inside: bool = False
    ms: float = 0.0


@dataclass(frozen=True, slots=True)
class Floor:
    """`queries` counts statements without BEGIN and COMMIT; `ms` is a median over many runs from one process."""

    queries: int
    commits: int
    sql_ms: float
    ms: float
    fault: str = ""
    slowest: list[tuple[float, str]] = field(default_factory=list)


def floor(member: Member, asks: Sequence[Ask]) -> Floor:
    """Later answers are listened to: the first makes what is made once; after the third a statement is kept ready."""
    try:
        connection.ensure_connection()
        connection.connection.execute(f"SET {PLANNED}")
        listened = [_listen(member, ask) for ask in [*[asks[0]] * WARM, *asks[:5]]][WARM:]
    except Exception as fault:  # noqa: BLE001 -- a page that fails is a finding, and the other screens are measured
        return Floor(0, 0, 0.0, 0.0, f"{type(fault).__name__}: {fault}")
    median = sorted(listened, key=len)[len(listened) // 2]
    counted = [one for one in median if one.sql != COMMIT]
    slowest = sorted(((round(one.ms, 2), one.sql) for one in counted), reverse=True)[:3]
    sql_ms = round(sum(one.ms for one in counted), 2)
    commits = len(median) - len(counted)
    try:
        ms = replayed(median)
    except psycopg.Error as fault:
        return Floor(len(counted), commits, sql_ms, 0.0, f"{type(fault).__name__}: {fault}", slowest)
    return Floor(len(counted), commits, sql_ms, ms, "", slowest)


def _listen(member: Member, ask: Ask) -> list[Statement]:
    """In this process, through all the middleware, as one request."""
    heard: list[Statement] = []
    member.browser.cookies["csrftoken"] = CSRF
    kind = ask.headers.get("Content-Type", "application/octet-stream")
    headers = {name: value for name, value in ask.headers.items() if name != "Content-Type"} | {"Host": "127.0.0.1"}
    with _listening(heard):
        response = member.browser.generic(ask.method, ask.path, ask.body, kind, headers=headers)
    if response.status_code not in ask.expects:
        raise RuntimeError(f"{response.status_code} {ask.path}")
    return heard


@contextmanager
def _listening(heard: list[Statement]) -> Iterator[None]:
    connection.ensure_connection()
    commit = connection.commit

    def remember(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            ms = (time.perf_counter() - began) * 1000
            heard.append(Statement(sql, params, inside=connection.in_atomic_block, ms=ms))

    def committing() -> None:
        commit()
        heard.append(Statement(COMMIT))

    connection.commit = committing  # type: ignore[method-assign]  # Django tells of statements, not of commits
    try:
        with connection.execute_wrapper(remember):
            yield
    finally:
        del connection.commit


def replayed(statements: Sequence[Statement]) -> float:
    """Milliseconds for all of them: the median of many runs, rows fetched, one connection, nothing else."""
    url = os.environ["DATABASE_URL"]
    adapters = connection.connection
    with psycopg.connect(
        url, autocommit=True, prepare_threshold=PLANNED_ONCE["prepare_threshold"], context=adapters
    ) as bare:
        bare.execute(f"SET {PLANNED}")
        times = sorted([_once(bare, statements) for _ in range(WARM + TIMES)][WARM:])
    return round(percentile(times, 0.5), 2)


def _once(bare: psycopg.Connection[Any], statements: Sequence[Statement]) -> float:
    began, open_now = time.perf_counter(), False
    for one in statements:
        if one.inside and not open_now:
            bare.execute("BEGIN")
            open_now = True
        if one.sql == COMMIT:
            open_now = False
        cursor = bare.execute(one.sql, one.params)
        if cursor.description:
            cursor.fetchall()
    return (time.perf_counter() - began) * 1000
