"""What the machine says of itself and of our processes, from /proc."""

import os
import platform
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds of processor: of one tree of processes, and of the whole machine."""

    server: float
    database: float
    machine: float


def children() -> dict[int, list[int]]:
    """Every process by its parent."""
    found: dict[int, list[int]] = {}
    for folder in PROC.iterdir():
        if folder.name.isdigit() and (fields := _stat(int(folder.name))):
            found.setdefault(int(fields[1]), []).append(int(folder.name))
    return found


def _stat(pid: int) -> list[str] | None:
    try:
        return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None


def tree(root: int) -> list[int]:
    below, found = children(), [root]
    for pid in found:
        found.extend(below.get(pid, []))
    return found


def cpu_of(root: int | None) -> float:
    """Of a process and all below it; what ended ones used is on their parent's account."""
    if root is None:
        return 0.0
    stats = [fields for pid in tree(root) if (fields := _stat(pid))]
    return sum(sum(int(ticks) for ticks in fields[11:15]) for fields in stats) / TICKS


def cpu_of_machine() -> float:
    """Everything but idling and waiting for the disk."""
    fields = [int(ticks) for ticks in (PROC / "stat").read_text().splitlines()[0].split()[1:9]]
    return (sum(fields) - fields[3] - fields[4]) / TICKS


def times(server: int | None, database: int | None) -> Times:
    return Times(server=cpu_of(server), database=cpu_of(database), machine=cpu_of_machine())


def rss_mb(pid: int, line: str = "VmRSS") -> float:
    """Megabytes in memory now; with VmHWM the most there has been."""
    try:
        words = (PROC / str(pid) / "status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(word.split()[1]) / 1024 for word in words if word.startswith(f"{line}:")), 0.0)


def workers(root: int) -> list[int]:
    """The web server's workers: its children that have loaded the product, not its helpers."""
    return [pid for pid in children().get(root, []) if rss_mb(pid) > 40]


def forget_peak(pid: int) -> None:
    """So that VmHWM tells the most from now on."""
    (PROC / str(pid) / "clear_refs").write_text("5")


def parent_of(pid: int) -> int | None:
    fields = _stat(pid)
    return int(fields[1]) if fields else None


def load() -> float:
    return os.getloadavg()[0]


def describe() -> dict[str, str | int]:
    cpu = (PROC / "cpuinfo").read_text()
    model = next((line.split(":")[1].strip() for line in cpu.splitlines() if line.startswith("model name")), "?")
    memory = int((PROC / "meminfo").read_text().split()[1]) // 1024
    return {
        "cores": len(os.sched_getaffinity(0)),
        "processor": model,
        "memory_mb": memory,
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
    }
