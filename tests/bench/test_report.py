"""The report says what was measured, honestly, as a table and as JSON that can be read again."""

import json
from dataclasses import dataclass, replace
from io import StringIO

import pytest
from rich.console import Console

from bench import report
from bench.figures import Summary
from bench.report import Result


@dataclass
class Run:
    """As bench.driving.Run, which needs the product's tables to be imported."""

    all: Summary
    roles: dict[str, Summary]
    web_ms: float = 5.0
    database_ms: float = 2.0
    others: float = 0.5
    workers_mb: tuple[float, ...] = (80, 90)


@dataclass
class Floor:
    """As bench.floor.Floor."""

    fault: str
    ms: float
    queries: int = 9
    commits: int = 2
    sql_ms: float = 6.0


def run(p95=100.0, errors=0, roles=None):
    held = Summary(requests=50, errors=errors, per_second=25.0, p50=50.0, p95=p95, p99=120.0, bytes=2048)
    return Run(all=held, roles=roles or {})


def floor(fault="", ms=5.0):
    return Floor(fault, ms)


def result(key="child", wanted=150, working=None, pressing=None, below=None):
    return Result(key, "Barnets side", wanted, 3.0, working or run(), pressing or run(p95=300.0), [], below or floor())


EMPTY = replace(result("empty", None, below=floor(ms=1.0)), title="Tom side")


def shown(*results):
    console = Console(width=200, file=StringIO())
    for table in report.tables(results, size="small", users=20, pause=0.5):
        console.print(table)
    return console.file.getvalue()


def test_the_table_says_whether_what_was_wanted_was_met_at_work_and_when_pressed():
    line = next(line for line in shown(result()).splitlines() if "Barnets side" in line)
    assert line.index("ja") < line.index("NEJ")


def test_the_table_counts_the_errors_of_both():
    row = report.times_row(result(working=run(errors=2), pressing=run(errors=3)))
    assert row[report.TIMES.index("fejl")] == "5"


def test_the_table_names_the_slowest_role():
    roles = {"pedagogue": run(p95=90).all, "health_visitor": run(p95=140).all}
    assert report.slowest_role(run(roles=roles)) == "health_visitor 140"
    assert report.slowest_role(run()) == ""


def test_the_floor_is_the_statements_and_an_empty_page():
    assert report.times_the_floor(result(), EMPTY) == pytest.approx(0.9)  # 50 against 5 + 50
    assert report.times_the_floor(result(), None) == 10.0


def test_no_ratio_is_told_without_a_floor():
    assert report.times_the_floor(result(below=floor(fault="UniqueViolation")), EMPTY) is None
    assert report.times_the_floor(EMPTY, EMPTY) is None
    assert report.cost_row(result(below=floor(fault="UniqueViolation")), EMPTY)[7:9] == ["", ""]


def test_the_stored_figures_can_be_read_again(tmp_path):
    file = tmp_path / "bench" / "small.json"
    report.store(file, [EMPTY, result()], about={"size": "small", "machine": {"cores": 2}})
    told = json.loads(file.read_text())
    assert told["about"] == {"size": "small", "machine": {"cores": 2}}
    assert (told["screens"]["child"]["met_at_work"], told["screens"]["child"]["met_pressed"]) == (True, False)
    assert told["screens"]["child"]["times_the_floor"] == 0.9
    assert told["screens"]["child"]["working"]["all"]["p95"] == 100.0
    assert told["screens"]["empty"]["met_at_work"] is None


@pytest.mark.parametrize(("changed", "met"), [({}, "ja"), ({"seconds": 10.1}, "NEJ"), ({"state": "failed"}, "NEJ")])
def test_an_import_is_told_with_what_was_wanted(changed, met):
    told = {"rows": 1000, "state": "ready", "seconds": 10.0, "wanted_seconds": 10, "changes": 900, "problem": ""}
    told |= {"rss_before_mb": 90, "rss_peak_mb": 120} | changed
    line = report.import_line(told)
    assert f": {met})" in line
    assert "120 MB" in line
