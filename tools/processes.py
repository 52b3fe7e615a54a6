"""Knowing a process again: by its number and when it started, so that another's is never ended."""

import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Seen:
    """A process as /proc shows it."""

    pid: int
    state: str
    session: int
    started: int

    @property
    def alive(self) -> bool:
        # A zombie is dead: where process number one reaps nobody it lies there for ever.
        return self.state not in {"Z", "X"}


@dataclass(frozen=True, slots=True)
class Mark:
    """What we write down about a process we started, to know it again after a crash."""

    pid: int
    started: int
    boot: str


def parse_stat(text: str) -> Seen:
    """One line of /proc/PID/stat; the name in brackets may itself hold brackets and spaces."""
    number, _, rest = text.partition(" ")
    fields = rest.rpartition(")")[2].split()
    return Seen(pid=int(number), state=fields[0], session=int(fields[3]), started=int(fields[19]))


def seen(pid: int) -> Seen | None:
    try:
        return parse_stat((PROC / str(pid) / "stat").read_text())
    except (OSError, ValueError, IndexError):
        return None


def everyone() -> Iterator[Seen]:
    for folder in PROC.iterdir():
        if folder.name.isdigit() and (one := seen(int(folder.name))):
            yield one


def is_alive(pid: int) -> bool:
    one = seen(pid)
    return one is not None and one.alive


def command_line(pid: int) -> str:
    try:
        words = (PROC / str(pid) / "cmdline").read_bytes()
    except OSError:
        return ""
    return words.replace(b"\0", b" ").decode(errors="replace").strip()


def owner(pid: int) -> int | None:
    try:
        return (PROC / str(pid)).stat().st_uid
    except OSError:
        return None


def boot_id() -> str:
    return (PROC / "sys/kernel/random/boot_id").read_text().strip()


def mark(pid: int) -> Mark:
    one = seen(pid)
    return Mark(pid=pid, started=one.started if one else 0, boot=boot_id())


def write_mark(file: Path, noted: Mark) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(asdict(noted)))


def read_mark(file: Path) -> Mark | None:
    try:
        return Mark(**json.loads(file.read_text()))
    except (OSError, ValueError, TypeError):
        return None


def still_runs(noted: Mark) -> bool:
    """The same process, not another that was given its number later or after a restart of the machine."""
    one = seen(noted.pid)
    return one is not None and one.alive and one.started == noted.started and noted.boot == boot_id()


def family(noted: Mark) -> list[int]:
    """The living members of the session that the marked process leads or led."""
    leader = seen(noted.pid)
    if noted.boot != boot_id() or (leader and leader.started != noted.started):
        return []
    mine = [one for one in everyone() if one.session == noted.pid and one.started >= noted.started]
    return [one.pid for one in mine if one.alive and owner(one.pid) == os.geteuid()]


def wait_until(done: Callable[[], bool], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while not done():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def send(pid: int, sign: signal.Signals) -> None:
    try:
        os.kill(pid, sign)
    except ProcessLookupError:
        return


def end_family(noted: Mark, patience: float = 10) -> bool:
    """Ask politely, then insist; whether there was anybody."""
    members = family(noted)
    if not members:
        return False
    # The leader alone first: a server that is asked ends its own workers in good order.
    for pid in members if noted.pid not in members else [noted.pid]:
        send(pid, signal.SIGTERM)
    if not wait_until(lambda: not family(noted), patience):
        for pid in family(noted):
            send(pid, signal.SIGKILL)
        wait_until(lambda: not family(noted), patience)
    return True
