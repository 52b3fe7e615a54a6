"""Where a PostgreSQL of the project's own lives, whose it is, and how it is set."""

import contextlib
import json
import pwd
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from tools import binaries
from tools.shell import Trouble, is_root, say
from tools.state import may_pass, stand_in_folder

OWNER, APP, DATABASE = "samspor_owner", "samspor_app", "samspor"
SERVER_ENV = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
# A row that a constraint refused is not written in the server's own log, nor the statement that brought it.
QUIET = ("log_error_verbosity=terse", "log_min_error_statement=panic")
COMMON = ("jit=off", "timezone=UTC", "shared_buffers=256MB", "work_mem=16MB", "max_wal_size=2GB", *QUIET)
THROW_AWAY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=500")


class RunAs(TypedDict, total=False):
    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where one cluster lives; `settings` are given to the server at every start."""

    home: Path
    settings: tuple[str, ...] = COMMON
    uid: int | None = None
    gid: int | None = None

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def name(self) -> str:
        # Shown in the title of every server process, so that ours can be told from all others.
        names = json.loads((self.home / "names.json").read_text())
        return f"samspor-{names['cluster']}"

    @property
    def user(self) -> RunAs:
        """Another user to run as, when we are root."""
        if self.uid is None or self.gid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def cluster_at(state: Path, name: str, *, throw_away: bool = False) -> Cluster:
    """The cluster of this name below the state folder, or beside it when its user cannot get there."""
    settings = COMMON + (THROW_AWAY if throw_away else ())
    if not is_root():
        return Cluster(home=state / name, settings=settings)
    uid, gid = _server_user(state)
    place = state
    if not may_pass(state, uid, gid):
        place = stand_in_folder(state)
        say(f"Databasens bruger kan ikke nå {state}; databasen ligger derfor i {place}.")
    uid, gid = _owner(place / name / "data") or (uid, gid)
    return Cluster(home=place / name, settings=settings, uid=uid, gid=gid)


def _owner(data: Path) -> tuple[int, int] | None:
    """Whoever made the data goes on with it: PostgreSQL's own user may have come to the machine since."""
    if not data.exists():
        return None
    status = data.stat()
    return status.st_uid, status.st_gid


def _server_user(state: Path) -> tuple[int, int]:
    """PostgreSQL refuses to run as root; Debian's own user for it, or the one that owns nothing."""
    if _user("postgres") is None:
        binaries.find(state)  # Debian's package brings the user, so it is installed first
    found = _user("postgres") or _user("nobody")
    if found is None:
        raise Trouble("Maskinen mangler brugeren postgres. Kør 'useradd --system postgres', og prøv igen.")
    return found


def _user(name: str) -> tuple[int, int] | None:
    with contextlib.suppress(KeyError):
        found = pwd.getpwnam(name)
        return found.pw_uid, found.pw_gid
    return None


def made_with(cluster: Cluster) -> int | None:
    file = cluster.data / "PG_VERSION"
    return int(file.read_text()) if file.exists() else None


def last_port(cluster: Cluster) -> int | None:
    file = cluster.home / "port"
    return int(file.read_text()) if file.exists() else None
