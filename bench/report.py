"""The results as a table to read and as JSON to keep."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.table import Table

from bench.figures import is_met, ratio

if TYPE_CHECKING:
    from bench.driving import Run
    from bench.floor import Floor

MET = {True: "ja", False: "NEJ", None: ""}
TIMES = (
    "Skærm",
    "p50",
    "p95",
    "p99",
    "ønsket p95",
    "nået",
    "langsomste rolle, p95",
    "pres p95",
    "nået",
    "fejl",
    "andre",
)
COSTS = (
    "Skærm", "svar/s", "web CPU", "db CPU", "kald", "commits", "SQL", "SQL alene", "gange gulvet", "kB", "MB/arbejder",
)  # fmt: skip
READING = (
    "p50-p99: hver bruger venter i gennemsnit {pause:g} s mellem et svar og det næste spørgsmål. Pres: ingen venter. "
    "Andre: kerner, som andre på maskinen brugte imens, i arbejde/under pres."
)
COSTING = (
    "svar/s: svar i sekundet under pres. CPU: millisekunder pr. forespørgsel under pres. SQL: målt i Django. "
    "SQL alene: de samme kald gennem psycopg, median. Gulvet: SQL alene plus en tom side; gange gulvet: p50 mod det."
)


@dataclass(frozen=True, slots=True)
class Result:
    """One screen: at work (with a pause between questions), pressed (without), and the floor below it."""

    key: str
    title: str
    wanted: float | None
    warmed: float  # seconds of asking before anything was counted
    working: "Run"
    pressing: "Run"
    runs: "list[Run]"
    floor: "Floor"


def slowest_role(run: "Run") -> str:
    role, found = max(run.roles.items(), key=lambda one: one[1].p95, default=("", None))
    return f"{role} {found.p95:.0f}" if found else ""


def under(result: Result, empty: Result | None) -> float:
    """The floor of a screen: its own statements, and an empty page through the same server at the same pace."""
    return result.floor.ms + (empty.working.all.p50 if empty else 0.0)


def times_the_floor(result: Result, empty: Result | None) -> float | None:
    """None for the empty page itself, and where the statements could not be repeated."""
    if result.floor.fault or result is empty:
        return None
    return ratio(result.working.all.p50, under(result, empty))


def tables(results: Sequence[Result], *, size: str, users: int, pause: float) -> tuple[Table, Table]:
    empty = next((one for one in results if one.key == "empty"), None)
    title = f"Størrelse {size}, {users} samtidige brugere, millisekunder"
    times = _table(title, TIMES, [times_row(one) for one in results], READING.format(pause=pause))
    return times, _table(f"{title}: hvad det koster", COSTS, [cost_row(one, empty) for one in results], COSTING)


def _table(title: str, names: Sequence[str], rows: Sequence[Sequence[str]], caption: str) -> Table:
    made = Table(title=title, caption=caption, caption_justify="left")
    for name in names:
        made.add_column(name, justify="left" if name in ("Skærm", "langsomste rolle, p95") else "right")
    for one in rows:
        made.add_row(*one)
    return made


def times_row(result: Result) -> list[str]:
    working, pressing = result.working.all, result.pressing.all
    return [
        result.title,
        f"{working.p50:.0f}", f"{working.p95:.0f}", f"{working.p99:.0f}",
        f"{result.wanted:g}" if result.wanted else "",
        MET[is_met(working, result.wanted)],
        slowest_role(result.working),
        f"{pressing.p95:.0f}",
        MET[is_met(pressing, result.wanted)],
        str(working.errors + pressing.errors),
        f"{result.working.others:.1f}/{result.pressing.others:.1f}",
    ]  # fmt: skip


def cost_row(result: Result, empty: Result | None) -> list[str]:
    pressing, floor, times = result.pressing, result.floor, times_the_floor(result, empty)
    return [
        result.title,
        f"{pressing.all.per_second:.0f}",
        f"{pressing.web_ms:.1f}", f"{pressing.database_ms:.1f}",
        str(floor.queries), str(floor.commits), f"{floor.sql_ms:.1f}", "" if floor.fault else f"{floor.ms:.1f}",
        f"{times:.1f}" if times else "",
        f"{pressing.all.bytes / 1024:.0f}",
        "/".join(f"{one:.0f}" for one in pressing.workers_mb),
    ]  # fmt: skip


def import_line(told: Mapping[str, Any]) -> str:
    met = MET[told["state"] == "ready" and told["seconds"] <= told["wanted_seconds"]]
    memory = f"{told['rss_before_mb']} MB før, højst {told['rss_peak_mb']} MB undervejs"
    return (
        f"Børneliste med {told['rows']} rækker: {told['seconds']} s til gennemsyn "
        f"(ønsket {told['wanted_seconds']} s: {met}), {told['changes']} linjer, {memory}. {told['problem']}".strip()
    )


def as_data(results: Sequence[Result], *, about: Mapping[str, Any]) -> dict[str, Any]:
    empty = next((one for one in results if one.key == "empty"), None)
    told = {
        one.key: asdict(one)
        | {
            "met_at_work": is_met(one.working.all, one.wanted),
            "met_pressed": is_met(one.pressing.all, one.wanted),
            "times_the_floor": times_the_floor(one, empty),
            "runs": [{"p95": run.all.p95, "others": run.others} for run in one.runs],
        }
        for one in results
    }
    return {"about": dict(about), "screens": told}


def store(file: Path, results: Sequence[Result], *, about: Mapping[str, Any]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(as_data(results, about=about), ensure_ascii=False, indent=1) + "\n")
