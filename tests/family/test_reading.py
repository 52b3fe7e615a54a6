"""Every fixed text that a family reads is easy to read. No mail goes to a family: theirs is on a page."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from samspor.base.lix import has_number, lix
from samspor.family import texts as words
from samspor.pathways.rules.levels import every_level
from tests.architecture.house import SOURCE

MOST = 35
ROOM = SOURCE / "family"
PAGES = [
    *(ROOM / "templates" / "family" / f"{name}.html" for name in (
        "door", "closed", "page", "write", "number", "_seen", "_goals", "_consents", "_readers", "_write", "code",
        "another", "childs", "_room", "say", "over", "_persons", "person", "_proposals",
    )),
]  # fmt: skip
CHILDS, CHILDS_MOST = [path for path in PAGES if path.stem in {"childs", "_room", "say", "over"}], 25
WORDS = [ROOM / "texts.py", ROOM / "forms.py", ROOM / "pages" / "seen.py", ROOM / "rules" / "words.py"]
WORDS += [ROOM / "views" / "own.py", SOURCE / "sharing" / "rules" / "consent.py"]
NAME = "Bo"  # stands where something is put in


def of_page(path: Path) -> Iterator[str]:
    """What stands between two tags, and what a macro is given to say."""
    for one in Environment(autoescape=True).parse(path.read_text(encoding="utf-8")).find_all(nodes.Node):
        if isinstance(one, nodes.Output):
            whole = "".join(_put(each) for each in one.nodes)
            yield from re.split(r"<(?!/?(?:strong|span|em)\b)[^>]*>", whole)
        elif isinstance(one, nodes.Call):
            yield from (_put(each) for each in (*one.args, *(each.value for each in one.kwargs)))
        elif isinstance(one, nodes.CondExpr):
            yield from (_put(each) for each in (one.expr1, one.expr2) if each)


def _put(one: nodes.Node) -> str:
    if isinstance(one, nodes.TemplateData):
        return one.data
    if isinstance(one, nodes.Const):
        return str(one.value)
    if isinstance(one, nodes.Concat):
        return "".join(_put(each) for each in one.nodes)
    return NAME


def of_module(path: Path) -> Iterator[str]:
    """Every sentence in it, but those that say what the code is for."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    about = {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.Expr)}
    inside = {id(each) for one in ast.walk(tree) if isinstance(one, ast.JoinedStr) for each in ast.walk(one)}
    for one in ast.walk(tree):
        if isinstance(one, ast.JoinedStr):
            yield "".join(each.value if isinstance(each, ast.Constant) else NAME for each in one.values)
        elif isinstance(one, ast.Constant) and isinstance(one.value, str) and not {id(one)} & (about | inside):
            yield one.value


def texts(path: Path) -> list[str]:
    found = of_page(path) if path.suffix == ".html" else of_module(path)
    plain = (re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", one)).strip() for one in found)
    return [one for one in dict.fromkeys(plain) if one]


@pytest.mark.parametrize("path", [*PAGES, *WORDS], ids=lambda path: path.name)
def test_every_text_is_easy_to_read(path: Path) -> None:
    assert {one: lix(one) for one in texts(path) if has_number(one) and lix(one) > MOST} == {}
    sentences = [one for one in texts(path) if one[-1] in ".?!"]
    assert lix(" ".join(sentences)) <= MOST


@pytest.mark.parametrize("path", CHILDS, ids=lambda path: path.name)
def test_a_childs_page_is_easier_still(path: Path) -> None:
    assert {one: lix(one) for one in texts(path) if has_number(one) and lix(one) > CHILDS_MOST} == {}


def test_so_are_the_words_that_are_put_into_it() -> None:
    said = [*words.PIECE_LEAD.values(), words.PIECE_KEPT, words.PIECE_CHOSEN]
    assert lix(" ".join(said)) <= CHILDS_MOST


def test_the_texts_are_found() -> None:
    assert "Ingen kan rette eller slette det, du har skrevet. Har du skiftet mening, så skriv det." in texts(PAGES[5])
    assert "Når vi aftaler noget om Bo, står det her." in texts(PAGES[5])
    assert "Det er i orden at være uenig. Det, du skriver, bliver stående. Ingen kan rette det." in texts(WORDS[0])
    assert "Du trak dit ja tilbage Bo." in texts(WORDS[2])


def test_no_page_of_the_family_is_left_out() -> None:
    """Those that are not here are the staff's."""
    there = set((ROOM / "templates" / "family").glob("*.html"))
    assert {path.stem for path in there - set(PAGES)} == {
        "_panel",
        "_piece",
        "_put",
        "answer_person",
        "answer_piece",
        "child",
        "family",
        "frame",
        "preview",
        "proposal",
    }


def test_what_a_family_is_told_of_how_many_help_is_easy_to_read() -> None:
    for one in every_level().values():
        assert lix(one.family) <= MOST, one.id
