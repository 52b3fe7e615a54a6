"""The glossary is one word each way: no Danish word with two codes, no code with two Danish words."""

import tomllib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

Term = dict[str, "str | list[str]"]
PATH = Path(__file__).parents[2] / "docs/glossary.toml"
TERMS: list[Term] = tomllib.loads(PATH.read_text(encoding="utf-8"))["term"]
NEEDED = {"da", "en", "code", "meaning"}
ALLOWED = NEEDED | {"also", "not", "law"}


def twice(words: Iterable[object]) -> list[str]:
    counted = Counter(str(word).casefold() for word in words)
    return [word for word, times in counted.items() if times > 1]


def code_of(danish: str) -> object:
    return next(term["code"] for term in TERMS if term["da"] == danish)


def test_holds_the_words_of_the_field() -> None:
    assert len(TERMS) >= 90


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term["code"])
def test_each_term_is_well_formed(term: Term) -> None:
    assert set(term) >= NEEDED
    assert set(term) <= ALLOWED
    assert all(term.values())
    assert str(term["code"]).isidentifier()
    assert str(term["meaning"]).endswith(".")
    assert str(term["meaning"])[0].isupper()


def test_no_danish_word_stands_for_two_things() -> None:
    also = [word for term in TERMS for word in term.get("also", [])]
    assert twice([*(term["da"] for term in TERMS), *also]) == []


def test_no_english_word_stands_for_two_things() -> None:
    assert twice(term["en"] for term in TERMS) == []


def test_no_code_stands_for_two_things() -> None:
    assert twice(str(term["code"]).replace("_", "") for term in TERMS) == []


def test_no_meaning_is_used_twice() -> None:
    assert twice(term["meaning"] for term in TERMS) == []


@pytest.mark.parametrize(
    ("danish", "code"),
    [
        ("underretning", "Notification"),
        ("besked", "Message"),
        ("indmeldelse", "Enrolment"),
        ("anbringelse", "Placement"),
        ("tilknytning", "Affiliation"),
        ("nødadgang", "EmergencyAccess"),
        ("ændringssæt", "ChangeSet"),
        ("runde", "AssessmentRound"),
    ],
)
def test_the_words_most_easily_mixed_up_are_settled(danish: str, code: str) -> None:
    assert code_of(danish) == code


def test_a_warning_names_words_that_are_here_or_not_code_at_all() -> None:
    codes = {str(term["code"]) for term in TERMS}
    named = {
        word.strip("().,;")
        for term in TERMS
        for word in str(term.get("not", "")).split()
        if word.startswith("(") and word.strip("().,;").isascii()
    }
    assert named <= codes
