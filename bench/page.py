"""Stored figures as tables for docs/performance.md: `python -m bench.page docs/bench/*.json`."""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.report import MET

HEADS = ("screen", "p50", "p95", "p99", "wanted p95", "met", "pressed p95", "met", "answers/s", "errors", "others")
COSTS = ("screen", "web CPU", "db CPU", "queries", "SQL ms", "SQL alone ms", "times floor", "kB", "MB a worker")
_LOADED = "Loaded in {seconds} s, with {peak_mb} MB at most, into {database_mb} MB of database."


def tables(data: Mapping[str, Any]) -> Iterator[str]:
    about, screens = data["about"], data["screens"]
    yield f"### {about['size']}, {about['users']} users, {about['at'][:10]}"
    yield _table(HEADS, [_times(key, one) for key, one in screens.items()])
    yield _table(COSTS, [_costs(key, one) for key, one in screens.items()])
    if about.get("load"):
        yield _LOADED.format(**about["load"])
    if about["imports"]:
        heads = ("rows", "seconds to review", "wanted", "state", "CPU s", "MB before", "MB peak")
        yield _table(heads, [_import(one) for one in about["imports"]])


def _times(key: str, one: Mapping[str, Any]) -> list[str]:
    working, pressing = one["working"]["all"], one["pressing"]["all"]
    return [
        key, *(f"{working[name]:.0f}" for name in ("p50", "p95", "p99")), f"{one['wanted'] or ''}",
        _met(one["met_at_work"]), f"{pressing['p95']:.0f}", _met(one["met_pressed"]),
        f"{pressing['per_second']:.0f}", f"{working['errors'] + pressing['errors']}",
        f"{one['working']['others']:.1f}/{one['pressing']['others']:.1f}",
    ]  # fmt: skip


def _met(met: bool | None) -> str:
    return {"ja": "yes", "NEJ": "**no**"}.get(MET[met], "")


def _costs(key: str, one: Mapping[str, Any]) -> list[str]:
    pressing, floor = one["pressing"], one["floor"]
    return [
        key, f"{pressing['web_ms']:.1f}", f"{pressing['database_ms']:.1f}", f"{floor['queries']}",
        f"{floor['sql_ms']:.1f}", f"{floor['ms']:.1f}", f"{one['times_the_floor'] or ''}",
        f"{pressing['all']['bytes'] / 1024:.0f}", "/".join(f"{mb:.0f}" for mb in pressing["workers_mb"]),
    ]  # fmt: skip


def _import(one: Mapping[str, Any]) -> list[str]:
    names = ("rows", "seconds", "wanted_seconds", "state", "cpu_seconds", "rss_before_mb", "rss_peak_mb")
    return [f"{one[name]}" for name in names]


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---"] + ["---:"] * (len(heads) - 1), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print("\n\n".join(tables(json.loads(Path(name).read_text()))), end="\n\n")
