"""Which database a command works on: yours, or a cluster of the project's own for as long as it is used."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tools import postgres
from tools.cluster import Cluster, cluster_at
from tools.postgres import Server
from tools.state import locked, locked_at_once


@dataclass(frozen=True, slots=True)
class Urls:
    """The runtime's role owns nothing; the owner migrates and loads."""

    app: str
    owner: str


def given(environ: Mapping[str, str]) -> Urls | None:
    """A database of the person's own choice."""
    app = environ.get("DATABASE_URL", "").strip()
    return Urls(app=app, owner=environ.get("DATABASE_OWNER_URL", "").strip() or app) if app else None


@contextmanager
def opened(state: Path, name: str = "pg", *, throw_away: bool = False) -> Iterator[Urls]:
    """The database for as long as the block lasts; the last user to leave stops a server of ours."""
    if urls := given(os.environ):
        yield urls
        return
    cluster = cluster_at(state, name, throw_away=throw_away)
    try:
        with locked(_users(state, cluster), shared=True):
            server = _up(cluster, state, throw_away=throw_away)
            yield Urls(app=server.app_url, owner=server.owner_url)
    finally:
        _leave(cluster, state, throw_away=throw_away)


def _users(state: Path, cluster: Cluster) -> Path:
    return state / f"{cluster.home.name}.users"


def _kept(cluster: Cluster) -> Path:
    return cluster.home / "kept"


def _up(cluster: Cluster, state: Path, *, throw_away: bool) -> Server:
    """Running or started; a throw-away cluster never survives its last user, whatever ended that one."""
    with locked(state / f"{cluster.home.name}.lock"):
        if found := postgres.running(cluster):
            return found
        if throw_away:
            postgres.end_members(cluster)
            postgres.destroy(cluster)
        _kept(cluster).unlink(missing_ok=True)
        return postgres.start(cluster, state)


def _leave(cluster: Cluster, state: Path, *, throw_away: bool) -> None:
    with locked(state / f"{cluster.home.name}.lock"), locked_at_once(_users(state, cluster)) as alone:
        if not alone or _kept(cluster).exists():
            return
        postgres.stop(cluster)
        if throw_away:
            postgres.destroy(cluster)


def keep_running(state: Path, name: str = "pg", *, throw_away: bool = False) -> Urls:
    """Start the server, and leave it up until it is stopped by name."""
    if urls := given(os.environ):
        return urls
    cluster = cluster_at(state, name, throw_away=throw_away)
    with locked(_users(state, cluster), shared=True):
        server = _up(cluster, state, throw_away=throw_away)
        _kept(cluster).touch()
    return Urls(app=server.app_url, owner=server.owner_url)


def stop_kept(state: Path, name: str = "pg") -> bool:
    cluster = cluster_at(state, name)
    with locked(state / f"{cluster.home.name}.lock"):
        _kept(cluster).unlink(missing_ok=True)
        return postgres.stop(cluster)
