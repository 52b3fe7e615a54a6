"""The results as a table to read and as JSON to keep."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.figures import is_met, ratio
from rich.table import Table

if TYPE_CHECKING:
    from bench.driving import Run
    from bench.floor import Floor

MET = {True: "ja", False: "NEJ", None: ""}
COLUMNS = (
    "skærm", "ønsket\np95", "p50", "p95", "p99", "nået", "værste rolle\np95", "pres\np95", "pres\nnået", "pres\nsvar/s",
    "fejl", "kald", "SQL\nms", "SQL alene\nms", "gange\ngulvet", "web+db\nCPU ms", "kB", "andres\nkerner",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Result:
    """One screen: at work (with a pause between questions), pressed (without), and the floor below it."""

    key: str
    title: str
    wanted: float | None
    working: "Run"
    pressing: "Run"
    runs: "list[Run]"
    floor: "Floor"


def slowest_role(run: "Run") -> str:
    role, found = max(run.roles.items(), key=lambda one: one[1].p95, default=("", None))
    return f"{role} {found.p95:g}" if found else ""


def under(result: Result, empty: Result | None) -> float:
    """The floor of a screen: its own statements, and an empty page through the same server at the same pace."""
    return result.floor.ms + (empty.working.all.p50 if empty else 0.0)


def times_the_floor(result: Result, empty: Result | None) -> float | None:
    """None for the empty page itself, and where the statements could not be repeated."""
    if result.floor.fault or result is empty:
        return None
    return ratio(result.working.all.p50, under(result, empty))


def table(results: Sequence[Result], *, size: str, users: int, pause: float) -> Table:
    made = Table(title=f"Størrelse {size}, {users} samtidige brugere. Tider i millisekunder.", show_lines=False)
    for name in COLUMNS:
        made.add_column(name, justify="left" if name in (COLUMNS[0], COLUMNS[6]) else "right")
    empty = next((one for one in results if one.key == "empty"), None)
    for one in results:
        made.add_row(*row(one, empty))
    made.caption = (
        f"I arbejde: hver bruger venter i gennemsnit {pause:g} s mellem svar og næste spørgsmål. Pres: ingen venter. "
        "Gulvet: skærmens egen SQL gennem psycopg plus en tom side. Andres kerner: hvad andre på maskinen brugte imens."
    )
    return made


def row(result: Result, empty: Result | None) -> list[str]:
    working, pressing, floor = result.working, result.pressing, result.floor
    times = times_the_floor(result, empty)
    return [
        result.title,
        f"{result.wanted:g}" if result.wanted else "",
        f"{working.all.p50:.0f}", f"{working.all.p95:.0f}", f"{working.all.p99:.0f}",
        MET[is_met(working.all, result.wanted)],
        slowest_role(working),
        f"{pressing.all.p95:.0f}",
        MET[is_met(pressing.all, result.wanted)],
        f"{pressing.all.per_second:.0f}",
        str(working.all.errors + pressing.all.errors),
        str(floor.queries), f"{floor.sql_ms:.1f}", "-" if floor.fault else f"{floor.ms:.1f}",
        f"{times:.1f}" if times else "",
        f"{pressing.web_ms:.1f}+{pressing.database_ms:.1f}",
        f"{working.all.bytes / 1024:.0f}",
        f"{working.others:.1f}/{pressing.others:.1f}",
    ]  # fmt: skip


def as_data(results: Sequence[Result], *, about: Mapping[str, Any]) -> dict[str, Any]:
    empty = next((one for one in results if one.key == "empty"), None)
    told = {
        one.key: asdict(one)
        | {
            "met_at_work": is_met(one.working.all, one.wanted),
            "met_pressed": is_met(one.pressing.all, one.wanted),
            "times_the_floor": times_the_floor(one, empty),
        }
        for one in results
    }
    return {"about": dict(about), "screens": told}


def store(file: Path, results: Sequence[Result], *, about: Mapping[str, Any]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(as_data(results, about=about), ensure_ascii=False, indent=1) + "\n")
