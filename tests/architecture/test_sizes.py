"""How long a thing may be. Raising a number here is a line in a diff, with its reason."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.house import SOURCE, is_page, name_of, parsed, python_files, templates, text

HARD = {  # lines of a file, by what it is
    "actions": 400,
    "views": 400,
    "api": 150,  # one name a line, twice
    "urls": 60,
    "slots": 100,
    "apps": 30,
    "__init__": 150,  # the face of a package inside a room is a list of names as well
}
ANY_FILE = 300
ROOM_FACE = 20  # what the room is for
FUNCTION = 30
PAGE, FRAGMENT, COMPONENTS = 120, 60, 130
SCRIPT = 80  # one behaviour a file
LONGER: dict[str, str] = {}


def allowed(path: Path) -> int:
    if path.name == "__init__.py" and path.parent.parent == SOURCE:
        return ROOM_FACE
    return HARD.get(path.stem, ANY_FILE)


def long_files() -> Iterator[str]:
    for path in python_files():
        if len(text(path).splitlines()) > allowed(path):
            yield name_of(path)


def long_functions() -> Iterator[str]:
    for path, code in parsed():
        for node in ast.walk(code):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _body(node) > FUNCTION:
                yield f"{name_of(path)}:{node.name}"


def _body(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """From the first statement to the last: a signature may be as long as it needs to say what it takes."""
    told = isinstance(node.body[0], ast.Expr) and isinstance(node.body[0].value, ast.Constant)
    first = node.body[1] if told and len(node.body) > 1 else node.body[0]
    return (node.end_lineno or 0) - first.lineno + 1


def long_templates() -> Iterator[str]:
    for path in templates():
        most = PAGE if is_page(path) else COMPONENTS if "components" in path.parts else FRAGMENT
        if len(text(path).splitlines()) > most:
            yield name_of(path)


def test_nothing_is_longer_than_it_may_be() -> None:
    assert {*long_files(), *long_functions(), *long_templates()} == set(LONGER)


@pytest.mark.parametrize("path", sorted(SOURCE.glob("*/static/*/*.js")), ids=lambda path: path.name)
def test_a_script_is_one_short_behaviour(path: Path) -> None:
    assert len(text(path).splitlines()) <= SCRIPT


def test_every_module_says_what_it_is_for_in_one_line() -> None:
    mute = {
        name_of(path)
        for path, code in parsed()
        if text(path).strip() and not (ast.get_docstring(code) or "").split("\n")[0].endswith((".", "?", "!"))
    }
    assert mute == set()
