"""Every view asks for access and remembers what it showed, or says openly that it need not.

What really happens is watched by the guard in each request of the suite (`tests/access/test_crawl.py`). This reads
the code, so that a path no request has taken is seen too.
"""

import ast
from collections.abc import Iterator
from functools import cache

import pytest
from django.http import Http404
from django.urls import resolve

from tests.access.addresses import Address, addresses
from tests.architecture.house import called, name_of, parsed, templates, text

ASKS = frozenset({"within", "require", "demand", "may", "holds"})
REMEMBERS = frozenset({"saw", "searched", "record", "session", "denied"})
# Views that say nothing of how they may be asked, and why.
ANY_WAY = {
    "health": "asked by machines",
    "stay": "asked by the page's own script",
}


@cache
def functions() -> dict[str, list[ast.AST]]:
    """Every function of the house by its name: a view's way down is followed by names."""
    found: dict[str, list[ast.AST]] = {}
    for _, code in parsed():
        for node in ast.walk(code):
            if isinstance(node, ast.FunctionDef):
                found.setdefault(node.name, []).append(node)
    return found


def way_down(node: ast.AST, seen: set[str]) -> Iterator[str]:
    for found in ast.walk(node):
        word = called(found) if isinstance(found, ast.Call) else ""
        if word and word not in seen:
            seen.add(word)
            yield word
            for one in functions().get(word, []):
                yield from way_down(one, seen)


def source(address: Address) -> ast.FunctionDef:
    module, name = address.view.__module__, address.view.__name__
    file = module.removeprefix("samspor.").replace(".", "/")
    code = next(code for path, code in parsed() if name_of(path) in {f"{file}.py", f"{file}/__init__.py"})
    return next(node for node in code.body if isinstance(node, ast.FunctionDef) and node.name == name)


OURS = [one for one in addresses() if one.ours]
GUARDED = [one for one in OURS if not one.is_public]


@pytest.mark.parametrize("address", GUARDED, ids=lambda one: one.name)
def test_a_view_asks_for_access(address: Address) -> None:
    assert ASKS & set(way_down(source(address), set()))


@pytest.mark.parametrize("address", [one for one in GUARDED if not one.is_about_nobody], ids=lambda one: one.name)
def test_a_view_remembers_what_it_showed(address: Address) -> None:
    assert REMEMBERS & set(way_down(source(address), set()))


def test_a_view_says_how_it_may_be_asked() -> None:
    mute = {
        one.name for one in OURS if not any(called(mark).startswith("require_") for mark in source(one).decorator_list)
    }
    assert mute == set(ANY_WAY)


def test_nobody_below_the_table_asks_what_somebody_is() -> None:
    """Who may is in `access/rules.py`. A page that asks for a role has a rule of its own."""
    rooms = {"views", "forms", "pages", "queries", "actions", "slots"}
    asking = {
        f"{name_of(path)}:{node.lineno}"
        for path, code in parsed()
        if {path.stem, path.parent.name} & rooms and not name_of(path).startswith("access/")
        for node in ast.walk(code)
        if isinstance(node, ast.Compare)
        and any(getattr(one, "attr", "") in {"role", "roles"} for one in ast.walk(node))
    }
    asking |= {name_of(path) for path in templates() if "actor.roles" in text(path) or "actor.grants" in text(path)}
    assert asking == set()


def test_paths_are_danish_and_names_english() -> None:
    shouting = {one.name for one in OURS if str(one.pattern.pattern) != str(one.pattern.pattern).lower()}
    assert shouting == set()


def test_an_unknown_address_is_not_there() -> None:
    with pytest.raises(Http404):
        resolve("/findes-ikke/")
