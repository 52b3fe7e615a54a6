"""`check`: everything that can be said about the source without running it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

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


def all_checks() -> list[Check]:
    checks = [
        Check("ruff (regler)", ("ruff", "check", "-q", "--output-format", "concise", ".")),
        Check("ruff (form)", ("ruff", "format", "--check", "-q", ".")),
        Check("mypy (typer)", ("mypy", "--no-error-summary")),
        Check("import-linter (etager og døre)", ("lint-imports",)),
        Check("make_docs (sider, der laves af koden)", ("python", "-m", "django", "make_docs", "--check")),
        Check("reuse (licenser)", ("reuse", "lint", "-l")),
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
    results = [_run(check, env) for check in all_checks()]
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
