"""One word each way: every table and every room is in the glossary, and none is called what nothing is called."""

import ast
import re
import tomllib

from tests.architecture.house import ROOMS, ROOT, name_of, ours, parsed, python_files

GLOSSARY = ROOT / "docs/glossary.toml"
EMPTY_WORDS = re.compile(r"(Manager|Helper|Util|Service|Presenter)s?$")
# Called what a library calls it.
THEIR_WORD = {"access/models.py:AccountManager": "Django's word for what makes accounts"}

ENDS = {"DateField": "_on", "DateTimeField": "_at"}
BY_CUSTOM = {
    "people.Child.birth_date": "what everybody calls it",
    "people.Child.due_date": "what everybody calls it",
    "people.Child.protected_until": "holds through that day",
    "people.Guardian.protected_until": "holds through that day",
    "screening.InstrumentVersion.valid_from": "as in the rule table",
    "screening.InstrumentVersion.valid_to": "as in the rule table",
    "access.Account.last_login": "Django's word",
    "access.Submission.at": "the only moment it has",
    "audit.Entry.at": "the only moment it has",
}


def codes() -> set[str]:
    terms = tomllib.loads(GLOSSARY.read_text(encoding="utf-8"))["term"]
    return {term["code"] for term in terms}


def test_every_table_is_in_the_glossary() -> None:
    assert {model.__name__ for model in ours()} - codes() == set()


def test_every_room_is_in_the_glossary() -> None:
    rooms = tomllib.loads(GLOSSARY.read_text(encoding="utf-8"))["room"]
    assert {room["code"] for room in rooms} == set(ROOMS)
    assert all(room["da"] and room["meaning"].endswith(".") for room in rooms)


def test_no_class_is_called_what_nothing_is_called() -> None:
    empty = {
        f"{name_of(path)}:{node.name}"
        for path, code in parsed()
        for node in ast.walk(code)
        if isinstance(node, ast.ClassDef) and EMPTY_WORDS.search(node.name)
    }
    assert empty == set(THEIR_WORD)


def test_no_file_is_called_what_nothing_is_called() -> None:
    empty = {name_of(path) for path in python_files() if EMPTY_WORDS.search(path.stem.title())}
    assert empty == set()


def test_dates_end_in_on_and_moments_in_at() -> None:
    said_otherwise = {
        f"{model._meta.label}.{field.name}"
        for model in ours()
        for field in model._meta.local_concrete_fields
        if not field.name.endswith(ENDS.get(field.get_internal_type(), ""))
    }
    assert said_otherwise == set(BY_CUSTOM)
