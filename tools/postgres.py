# ruff: noqa: S603 -- starting PostgreSQL is this module's work
"""A PostgreSQL of the project's own: started, taken over after a crash, and stopped."""

import json
import os
import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tools import binaries, ports, processes
from tools.binaries import Binaries
from tools.cluster import APP, DATABASE, OWNER, SERVER_ENV, Cluster, last_port, made_with
from tools.making import create
from tools.shell import Trouble, last_lines

LONGEST_RECOVERY = 300.0


@dataclass(frozen=True, slots=True)
class Server:
    pid: int
    port: int
    owner_url: str
    app_url: str


# Those this very process started: it alone can reap them, so that they do not stay as zombies.
CHILDREN: dict[int, subprocess.Popen[bytes]] = {}


def running(cluster: Cluster) -> Server | None:
    """The server of this cluster that is up and answers, if there is one."""
    file = _pid_file(cluster)
    if file is None or not _is_ours(cluster, file.pid) or not file.ready or not ports.answers(file.port):
        return None
    return _server(cluster, file.pid, file.port)


@dataclass(frozen=True, slots=True)
class PidFile:
    pid: int
    port: int
    ready: bool


def parse_pid_file(text: str) -> PidFile | None:
    """postmaster.pid: number, folder, start, port, socket folder, address, memory, status."""
    lines = text.splitlines()
    try:
        return PidFile(int(lines[0]), int(lines[3]), ready=len(lines) > 7 and lines[7].strip() == "ready")
    except (IndexError, ValueError):
        return None


def _pid_file(cluster: Cluster) -> PidFile | None:
    try:
        return parse_pid_file((cluster.data / "postmaster.pid").read_text())
    except OSError:
        return None


def _is_ours(cluster: Cluster, pid: int) -> bool:
    return processes.is_alive(pid) and cluster.name in processes.command_line(pid)


def members(cluster: Cluster) -> list[int]:
    """All living processes of this cluster, also those a killed postmaster left behind."""
    uid = os.geteuid() if cluster.uid is None else cluster.uid
    alive = [one.pid for one in processes.everyone() if one.alive and processes.owner(one.pid) == uid]
    return [pid for pid in alive if cluster.name in processes.command_line(pid)]


def _server(cluster: Cluster, pid: int, port: int) -> Server:
    words = json.loads((cluster.home / "names.json").read_text())

    def url(role: str) -> str:
        return f"postgresql://{role}:{words[role]}@{ports.LOOPBACK}:{port}/{DATABASE}"

    return Server(pid=pid, port=port, owner_url=url(OWNER), app_url=url(APP))


def start(cluster: Cluster, state: Path) -> Server:
    """Start the server; the caller holds the cluster's lock and has seen that none is running."""
    found = binaries.find(state, made_with(cluster))
    if not cluster.data.exists():
        create(cluster, found)
    _clear_after_crash(cluster)
    port = ports.same_or_free(last_port(cluster))
    child = _launch(cluster, found, port)
    (cluster.home / "port").write_text(str(port))
    return _server(cluster, child.pid, port)


def end_members(cluster: Cluster, patience: float = 10) -> None:
    """Let what a killed server left behind end by itself, or end it."""
    if not (cluster.home / "names.json").exists():
        return
    if processes.wait_until(lambda: not members(cluster), patience):
        return
    for pid in members(cluster):
        processes.send(pid, signal.SIGQUIT)
    if not processes.wait_until(lambda: not members(cluster), patience):
        raise Trouble(f"Databasen i {cluster.home} svarer ikke. Genstart maskinen, og prøv igen.")


def _clear_after_crash(cluster: Cluster) -> None:
    """Free the lock of a killed server when a dead process, or a stranger, still seems to hold it."""
    end_members(cluster)
    file = _pid_file(cluster)
    if file and processes.seen(file.pid):
        # A zombie, or a stranger with the same number: PostgreSQL would take either for a running server.
        # With no member left alive nobody writes to the data, so the file may go.
        (cluster.data / "postmaster.pid").unlink()


def _launch(cluster: Cluster, found: Binaries, port: int) -> subprocess.Popen[bytes]:
    where = (f"port={port}", f"listen_addresses={ports.LOOPBACK}", "unix_socket_directories=")
    settings = (*where, f"cluster_name={cluster.name}", *cluster.settings)
    words = [str(found.postgres), "-D", str(cluster.data)]
    log = cluster.home / "server.log"
    with log.open("wb") as output:
        child = subprocess.Popen(
            [*words, *(word for setting in settings for word in ("-c", setting))],
            cwd="/",
            env=SERVER_ENV,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,  # Ctrl-C in the terminal must reach us first, and the server last
            **cluster.user,
        )
    CHILDREN[child.pid] = child
    _await_ready(cluster, child, log)
    return child


def _await_ready(cluster: Cluster, child: subprocess.Popen[bytes], log: Path) -> None:
    def settled() -> bool:
        return child.poll() is not None or running(cluster) is not None

    if not processes.wait_until(settled, LONGEST_RECOVERY) or child.poll() is not None:
        said = last_lines(log.read_text(errors="replace"))
        raise Trouble(f"Databasen i {cluster.home} startede ikke:\n{said}")


def stop(cluster: Cluster, patience: float = 30) -> bool:
    """End the server in good order, else at once; whether there was one."""
    file = _pid_file(cluster)
    if file is None or not _is_ours(cluster, file.pid):
        return False
    for sign in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        processes.send(file.pid, sign)
        if processes.wait_until(lambda: _has_ended(file.pid), patience):
            break
    return True


def _has_ended(pid: int) -> bool:
    if child := CHILDREN.get(pid):
        child.poll()
    return not processes.is_alive(pid)


def destroy(cluster: Cluster) -> None:
    shutil.rmtree(cluster.home, ignore_errors=True)
