"""Every action has the same shape: keyword-only, `by` first, `at` given, atomic, asks, remembers."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.architecture.house import SOURCE, called, dotted, name_of, parsed, text, tree

ASKS = frozenset({"require", "demand", "within", "may"})
# What an action may be excused from, and why. One that is no longer needed must go.
EXCUSED = {
    "screening.answer_parent_link": "a parent has no role: the signed link is looked at anew, and is all the access",
    "transitions.answer_handover_link": "as for a parent's link: the link and its code are looked at anew",
    "transitions.open_handover_link": "the same",
    "transitions.save_link_draft": "the same",
    "transitions.try_handover_code": "the same",
    "people.begin": "nobody is there who could be asked: it refuses when there is one account",
    "family.come_in": "a family has no role: the code is all the access there is, and is looked at anew",
    "family.leave_family": "as for a code: the visit is looked at anew, locked, and must be of who acts",
    "family.write_word": "the same",
    "family.answer_own_consent": "the same",
    "family.put_own_number": "the same",
    "family.answer_proposal": "the same",
    "family.propose_person": "the same",
    "family.take_back_person": "the same",
    "family.say_piece": "the same, of the child's own visit",
    "family.choose_readers": "the same, of the child's own visit",
    "pathways.say_own_number": "as for a visit: the family's room has seen to it that it is this guardian who acts",
    "sharing.answer_oneself": "as for a visit: the family's room has seen to it that it is this guardian who acts",
    "audit.note": "the worker walks the log at night and has no role; it only says what it found",
}


def action_files() -> list[Path]:
    return sorted([*SOURCE.glob("*/actions.py"), *SOURCE.glob("*/actions/*.py")])


@cache
def functions() -> dict[str, ast.FunctionDef]:
    """Every function of every room's actions, its private steps too: `screening._me`."""
    found = {}
    for path in action_files():
        room = name_of(path).split("/")[0]
        found |= {f"{room}.{node.name}": node for node in tree(path).body if isinstance(node, ast.FunctionDef)}
    return found


def behind_the_door() -> set[str]:
    """Of a package `actions/`: what its `__init__` does not hand on is a step shared by actions, no action itself."""
    shared = set()
    for path in SOURCE.glob("*/actions/__init__.py"):
        room = name_of(path).split("/")[0]
        handed_on = {alias.name for node in tree(path).body if isinstance(node, ast.ImportFrom) for alias in node.names}
        inside = {
            node.name
            for sibling in path.parent.glob("*.py")
            for node in tree(sibling).body
            if isinstance(node, ast.FunctionDef)
        }
        shared |= {f"{room}.{name}" for name in inside - handed_on}
    return shared


def actions() -> dict[str, ast.FunctionDef]:
    hidden = behind_the_door()
    return {name: node for name, node in functions().items() if not node.name.startswith("_") and name not in hidden}


def steps(name: str, seen: frozenset[str] = frozenset()) -> Iterator[str]:
    """Everything that is called on the way, through private steps and through other actions."""
    room = name.partition(".")[0]
    for node in ast.walk(functions()[name]):
        if isinstance(node, ast.Call):
            word = called(node)
            yield word
            followed = _followed(room, word)
            if followed and followed not in seen:
                yield from steps(followed, seen | {followed})


def _followed(room: str, word: str) -> str | None:
    """Its own room's first; then an action of another room, under the same name."""
    if f"{room}.{word}" in functions():
        return f"{room}.{word}"
    return next((name for name in actions() if name.partition(".")[2] == word), None)


def faults(name: str, node: ast.FunctionDef) -> Iterator[str]:
    given = {argument.arg: argument.annotation for argument in node.args.kwonlyargs}
    if node.args.args or node.args.posonlyargs or node.args.vararg:
        yield "takes something without its name"
    if not given or next(iter(given)) != "by" or dotted(given["by"] or node) != "Actor":
        yield "does not begin with by: Actor"
    if dotted(given.get("at") or node) != "datetime":
        yield "is given no at: datetime"
    if "transaction.atomic" not in [dotted(one) for one in node.decorator_list]:
        yield "is not atomic"
    called_on_the_way = set(steps(name))
    if not called_on_the_way & ASKS:
        yield "asks nobody for access"
    if "record" not in called_on_the_way:
        yield "is not remembered"


def test_every_action_has_the_shape() -> None:
    wrong = {name: list(faults(name, node)) for name, node in actions().items()}
    assert {name: said for name, said in wrong.items() if said and name not in EXCUSED} == {}


def test_no_excuse_is_older_than_its_reason() -> None:
    assert all(list(faults(name, actions()[name])) for name in EXCUSED)


def test_shared_steps_are_given_by_and_at_too() -> None:
    wrong = {
        name
        for name in behind_the_door()
        if not functions()[name].name.startswith("_")
        and not {"by", "at"} <= {argument.arg for argument in functions()[name].args.kwonlyargs}
    }
    assert wrong == set()


def test_there_are_actions_to_look_at() -> None:
    assert {"people.register_child", "screening.conclude", "messages.tell"} <= set(actions())


@pytest.mark.parametrize("path", action_files(), ids=name_of)
def test_actions_know_nothing_of_pages_settings_or_clocks(path: Path) -> None:
    taken = {
        f"{getattr(node, 'module', '') or ''}.{alias.name}"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    unfit = ("django.http", "django.shortcuts", "django.conf", "django.urls", "django.template", "samspor.ui")
    assert [one for one in taken if one.startswith(unfit) or one == "samspor.base.clock"] == []


def test_nothing_of_ours_happens_by_signal() -> None:
    """Signals are passed by in bulk, and nobody reads them. Django's own are listened to in `project` only."""
    listening = {
        name_of(path)
        for path, code in parsed()
        for node in ast.walk(code)
        if isinstance(node, ast.Call)
        and (called(node) == "receiver" or dotted(node.func).endswith(".connect"))
        and "signal" in text(path)
    }
    assert {file for file in listening if not file.startswith("project/")} == set()
