"""A refusal says what to do: an imperative, whom to ask, or that one need do nothing."""

import ast
import re
from collections.abc import Iterator
from functools import cache

import pytest

from tests.architecture.house import called, name_of, parsed

DO = (
    "aflever|afslut|begynd|bed|behold|bekræft|brug|del|find|fjern|flyt|fravælg|giv|gem|gå|hent|hør|indmeld|kassér|kopiér|lad|"
    "lav|lov|luk|læg|læs|opret|peg|planlæg|prøv|registrér|ret|ring|se|send|sig|skriv|slet|spørg|svar|sæt|søg|tag|tal|"
    "tilføj|tryk|udfyld|udgiv|udpeg|vent|vælg|åbn"
)
# As a sentence begins, or what follows »så«, »og« and »eller« inside one: a noun that looks the same is no advice.
ADVICE = re.compile(rf"(?:^|[.:;!?}}] |\b(?:så|og|eller) )(?:{DO})\b", re.IGNORECASE)
WHOM = re.compile(r"\b(?:din leder|lederen) (?:kan|skal)\b|\bdu behøver ikke\b", re.IGNORECASE)

NO = {"Refused", "Unreadable", "ValidationError"}  # a rule, a cell of a list, an answer in a form
EXCUSED = {
    "base/built_on.py: {}. {}": "the second half is MOVE_IT or LOOK",
    "concerns/rules/stops.py: {}, fordi {}. {}": "ends with WHAT_TO_DO",
    "forums/rules/hearing.py: Ingen i forummet må høre om barnet nu. {}": "ends with the lane's next step",
    "guide/rules/versions.py: Vejviseren kan ikke udgives endnu. {}": "a fault of the path, which names the step",
    "pathways/rules/together.py: said": "ends with the lane's next step",
    "people/actions/children.py: said": "_TWICE or _ELSEWHERE, which are both advice",
    "people/actions/closing.py: ' '.join(left)": "each names what lasts longer, and where it is ended",
    "people/forms/person.py: refused.sentence": "another refusal, at its field",
    "people/rules.py: str(wrong)": "the sentences of base/cpr.py",
    "roster/jobs/applying.py: NOT_BY_LIST.sentence": "ends with whom to ring",
    "roster/jobs/applying.py: {}{} Der er ikke skrevet noget.": "another refusal, with the number of its row",
    "roster/rules/values.py: str(error)": "the sentences of base/cpr.py",
    "roster/reading/kinds.py: sentence": "one of _WRONG, which all say what to do",
    "screening/reading/sheets.py: broken": "the sentences of who reads the file",
    "screening/reading/sheets.py: large": "the same",
    "screening/views/rounds.py: pages.already_in(same)": "ends with: tick it, if it is meant",
    "screening/rules/marks.py: overtaken(there, beside)": "ends with: fetch the page anew",
    "ui/forms.py: self.sentence": "a field's own sentence",
    "ui/forms.py: sentence": "by how much the text is too long",
    "screening/rules/telling.py: untold_sentence(name)": "says what the leader is to do",
}


def sentences() -> Iterator[tuple[str, str]]:
    """Where, and what is said there. What is filled in is left out; what is put together elsewhere is said as code."""
    for path, code in parsed():
        for node in ast.walk(code):
            if isinstance(node, ast.Call) and called(node) in NO and node.args:
                for said in _said(node.args[0], name_of(path)):
                    yield name_of(path), said


@cache
def constants() -> dict[tuple[str, str], ast.expr]:
    """By module and name, and by name alone for who takes it from there."""
    found = {}
    for path, code in parsed():
        for node in code.body:
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                found[name_of(path), node.targets[0].id] = found["", node.targets[0].id] = node.value
    return found


def _said(node: ast.expr, where: str) -> Iterator[str]:
    if isinstance(node, ast.Constant):
        yield str(node.value)
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    elif inner := list(_inside(node, where)):
        for one in inner:
            yield from _said(one, where)
    else:
        yield ast.unparse(node)


def _inside(node: ast.expr, where: str) -> Iterator[ast.expr]:
    """One of two, one of several by its key, a constant, or what is filled in."""
    match node:
        case ast.IfExp(body=one, orelse=other):
            yield from (one, other)
        case ast.Dict(values=values):
            yield from values
        case ast.Subscript(value=inner) | ast.Call(func=ast.Attribute(value=inner, attr="format" | "replace")):
            yield inner
        case ast.Name(id=name) if held := constants().get((where, name), constants().get(("", name))):
            yield held


def says_what_to_do(said: str) -> bool:
    return bool(ADVICE.search(said) or WHOM.search(said))


def test_a_refusal_says_what_to_do() -> None:
    mute = {f"{where}: {said}" for where, said in sentences() if not says_what_to_do(said)}
    assert mute == set(EXCUSED)


@pytest.mark.parametrize(
    ("said", "is_told"),
    [
        ("Barnet er flyttet.", False),
        ("Et svar fører til et trin, der ikke er der.", False),
        ("Der er brug for en grund.", False),
        ("Datoen er gået. Vælg en senere.", True),
        ("Er det en fejl, så tal med din leder.", True),
        ("Din leder kan vælge barnet til.", True),
        ("Du har afleveret. Du behøver ikke gøre mere.", True),
    ],
)
def test_advice_is_known_from_a_fact(said: str, is_told: bool) -> None:
    assert says_what_to_do(said) is is_told
