"""`check`: everything that can be said about the source without running it."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tools import environment, variables
from tools.shell import ROOT, last_lines, quietly, say

MOST_LINES = 60
TEMPLATES = ROOT / "src/samspor"


@dataclass(frozen=True, slots=True)
class Check:
    name: str
    words: tuple[str, ...]


def templates(folder: Path) -> list[str]:
    found = sorted(folder.rglob("*.html")) + sorted(folder.rglob("*.svg.jinja"))
    return [str(file.relative_to(ROOT)) for file in found]


@contextmanager
def given_away(root: Path = ROOT) -> Iterator[Path]:
    """The source without what .gitignore names, also where there is no git to ask what is ours."""
    named = [line.strip("/") for line in (root / ".gitignore").read_text().splitlines()]
    with TemporaryDirectory(prefix="samspor-source-") as folder:
        alone = Path(folder) / "source"
        shutil.copytree(root, alone, symlinks=True, ignore=shutil.ignore_patterns(".git", *named))
        yield alone


def all_checks(alone: Path) -> list[Check]:
    checks = [
        Check("ruff (regler)", ("ruff", "check", "-q", "--output-format", "concise", ".")),
        Check("ruff (form)", ("ruff", "format", "--check", "-q", ".")),
        Check("mypy (typer)", ("mypy", "--no-error-summary")),
        Check("import-linter (etager og døre)", ("lint-imports",)),
        Check("make_docs (sider, der laves af koden)", ("python", "-m", "django", "make_docs", "--check")),
        Check("reuse (licenser)", ("reuse", "--root", str(alone), "lint", "-l")),
    ]
    pages = [
        _of_pages("djhtml (skabelonernes indrykning)", ("djhtml", "--check", "--tabwidth", "2"), TEMPLATES),
    ]
    return checks + [check for check in pages if check]


def _of_pages(name: str, words: tuple[str, ...], folder: Path) -> Check | None:
    pages = templates(folder)
    return Check(name, words + tuple(pages)) if pages else None


def run_all(env: Mapping[str, str]) -> bool:
    """All of them, whatever the first says; whether all was in order."""
    with given_away() as alone:
        results = [_run(check, env) for check in all_checks(alone)]
    return all(results)


def _run(check: Check, env: Mapping[str, str]) -> bool:
    code, output = quietly((environment.program(check.words[0]), *check.words[1:]), env=env)
    say(f"{'i orden' if code == 0 else 'FEJL':8} {check.name}")
    if code:
        say(last_lines(output, MOST_LINES))
    return code == 0


def check(state: Path) -> int:
    environment.ensure(development=True)
    return 0 if run_all(variables.testing(state, None)) else 1
