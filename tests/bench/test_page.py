"""The stored figures become the page's tables without losing what was not met."""

import json

from bench import page, report
from tests.bench.test_report import EMPTY, result, run

ABOUT = {"size": "small", "users": 20, "at": "2026-11-21T23:00:00", "imports": []}
IMPORT = {
    "rows": 1000, "seconds": 4.2, "wanted_seconds": 10, "state": "ready", "cpu_seconds": 3.9, "rss_before_mb": 90,
    "rss_peak_mb": 130,
}  # fmt: skip


def stored(**changed):
    data = report.as_data([EMPTY, result(pressing=run(p95=300, errors=1))], about=ABOUT | changed)
    return "\n".join(page.tables(json.loads(json.dumps(data))))


def test_a_line_says_what_was_met_and_what_was_not():
    assert "| child | 50 | 100 | 120 | 150 | yes | 300 | **no** | 25 | 1 | 0.5/0.5 |" in stored()


def test_what_nobody_wanted_is_neither_met_nor_not():
    assert "| empty | 50 | 100 | 120 |  |  | 300 |  |" in stored()


def test_what_the_load_took_is_told_when_it_was_measured():
    assert "Loaded in" not in stored() + stored(load={})
    told = stored(load={"seconds": 487, "peak_mb": 318, "database_mb": 1397})
    assert "Loaded in 487 s, with 318 MB at most, into 1397 MB of database." in told


def test_imports_are_told_when_they_were_measured():
    assert "seconds to review" not in stored()
    assert "| 1000 | 4.2 | 10 | ready | 3.9 | 90 | 130 |" in stored(imports=[IMPORT])
