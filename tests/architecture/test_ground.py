"""One clock, tables that point down, migrations that know nobody, and nothing of the machine it was made on."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.house import ROOT, dotted, may_know, migration_files, name_of, ours, parsed, strings, text, tree

READS_A_CLOCK = frozenset({"views", "jobs", "slots"})  # slots are drawn by views
# Who else asks what time it is, and why.
ALSO_READS_IT = {
    "project/middleware.py": "who somebody is depends on the day",
    "project/errors.py": "a refusal is remembered, and no view is left to do it",
    "project/sign_in/remember.py": "sign-in is Django's view; this is where we hear of it",
}
CLOCKS = {
    "datetime.now", "datetime.utcnow", "datetime.today", "date.today", "timezone.now", "timezone.localtime",
    "timezone.localdate", "time.time", "datetime.datetime.now", "datetime.date.today",
}  # fmt: skip
FROM_ROOMS_IN_MIGRATIONS = {"samspor.access.secret", "samspor.access.word"}  # kinds of column
HOSTS = re.compile(r"https?://[^\s\"'<>)]+|^\s*--?(?:extra-)?index-url.*|^\s*-i\s.*", re.MULTILINE)
MACHINE = re.compile(r"/work/|/tmp/|/root/|/home/\w+")
SPOKEN_OF = {  # files that name such a path on purpose
    "tools/": "the runner makes and looks for folders of the machine",
    "docs/": "told to somebody who operates it",
    "tests/tools/": "its tests",
    "tests/project/test_house.py": "settings are read with a made-up folder",
    "tests/architecture/test_ground.py": "this one",
}


def asks_the_clock(code: ast.Module) -> bool:
    """`clock.now()`, `clock.today()`."""
    return any(
        isinstance(node, ast.Call) and dotted(node.func) in {"clock.now", "clock.today"} for node in ast.walk(code)
    ) or any(
        isinstance(node, ast.ImportFrom)
        and node.module == "samspor.base.clock"
        and {"now", "today"} & {a.name for a in node.names}
        for node in ast.walk(code)
    )


def is_a_door_to_people(path: Path) -> bool:
    return path.stem in READS_A_CLOCK or path.parent.name in READS_A_CLOCK or "commands" in path.parts


def test_the_machines_clock_is_read_in_one_place() -> None:
    readers = {
        name_of(path)
        for path, code in parsed()
        if any(isinstance(node, ast.Call) and dotted(node.func) in CLOCKS for node in ast.walk(code))
    }
    assert readers == {"base/clock.py"}


def test_nothing_below_a_view_asks_what_time_it_is() -> None:
    others = {name_of(path) for path, code in parsed() if asks_the_clock(code) and not is_a_door_to_people(path)}
    assert others - {"base/clock.py"} == set(ALSO_READS_IT)


def test_tables_point_down() -> None:
    upwards = {
        f"{model._meta.label}.{field.name}"
        for model in ours()
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model in ours()
        if not may_know(_room(model), _room(field.related_model))
    }
    assert upwards == set()


def _room(model: type) -> str:
    return model.__module__.split(".")[1]


@pytest.mark.parametrize("path", migration_files(), ids=name_of)
def test_a_migration_knows_no_room(path: Path) -> None:
    """Rooms change, and what was done to the tables then must not change with them."""
    taken = set(_imports(tree(path)))
    assert {one for one in taken if one.startswith("samspor.")} <= FROM_ROOMS_IN_MIGRATIONS


@pytest.mark.parametrize("room", sorted({path.parent.parent for path in migration_files()}), ids=lambda path: path.name)
def test_migrations_stand_in_one_line(room: Path) -> None:
    numbers = [path.stem[:4] for path in migration_files() if path.parent.parent == room]
    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]


def _imports(code: ast.Module) -> Iterator[str]:
    for node in ast.walk(code):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""


LOCKS = sorted([*ROOT.glob("requirements*.txt"), *ROOT.glob("*.lock"), ROOT / ".npmrc", *ROOT.glob("tools/**/*.txt")])


@pytest.mark.parametrize("path", [path for path in LOCKS if path.is_file()], ids=lambda path: path.name)
def test_no_lock_names_a_host(path: Path) -> None:
    assert HOSTS.findall(path.read_text(encoding="utf-8")) == []


REGISTRY = re.compile(r"//[^/\s]*(?:pypi|pythonhosted|npmjs|yarnpkg)|_authToken")  # whichever of their hosts


def test_nothing_we_write_names_a_registry() -> None:
    """But what forbids it."""
    asked = [*_written(), *ROOT.glob(".ci/*"), ROOT / "samspor", *ROOT.glob("*.json"), *ROOT.glob("tools/**/*.json")]
    said = {str(one.relative_to(ROOT)) for one in asked if one.is_file() and REGISTRY.search(one.read_text("utf-8"))}
    assert said <= {"tests/architecture/test_ground.py", "tests/tools/test_environment.py"}


@pytest.mark.parametrize("path", sorted([*ROOT.glob("**/package-lock.json")]), ids=lambda path: path.parent.name)
def test_no_npm_lock_says_where_it_fetched(path: Path) -> None:
    if "node_modules" not in path.parts:
        assert '"resolved"' not in path.read_text(encoding="utf-8")


def test_nothing_knows_the_machine_it_was_made_on() -> None:
    found = {
        str(path.relative_to(ROOT))
        for path in _written()
        if not str(path.relative_to(ROOT)).startswith(tuple(SPOKEN_OF))
        and MACHINE.search(path.read_text(encoding="utf-8"))
    }
    assert found == set()


def _written() -> Iterator[Path]:
    for pattern in (
        "src/**/*.py",
        "src/**/*.html",
        "src/**/*.toml",
        "tests/**/*.py",
        "tools/**/*",
        "bench/**/*",
        "municipalities/**/*",
        ".ci/*",
        "*.toml",
        "*.txt",
        "*.yml",
        "*.md",
        "docs/**/*.md",
        "docs/**/*.toml",
        "docs/**/*.json",
    ):
        yield from (
            path
            for path in ROOT.glob(pattern)
            if path.is_file() and not {"node_modules", "vendor", "__pycache__"} & {*path.parts}
        )


def test_strings_are_read() -> None:
    assert "egen" not in set(strings(ast.parse('"""egen"""\nx = "andres"')))
    assert text(ROOT / "LICENSE")
