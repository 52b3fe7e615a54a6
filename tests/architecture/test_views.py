"""Every view asks for access and remembers what it showed, or says openly that it need not.

What really happens is watched by the guard in each request of the suite (`tests/access/test_crawl.py`). This reads
the code, so that a path no request has taken is seen too.
"""

import ast

import pytest
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import resolve

from samspor.access.check import require
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.people.api import Child
from tests.access.addresses import Address, addresses
from tests.architecture.following import calls
from tests.architecture.house import called, name_of, parsed, templates, text

ASKS = {f"samspor.access.check.{one}" for one in ("within", "require", "demand", "may", "allowed", "holds")}
REMEMBERS = {f"samspor.audit.record.{one}" for one in ("saw", "searched", "record", "session", "denied")}
# Views that say nothing of how they may be asked, and why.
ANY_WAY = {
    "health": "asked by machines",
    "stay": "asked by the page's own script",
}


def source(address: Address) -> ast.FunctionDef:
    module, name = address.view.__module__, address.view.__name__
    file = module.removeprefix("samspor.").replace(".", "/")
    code = next(code for path, code in parsed() if name_of(path) in {f"{file}.py", f"{file}/__init__.py"})
    return next(node for node in code.body if isinstance(node, ast.FunctionDef) and node.name == name)


OURS = [one for one in addresses() if one.ours]
GUARDED = [one for one in OURS if not one.is_public]


@pytest.mark.parametrize("address", GUARDED, ids=lambda one: one.name)
def test_a_view_asks_for_access(address: Address) -> None:
    assert ASKS & calls(address.view)


@pytest.mark.parametrize("address", [one for one in GUARDED if not one.is_about_nobody], ids=lambda one: one.name)
def test_a_view_remembers_what_it_showed(address: Address) -> None:
    assert REMEMBERS & calls(address.view)


def show(request: Request, child: Child) -> HttpResponse:
    """Called as pages of ours are that do remember."""
    return render(request, "overview/child.html", {"child": child})


def forgetful(request: Request) -> HttpResponse:
    return show(request, Child.objects.all()[0])


def careful(request: Request) -> HttpResponse:
    child = require(request.actor, Permission.CHILD_READ, Child.objects.all()[0])
    saw(Verb.CHILD_SEEN, by=request.actor, at=clock.now(), child_ids=[child.pk])
    return show(request, child)


def test_a_view_that_forgets_is_seen() -> None:
    """Although other functions of the same name ask and remember."""
    assert not (ASKS | REMEMBERS) & calls(forgetful)
    assert ASKS & calls(careful)
    assert REMEMBERS & calls(careful)


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
