"""Which templates the suite has drawn. After a whole run, one that nobody drew fails it.

`conftest.py` registers this module as a plugin. Under xdist each worker tells what it drew, and the run is judged
where it began.
"""

from pathlib import Path
from typing import Any

import jinja2
import pytest

SOURCE = Path(__file__).parents[1] / "src/samspor"
DRAWN = pytest.StashKey[set[str]]()
_get_source = jinja2.FileSystemLoader.get_source


def ours() -> set[str]:
    folders = SOURCE.glob("*/templates")
    return {path.relative_to(folder).as_posix() for folder in folders for path in folder.rglob("*") if path.is_file()}


def pytest_configure(config: pytest.Config) -> None:
    """A template is read when it is first drawn, extended, included or imported, and once a process."""
    drawn = config.stash.setdefault(DRAWN, set())

    def get_source(self: jinja2.FileSystemLoader, environment: jinja2.Environment, template: str) -> Any:
        found = _get_source(self, environment, template)
        drawn.add(template)
        return found

    jinja2.FileSystemLoader.get_source = get_source  # type: ignore[method-assign]  # tests only


def pytest_unconfigure() -> None:
    jinja2.FileSystemLoader.get_source = _get_source  # type: ignore[method-assign]  # as it was


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """A worker is done."""
    node.config.stash[DRAWN].update(getattr(node, "workeroutput", {}).get("drawn", ()))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    config = session.config
    if hasattr(config, "workeroutput"):
        config.workeroutput["drawn"] = sorted(config.stash[DRAWN])
    elif exitstatus == pytest.ExitCode.OK and is_whole(config) and undrawn(config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    if is_whole(config) and (names := undrawn(config)):
        terminalreporter.section("templates that no test has drawn", red=True)
        terminalreporter.write_line("\n".join(names))


def is_whole(config: pytest.Config) -> bool:
    """Nothing was chosen or left out by hand."""
    chosen = ("keyword", "markexpr", "lf", "failedfirst", "deselect", "ignore", "ignore_glob", "collectonly", "maxfail")
    everywhere = config.args_source is pytest.Config.ArgsSource.TESTPATHS
    return everywhere and not any(config.getoption(name, default=None) for name in chosen)


def undrawn(config: pytest.Config) -> list[str]:
    return sorted(ours() - config.stash[DRAWN])
