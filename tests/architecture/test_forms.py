"""Every question on every form has its words, tied to its answer."""

import importlib
import inspect
import re
from collections.abc import Iterator
from types import ModuleType

import pytest
from django import forms

from samspor.ui.forms import DrawnField, Form
from tests.architecture.house import SOURCE

# Fields that are drawn by their page, in a grid, where the words stand around them.
DRAWN_BY_THEIR_PAGE = {"samspor.screening.forms.MarkForm": "a row of the group: its words name the child"}


def modules() -> list[ModuleType]:
    """`forms.py` of every room, and what is in `forms/`."""
    files = [*SOURCE.glob("*/forms.py"), *SOURCE.glob("*/forms/*.py")]
    inside = (path.relative_to(SOURCE.parent).with_suffix("") for path in sorted(files))
    return [importlib.import_module(".".join(one.parts).removesuffix(".__init__")) for one in inside]


def all_forms() -> list[type[Form]]:
    modules()
    return sorted({one for one in _below(Form) if one.__module__.startswith("samspor.")}, key=name)


def _below(kind: type[Form]) -> Iterator[type[Form]]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)


def name(form: type[Form]) -> str:
    return f"{form.__module__}.{form.__qualname__}"


def empty(form: type[Form]) -> Form:
    """What a form, or one it is made from, asks to be made with is given as nothing at all: a list without anybody."""
    own = [kind.__init__ for kind in form.__mro__ if "__init__" in vars(kind) and issubclass(kind, Form)]
    asked = [one for each in own for one in inspect.signature(each).parameters.values()]
    given = {one.name: [] for one in asked if one.kind is one.KEYWORD_ONLY and one.default is one.empty}
    return form(**given)


def questions(form: type[Form]) -> list[DrawnField]:
    return [bound for bound in empty(form) if not bound.is_hidden]


FORMS = [form for form in all_forms() if name(form) not in DRAWN_BY_THEIR_PAGE]


@pytest.mark.parametrize("form", FORMS, ids=name)
def test_every_question_has_words_of_its_own(form: type[Form]) -> None:
    made_up = [bound.name for bound in questions(form) if bound.field.label in (None, "")]
    assert made_up == []


@pytest.mark.parametrize("form", FORMS, ids=name)
def test_words_are_tied_to_the_answer(form: type[Form]) -> None:
    for bound in questions(form):
        drawn = str(bound.as_field())
        assert _is_tied(drawn, bound), bound.name


def _is_tied(drawn: str, bound: DrawnField) -> bool:
    if re.search(r"<fieldset\b", drawn):
        return "<legend" in drawn and str(bound.label).rstrip(":?") in drawn
    answer = re.search(r"<(?:input|select|textarea)\b[^>]*\bid=\"([^\"]+)\"", drawn)
    return bool(answer) and f'for="{answer[1]}"' in drawn


DEMANDS = re.compile(r"\b[Kk]ræves\b|\b[Ss]kal skrives\b|\b[Kk]an udelades, når\b")


@pytest.mark.parametrize("form", FORMS, ids=name)
def test_what_is_sometimes_demanded_is_not_called_optional(form: type[Form]) -> None:
    called_so = [one.name for one in questions(form) if DEMANDS.search(f"{one.label} {one.hint}") and one.optional]
    assert called_so == []


@pytest.mark.parametrize("form", sorted(DRAWN_BY_THEIR_PAGE))
def test_an_excused_form_is_there(form: str) -> None:
    assert form in {name(one) for one in all_forms()}


def test_all_forms_are_ours() -> None:
    """A form of Django's own would not draw itself, nor speak Danish."""
    for module in modules():
        own = [
            one
            for one in vars(module).values()
            if inspect.isclass(one) and issubclass(one, forms.BaseForm) and one.__module__ == module.__name__
        ]
        assert [one for one in own if not issubclass(one, Form)] == []
