"""The house as it stands: rooms and floors, and every file of ours, read once."""

import ast
import configparser
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src/samspor"


def _layers(contract: str, key: str) -> list[str]:
    """The floors are written in one place, and read from there."""
    parser = configparser.ConfigParser()
    parser.read(ROOT / ".importlinter")
    return parser[f"importlinter:contract:{contract}"][key].split("\n")[1:]


FLOORS = [frozenset(room.strip() for room in line.split("|")) for line in _layers("floors", "layers")]
ROOMS = tuple(room for floor in FLOORS for room in sorted(floor))  # from the top
GROUND = frozenset({"access", "municipality", "ui", "audit", "law", "base"})  # used freely from above
WIRING = FLOORS[0]
WALLED = frozenset(ROOMS) - GROUND - WIRING  # entered through their doors only


def floor(room: str) -> int:
    """Higher is further up."""
    return next(number for number, held in enumerate(reversed(FLOORS)) if room in held)


def may_know(room: str, other: str) -> bool:
    return room == other or floor(other) < floor(room)


def room_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0]


def name_of(path: Path) -> str:
    """`screening/views.py`: how a file is called in these tests."""
    return path.relative_to(SOURCE).as_posix()


@cache
def python_files() -> tuple[Path, ...]:
    return tuple(sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts))


@cache
def migration_files() -> tuple[Path, ...]:
    return tuple(sorted(path for path in SOURCE.glob("*/migrations/*.py") if path.stem != "__init__"))


@cache
def templates() -> tuple[Path, ...]:
    return tuple(sorted(path for path in SOURCE.glob("*/templates/**/*") if path.is_file()))


def template_name(path: Path) -> str:
    """As it is asked for: `screening/own.html`."""
    return Path(*path.relative_to(SOURCE).parts[2:]).as_posix()


def is_page(path: Path) -> bool:
    """A page stands by itself; a fragment (`_row.html`) and a component are parts of one."""
    return path.suffix == ".html" and not path.name.startswith("_") and "components" not in path.with_suffix("").parts


@cache
def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(text(path))


def parsed() -> Iterator[tuple[Path, ast.Module]]:
    for path in python_files():
        yield path, tree(path)


def strings(node: ast.AST) -> Iterator[str]:
    """Every string of the code, those inside f-strings too; docstrings are not code."""
    told = {id(doc) for doc in _docstrings(node)}
    for found in ast.walk(node):
        if isinstance(found, ast.Constant) and isinstance(found.value, str) and id(found) not in told:
            yield found.value


def _docstrings(node: ast.AST) -> Iterator[ast.AST]:
    for found in ast.walk(node):
        body = getattr(found, "body", None)
        if isinstance(body, list) and body and isinstance(body[0], ast.Expr):
            yield body[0].value


def called(node: ast.AST) -> str:
    """The last word of what is called: `record` for `record(...)` and for `audit.record(...)`."""
    function = node.func if isinstance(node, ast.Call) else node
    return getattr(function, "attr", "") or getattr(function, "id", "")


def dotted(node: ast.AST) -> str:
    """`transaction.atomic` for that attribute; nothing for what is not a plain path."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


@cache
def ours() -> tuple[type, ...]:
    """Every model of ours. Django must be set up."""
    from django.apps import apps

    return tuple(model for model in apps.get_models() if model.__module__.startswith("samspor."))
