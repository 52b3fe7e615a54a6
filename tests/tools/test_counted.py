"""Lines and branches that no test came by are named, and the run is red."""

import pytest

from tests import counted


def counts(**missing):
    one = {
        "executed_lines": [1],
        "missing_lines": missing.get("lines", []),
        "executed_branches": [],
        "missing_branches": missing.get("branches", []),
    }
    return {"meta": {"software": "slipcover", "branch_coverage": True}, "files": {"room/rules.py": one}}


@pytest.fixture(autouse=True)
def nothing_yet(monkeypatch):
    monkeypatch.setattr(counted, "JOINED", {})


def test_names_what_no_worker_came_by():
    counted.join(counts(lines=[3, 4], branches=[[3, 5], [4, 0]]))
    assert counted.uncounted() == ["room/rules.py: 3, 4, 3->5, 4->ud"]


def test_one_worker_is_enough():
    counted.join(counts(lines=[3, 4]))
    other = counts(lines=[4])
    other["files"]["room/rules.py"]["executed_lines"] = [1, 3]
    counted.join(other)
    assert counted.uncounted() == ["room/rules.py: 4"]


def test_nothing_missing_is_nothing_told():
    counted.join(counts())
    assert counted.uncounted() == []
