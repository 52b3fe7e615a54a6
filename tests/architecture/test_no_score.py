"""Nothing in the product computes a number, a rank or a colour about a child. See docs/ingen-scorer.md."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import models

from samspor.people.models import Child
from samspor.screening.rules import Position
from tests.architecture.house import SOURCE, called, dotted, name_of, ours, parsed, strings, templates, text, tree

FORBIDDEN = re.compile(
    r"(?:z?scor(?:e[ds]?|ing)|rank(?:s|ed|ing)?|predict\w*|forecast\w*|probabilit\w+|likelihoods?|percentiles?|quantiles?|"
    r"risks?|riskier|weights?|weighted|severit\w+|"
    r"rang|rangering|rangliste|sandsynlig\w*|risiko\w*|forudsig\w*|points)"
)
WORD = re.compile(r"[A-Z]?[a-zæøå]+|[A-Z]+(?![a-z])")
CODE_IN_TEMPLATE = re.compile(r"\{[{%](.*?)[%}]\}", re.DOTALL)
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
SQL = re.compile(r"\b(SELECT|UPDATE|INSERT|CREATE)\b")
COLOURS = {str(position) for position in Position}
PLACES = frozenset({"position", "colour", "color"})
# Where a word or a sum like this is about something else. One that is no longer needed must go.
ABOUT_SOMETHING_ELSE = {
    "demo": "the invented municipality is drawn by lot, and a lot has weights; nothing of it computes about anyone",
    "audit": "the position of a seal is its place in the chain of the log",
}
# Numbers on tables that know a child, and why they say nothing about one.
NUMBERS_BESIDE_A_CHILD: dict[str, str] = {}
POSITIONS_STAND_ON = {
    "screening.OwnAssessment.position": "what one professional thinks, in a setting at a time",
    "screening.JointAssessment.position": "what they arrived at together, in a setting at a time",
    "screening.JointWording.position": "what they had arrived at, before it was written anew",
    "screening.Indicator.position": "what a sign is a prompt for",
    "screening.RoundCount.position": "how many of a unit's children, when nobody's assessment is kept any more",
    "audit.Seal.position": "its place in the chain of the log",
}


def is_about_children(path: Path) -> bool:
    return name_of(path).split("/")[0] not in ABOUT_SOMETHING_ELSE


def suspicious(name: str) -> bool:
    return any(FORBIDDEN.fullmatch(word.lower()) for word in WORD.findall(name))


def identifiers(node: ast.AST) -> Iterator[str]:
    for found in ast.walk(node):
        for key in ("id", "attr", "arg", "name", "asname"):
            if isinstance(value := getattr(found, key, None), str):
                yield value


def sql_names(node: ast.AST) -> Iterator[str]:
    for one in strings(node):
        if SQL.search(one):
            yield from re.findall(r"\w+", one)


def template_names(path: Path) -> Iterator[str]:
    for code in CODE_IN_TEMPLATE.findall(text(path)):
        yield from re.findall(r"\w+", QUOTED.sub("", code))


def test_nothing_is_called_a_score() -> None:
    found = {
        f"{name_of(path)}: {name}"
        for path, code in parsed()
        if is_about_children(path)
        for name in (*identifiers(code), *sql_names(code))
        if suspicious(name)
    }
    found |= {f"{name_of(path)}: {name}" for path in templates() for name in template_names(path) if suspicious(name)}
    assert found == set()


def test_no_file_of_data_holds_a_weight() -> None:
    found = {
        f"{name_of(path)}: {key}"
        for path in SOURCE.rglob("*.toml")
        if is_about_children(path)
        for key in _keys(tomllib.loads(path.read_text(encoding="utf-8")))
        if suspicious(key)
    }
    assert found == set()


def _keys(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield key
            yield from _keys(value)
    elif isinstance(data, list):
        for value in data:
            yield from _keys(value)


def test_nobody_is_put_in_order_by_position() -> None:
    assert {
        (name_of(path), line) for path, code in parsed() if is_about_children(path) for line in _orders(code)
    } == set()
    in_templates = {
        name_of(path)
        for path in templates()
        if re.search(r"\|\s*(sort|min|max|sum|groupby)\b[^|}]*(position|colour|color)", text(path))
    }
    assert in_templates == set()


FIELDS_OF = frozenset({"order_by", "Index", "F", "Avg", "Sum", "StdDev", "Min", "Max"})
KEYS_OF = frozenset({"sorted", "sort", "min", "max", "groupby"})
SQL_ORDER = re.compile(
    r"(ORDER|PARTITION) BY[^)]*\bposition\b|\b(avg|sum|min|max)\s*\([^)]*\bposition\b", re.IGNORECASE
)


def _orders(code: ast.Module) -> Iterator[str]:
    for node in ast.walk(code):
        if _by_field(node) or _by_key(node) or _by_default(node) or _by_sql(node):
            yield f"line {getattr(node, 'lineno', 0)}"


def _by_field(node: ast.AST) -> bool:
    named = isinstance(node, ast.Call) and called(node) in FIELDS_OF
    return named and bool({part for one in strings(node) for part in one.strip("-").split("__")} & PLACES)


def _by_key(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call) or called(node) not in KEYS_OF:
        return False
    keys = [word.value for word in node.keywords if word.arg == "key"] or node.args
    return any(_is_position(found) for key in keys for found in ast.walk(key))


def _by_default(node: ast.AST) -> bool:
    """`ordering` of a model."""
    named = isinstance(node, ast.Assign) and any(getattr(one, "id", "") == "ordering" for one in node.targets)
    return named and bool({one.strip("-") for one in strings(node)} & PLACES)


def _by_sql(node: ast.AST) -> bool:
    told = getattr(node, "value", None) if isinstance(node, ast.Constant) else None
    return isinstance(told, str) and bool(SQL.search(told) and SQL_ORDER.search(told))


def test_nobody_reckons_with_positions() -> None:
    assert {
        (name_of(path), line) for path, code in parsed() if is_about_children(path) for line in _sums(code)
    } == set()


def _sums(code: ast.Module) -> Iterator[str]:
    for node in ast.walk(code):
        if _adds(node) or _compares(node) or _numbers(node) or _weighs(node):
            yield f"line {getattr(node, 'lineno', 0)}"


def _adds(node: ast.AST) -> bool:
    return isinstance(node, ast.BinOp) and (_is_position(node.left) or _is_position(node.right))


def _compares(node: ast.AST) -> bool:
    """More or less than another position."""
    if not isinstance(node, ast.Compare) or not any(
        isinstance(op, ast.Lt | ast.LtE | ast.Gt | ast.GtE) for op in node.ops
    ):
        return False
    return any(_is_position(one) for one in (node.left, *node.comparators))


def _numbers(node: ast.AST) -> bool:
    """`{"red": 3}`."""
    pairs = zip(node.keys, node.values, strict=True) if isinstance(node, ast.Dict) else ()
    return any(_names_a_position(key) and _is_number(value) for key, value in pairs)


def _is_position(node: ast.AST) -> bool:
    """`row.position`, `position`, `Position.RED`."""
    return (
        getattr(node, "attr", "") in PLACES or getattr(node, "id", "") in PLACES or dotted(node).startswith("Position.")
    )


def _names_a_position(node: ast.AST | None) -> bool:
    return node is not None and (_is_position(node) or getattr(node, "value", None) in COLOURS)


def _is_number(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool)


def _weighs(node: ast.AST) -> bool:
    """`When(position="red", then=3)`."""
    if not isinstance(node, ast.Call) or called(node) not in {"When", "Value"}:
        return False
    given = {word.arg: word.value for word in node.keywords if word.arg}
    on_position = any(set(name.split("__")) & PLACES for name in given)
    return on_position and any(_is_number(found) for one in given.values() for found in ast.walk(one))


def test_positions_are_words() -> None:
    assert issubclass(Position, str)
    assert not issubclass(Position, int)
    assert not any(position.value.isdigit() for position in Position)


def test_a_position_stands_on_an_assessment_only() -> None:
    found = {
        f"{model._meta.label}.{field.name}"
        for model in ours()
        for field in model._meta.concrete_fields
        if set(field.name.split("_")) & PLACES
    }
    assert found == set(POSITIONS_STAND_ON)


def test_no_table_holds_a_number_beside_a_child() -> None:
    numeric = (models.IntegerField, models.FloatField, models.DecimalField)
    found = {
        f"{model._meta.label}.{field.name}"
        for model in ours()
        if _knows_a_child(model)
        for field in model._meta.concrete_fields
        if isinstance(field, numeric) and not field.primary_key
    }
    assert found == set(NUMBERS_BESIDE_A_CHILD)


def _knows_a_child(model: type[models.Model], seen: frozenset[type] = frozenset()) -> bool:
    if model is Child:
        return True
    nexts = {field.related_model for field in model._meta.concrete_fields if field.is_relation} - seen - {model}
    return any(isinstance(one, type) and _knows_a_child(one, seen | {model}) for one in nexts)


@pytest.mark.parametrize("room", sorted(ABOUT_SOMETHING_ELSE))
def test_an_excuse_is_still_needed(room: str) -> None:
    files = [path for path in SOURCE.glob(f"{room}/**/*.py") if "migrations" not in path.parts]
    needed = [
        path
        for path in files
        if any(suspicious(name) for name in identifiers(tree(path))) or [*_orders(tree(path)), *_sums(tree(path))]
    ]
    assert needed


@pytest.mark.parametrize(
    "name",
    ["risk_score", "rankedChildren", "weight", "RiskFactorScore", "barnets_rang", "predicted_position", "points"],
)
def test_the_eye_sees_what_it_is_looking_for(name: str) -> None:
    assert suspicious(name)


@pytest.mark.parametrize("name", ["frank", "underscore", "appointment", "orange", "tasks", "brisk", "breakpoints"])
def test_the_eye_leaves_innocent_words_alone(name: str) -> None:
    assert not suspicious(name)


@pytest.mark.parametrize(
    "code",
    [
        "children.order_by('-own__position')", "sorted(rows, key=lambda row: row.position)", "x = row.position + 1",
        "{Position.RED: 3, Position.GREEN: 1}", "{'red': 2}", "When(position='red', then=Value(3))",
        "a.position > b.position", "Avg('joint__position')", "run('SELECT a FROM b ORDER BY c.position')",
        "class Meta:\n    ordering = ['-position']",
    ],
)  # fmt: skip
def test_the_eye_sees_a_reckoning(code: str) -> None:
    assert [*_orders(ast.parse(code)), *_sums(ast.parse(code))]


def _positions_set(code: ast.AST) -> Iterator[ast.expr]:
    """Whatever is put into something called a position: by name, or by its keyword where a row is made."""
    for one in ast.walk(code):
        if isinstance(one, ast.Call) and dotted(one.func).split(".")[-1] not in {"Q", "filter", "exclude"}:
            yield from (word.value for word in one.keywords if word.arg == "position")
        elif isinstance(one, ast.Assign):
            for target in one.targets:
                yield from _put_in(target, one.value)


def _put_in(target: ast.expr, value: ast.expr) -> Iterator[ast.expr]:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for pair in zip(target.elts, value.elts, strict=True):
            yield from _put_in(*pair)
    elif isinstance(target, ast.Attribute) and target.attr == "position":
        yield value


def _is_somebodys(value: ast.expr) -> bool:
    """What a person said, handed on; or nothing. Never one of the three words, and never a choice between two."""
    if isinstance(value, ast.IfExp):
        return _is_nothing(value.orelse) and _is_somebodys(value.body)
    if isinstance(value, ast.Call):
        return dotted(value.func) in {"Position", "str"} and all(map(_is_somebodys, value.args))
    if isinstance(value, ast.Attribute):
        return dotted(value.value) != "Position"
    return isinstance(value, ast.Name | ast.Subscript) or _is_nothing(value)


def _is_nothing(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and not value.value


def test_a_position_is_what_somebody_said() -> None:
    found = {
        f"{name_of(path)}:{value.lineno}"
        for path, code in parsed()
        if is_about_children(path) and name_of(path).split("/")[0] != "demo"
        for value in _positions_set(code)
        if not _is_somebodys(value)
    }
    assert found == set()


@pytest.mark.parametrize(
    ("written", "fine"),
    [
        ("own.position = given", True), ("own.position, own.comment = said[0], said[1]", True),
        ("own.position = ''", True), ("f(position=Position(given['position']) if given['position'] else None)", True),
        ("own.position = Position.YELLOW", False), ("own.position = 'red'", False),
        ("own.position = Position.RED if signs > 3 else Position.GREEN", False), ("own.position = worst(signs)", False),
        ("f(position=max(views))", False), ("own.position = a if far else b", False),
    ],
)  # fmt: skip
def test_what_would_compute_one_is_seen(written: str, fine: bool) -> None:
    assert all(map(_is_somebodys, _positions_set(ast.parse(written)))) is fine
