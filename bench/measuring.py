"""Measures screen after screen on a server that is up, and tells the results. Run by `python -m bench`."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console

from bench import awake, driving, machine, report  # noqa: F401 -- awake first: Django must know its tables
from bench.crew import Member, crew
from bench.driving import Server
from bench.floor import floor
from bench.groups import fill_groups
from bench.laying import open_a_round, write_handovers, write_long_concerns
from bench.meetings import plan_meetings
from bench.pathways import write_pathways
from bench.report import Result
from bench.screens import EMPTY, SCREENS, Ask, Screen
from samspor.base import clock

LARGEST = "copenhagen"
ABOUT = ("size", "users", "seconds", "pause", "rounds", "only", "load")
SHORT = 1_000
# What the demo has not, and for how many people it is laid out; 0 for each of the users.
LAID_OUT: dict[str, tuple[Callable[[Iterable[Member]], None], int]] = {
    "group": (fill_groups, 0),
    "own": (fill_groups, 0),
    "mark": (open_a_round, 0),
    "concern": (write_long_concerns, 3),
    "pathway": (write_pathways, 3),
    "meeting": (plan_meetings, 3),
    "handover": (write_handovers, 8),
}
WANTED_IMPORTS = {1_000: 10, 40_000: 300}  # seconds to the review


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was asked for on the command line, and where the server is."""

    size: str
    users: int
    seconds: float
    pause: float
    rounds: int
    only: list[str]
    out: str
    imports: bool
    load: dict[str, int]
    port: int
    pid: int
    database: int | None

    def wants(self, screen: Screen) -> bool:
        return not self.only or screen is EMPTY or any(word in screen.key for word in self.only)


def people(screen: Screen, number: int) -> list[tuple[Member, list[Ask]]]:
    """As many users as asked for, all with something to ask; who has nothing to ask here gives way to one who has."""
    found = [(member, asks) for member in crew(screen.mix, number) if (asks := screen.asks(member))]
    return [found[turn % len(found)] for turn in range(number)] if found else []


def measure(screen: Screen, wishes: Wishes, server: Server) -> Result | None:
    users = people(screen, wishes.users)
    if not users:
        return None

    if screen.stranger:
        for member, _ in users:
            member.browser.logout()

    def drive(turn: int, *, pause: float) -> driving.Run:
        return driving.drive(server, users, seconds=wishes.seconds, pause=pause, seed=turn)

    warmed = driving.warm(server, users)
    working = [drive(turn, pause=wishes.pause) for turn in range(wishes.rounds)]
    pressing = [drive(turn, pause=0) for turn in range(wishes.rounds)]
    return Result(
        key=screen.key, title=screen.title, wanted=screen.wanted, warmed=warmed,
        working=driving.calmest(working), pressing=driving.calmest(pressing), runs=[*working, *pressing],
        floor=floor(*users[0]),
    )  # fmt: skip


def results(wishes: Wishes, console: Console) -> Iterator[Result]:
    server = Server(wishes.port, wishes.pid, wishes.database)
    for screen in filter(wishes.wants, SCREENS):
        console.print(f"Måler: {screen.title}", style="dim")
        result = measure(screen, wishes, server)
        if result is None:
            console.print(f"  {screen.title}: ingen i demokommunen har noget at spørge om her.")
        else:
            yield result


def imported(wishes: Wishes, console: Console) -> list[dict[str, Any]]:
    """Lists of children, each in a fresh process, as far as the review. The long one only where there are as many."""
    found = []
    for rows, wanted in WANTED_IMPORTS.items() if wishes.size == LARGEST else [(1_000, 10)]:
        console.print(f"Måler: børneliste med {rows} rækker", style="dim")
        words = (sys.executable, "-m", "bench.importing", str(rows))
        # A short list is read by the web server, which pools and plans once; a long one by the worker, which does not.
        env = os.environ | {"SAMSPOR_POOL": "1" if rows <= SHORT else ""}
        done = subprocess.run(words, env=env, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603 -- our own
        told: dict[str, Any] = json.loads(done.stdout) | {"wanted_seconds": wanted}
        console.print(report.import_line(told))
        found.append(told)
    return found


def main() -> None:
    given: dict[str, Any] = json.load(sys.stdin)
    wishes, console = Wishes(**given), Console(width=130)
    for screen in SCREENS:
        if screen.key in LAID_OUT:
            lay_out, number = LAID_OUT[screen.key]
            lay_out(crew(screen.mix, number or wishes.users))
    found = list(results(wishes, console))
    about = {name: given[name] for name in ABOUT} | {
        "machine": machine.describe(),
        "at": clock.now().isoformat(timespec="seconds"),
    }
    for table in report.tables(found, size=wishes.size, users=wishes.users, pause=wishes.pause):
        console.print(table)
    report.store(Path(wishes.out), found, about=about | {"imports": []})  # minutes of measuring, before the long lists
    if wishes.imports:
        report.store(Path(wishes.out), found, about=about | {"imports": imported(wishes, console)})
    console.print(f"Gemt i {wishes.out}")


if __name__ == "__main__":
    main()
