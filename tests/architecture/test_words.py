"""The screen is in Danish: no English left behind, and æøå whole."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.architecture.house import SOURCE, name_of, parsed, strings, templates, text

# Common in English, and no Danish words (as "have" and "is" are), nor the name of anything here.
ENGLISH = re.compile(
    r"\b(the|and|you|your|please|with|this|that|from|has|are|not|save|cancel|submit|delete|edit|search|back|"
    r"next|previous|error|warning|success|invalid|required|password|user|welcome|loading|child|children|group|unit|"
    r"round|assessment|comment|date|name|page|close|open|yes|no)\b",
    re.IGNORECASE,
)
# Danish words, names and forms that look the same.
SUSPECT = re.compile(r"Ã[¦¸¥†˜…]|Â[«»· ]|â€|�|&#?\w+(?<!;)$")
JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
QUOTED = re.compile(r"\"((?:[^\"\\]|\\.)*)\"")
CODE = re.compile(r"\{\{(.*?)\}\}|\{%-?\s*call(.*?)%\}", re.DOTALL)
READ_ALOUD = frozenset({"alt", "title", "aria-label", "placeholder", "label"})


class Reader(HTMLParser):
    """What a person reads on a page, and what is read aloud to them."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in {"script", "style", "svg"}
        self.words += [value for name, value in attrs if name in READ_ALOUD and value]

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in {"script", "style", "svg"}

    def handle_data(self, data: str) -> None:
        if not self.silent and data.strip():
            self.words.append(data.strip())


def shown(path: Path) -> list[str]:
    """The text of a template, and the sentences it hands to components."""
    source = text(path)
    reader = Reader()
    reader.feed(JINJA.sub(" ", source))
    handed = [
        one for code in CODE.findall(source) for part in code for one in QUOTED.findall(part) if " " in one.strip()
    ]
    return reader.words + handed


def texts() -> list[Path]:
    return sorted([*SOURCE.glob("*/texts.py"), *SOURCE.glob("*/*/texts.py"), *SOURCE.glob("*/texts/*.py")])


def english(sentence: str) -> Iterator[str]:
    """Outside of braces: what is filled in is code."""
    yield from ENGLISH.findall(re.sub(r"\{[^}]*\}", "", sentence))


@pytest.mark.parametrize("path", [path for path in templates() if "components" not in path.parts], ids=name_of)
def test_a_page_speaks_danish(path: Path) -> None:
    assert [(word, one) for one in shown(path) for word in english(one)] == []


@pytest.mark.parametrize("path", texts(), ids=name_of)
def test_texts_are_danish(path: Path) -> None:
    code = parsed_file(path)
    assert [(word, one) for one in strings(code) if " " in one for word in english(one)] == []


def test_what_is_refused_is_refused_in_danish() -> None:
    """Every sentence with a capital and a full stop outside docstrings is for a person; ours are Danish."""
    found = {
        f"{name_of(path)}: {one}"
        for path, code in parsed()
        if {path.stem, path.parent.name} & {"actions", "rules", "views", "forms", "slots"}
        for one in strings(code)
        if re.match(r"[A-ZÆØÅ][^{]*[.!?]$", one) and " " in one and len([*english(one)]) > 1
    }
    assert found == set()


def test_letters_are_whole() -> None:
    files = [*templates(), *texts(), *SOURCE.rglob("*.toml")]
    broken = {name_of(path) for path in files if SUSPECT.search(path.read_text(encoding="utf-8"))}
    assert broken == set()


def test_the_eye_knows_english_and_broken_letters() -> None:
    assert [*english("Please save the child")]
    assert not [*english("Gem barnets vurdering, og gå videre til næste")]
    assert SUSPECT.search("bÃ¸rn")


def parsed_file(path: Path):
    return next(code for other, code in parsed() if other == path)
