"""Which lines and branches of ours the whole run went through: counted by each worker, joined and told at the end.

Python 3.11's tracing stops at every line of every library, and took as long as the tests themselves. Here our own
modules carry the counting in their bytecode, and nothing else is slower. `-p tests.counted` asks for it.
"""

import json
import tomllib
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
CHOSEN = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["slipcover"]
HERE = pytest.StashKey[Any]()
JOINED: dict[str, Any] = {}


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None]:
    """Before anything of ours is imported, and after pytest has looked its plugins through."""
    from slipcover import FileMatcher, ImportManager, Slipcover

    sources, omitted = [str(ROOT / path) for path in CHOSEN["source"]], CHOSEN["omit"]
    counting = Slipcover(branch=True, source=sources, omit=omitted, exclude_also=CHOSEN["exclude-also"])
    ImportManager(counting, FileMatcher(sources=sources, omit=omitted)).__enter__()
    early_config.stash[HERE] = counting
    return (yield)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    counted = session.config.stash[HERE].get_coverage()
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["counted"] = json.dumps(counted)
    else:
        join(counted)
        session.exitstatus = session.exitstatus or int(bool(uncounted()))


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """What a worker that died had counted is missing, and the run with it."""
    if "counted" in (told := getattr(node, "workeroutput", {})):
        join(json.loads(told["counted"]))


def join(counted: dict[str, Any]) -> None:
    from slipcover import merge_coverage

    if JOINED:
        merge_coverage(JOINED, counted)
    else:
        JOINED.update(counted)


def uncounted() -> list[str]:
    """A line each: the file, and the lines and branches that no test came by."""
    files = sorted(JOINED["files"].items())
    return [f"{path}: {_told(one)}" for path, one in files if one["missing_lines"] or one["missing_branches"]]


def _told(one: dict[str, Any]) -> str:
    branches = [f"{before}->{after or 'ud'}" for before, after in one["missing_branches"]]
    return ", ".join([*map(str, one["missing_lines"]), *branches])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    missing = uncounted()
    terminalreporter.section("linjer og grene, som ingen test kom forbi")
    for line in missing or ["Ingen: alle linjer og grene er prøvet."]:
        terminalreporter.write_line(line)
