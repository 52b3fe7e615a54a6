"""Everybody opens every address there is: a page, a refusal or a way on, and never a fault."""

import re
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from tests.access.addresses import Address, addresses
from tests.access.test_strangers import told
from tests.access.world import COLUMNS, World
from tests.cast import NOW

As = Callable[[str], Client]
ANSWERS = {200, 204, 302, 303, 403, 404, 405, 409, 422}
WITHOUT_CHILDREN = ("olga", "dorte", "jens", "rikke", "ali")
# Pages that are made for those who watch over the others, and name children by their nature.
WATCHING = {"bent": frozenset({"audit:log", "people:emergencies", "people:review"}), "mette": frozenset({"audit:log"})}


@pytest.fixture(autouse=True)
def stopped_clock():
    with time_machine.travel(NOW, tick=False):
        yield


def pages() -> list[Address]:
    """Ours, without the way in and out of the demo."""
    return [one for one in addresses() if one.ours and not one.name.startswith("demo:")]


def test_the_guards_are_on() -> None:
    """A page that asked nobody for access, or showed somebody and wrote no entry, fails in every test."""
    assert settings.STRICT


@pytest.mark.parametrize("name", COLUMNS)
def test_every_page_answers_everybody(world: World, as_: As, name: str) -> None:
    client = as_(name)
    shown = {one.name: client.get(one.filled(world)) for one in pages()}
    answers = {page: answer.status_code for page, answer in shown.items()}
    assert {page: status for page, status in answers.items() if status not in ANSWERS} == {}
    assert answers["overview:day"] == 200
    loses = {page for page, answer in shown.items() if not all(map(keeps_what_is_typed, written_in(answer)))}
    assert loses <= {"ui:gallery"}  # what our components look like: nothing is sent from there


def written_in(answer: Any) -> list[tuple[str, str]]:
    """The forms of a page one writes sentences in: how each begins, and what is in it."""
    if answer.streaming or "html" not in answer.get("Content-Type", ""):
        return []
    forms = re.findall(r'<form\b([^>]*method="post"[^>]*)>(.*?)</form>', answer.content.decode(), re.DOTALL)
    return [(begins, inside) for begins, inside in forms if any(map(is_open, re.findall(r"<textarea[^>]*>", inside)))]


def is_open(area: str) -> bool:
    return " readonly" not in area and " disabled" not in area


def keeps_what_is_typed(form: tuple[str, str]) -> bool:
    """It saves itself, whole or row by row, or the browser asks before it is left."""
    begins, inside = form
    return "data-autosave=" in begins or "data-warn" in begins or "hx-post=" in inside


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("karen", "screening:second"), ("anna", "screening:visit"), ("pia", "concerns:consult"),
        ("rikke", "guide:edit_step"), ("pia", "screening:looked"), ("pia", "screening:alone"),
        ("pia", "screening:not_informed"), ("pia", "screening:own"),
    ],
)  # fmt: skip
def test_there_is_something_to_write_there(world: World, as_: As, name: str, page: str) -> None:
    """So that the rule above is asked of what it was made for."""
    [one] = [one for one in pages() if one.name == page]
    assert written_in(as_(name).get(one.filled(world)))


@pytest.mark.parametrize("name", COLUMNS)
def test_an_empty_form_is_answered(world: World, as_: As, name: str) -> None:
    client = as_(name)
    answers = {one.name: client.post(one.filled(world)).status_code for one in pages()}
    assert {page: status for page, status in answers.items() if status not in ANSWERS} == {}


@pytest.mark.parametrize("name", [*WITHOUT_CHILDREN, *WATCHING])
def test_who_has_no_children_to_see_reads_of_none(world: World, as_: As, name: str) -> None:
    client = as_(name)
    reads = [one for one in pages() if not one.is_public and one.name not in WATCHING.get(name, ())]
    seen = {one.name: told(client.get(one.filled(world))) for one in reads}
    assert {page: names for page, names in seen.items() if names} == {}


# A stop stands on the child of the world: what would reach the parents says so, and why.
HELD_BACK = {"screening:paper", "screening:focus_told", "screening:new_visit", "family:put_proposal"}


def test_every_page_is_somebodys(world: World, as_: As) -> None:
    """Nothing stands in the house that nobody can open."""
    clients = [as_(name) for name in ("lars", "pia", "ali", "bent", "jens", "henrik", "sara", "anna", "karen", "dorte")]
    closed = {
        one.name
        for one in pages()
        if not any(client.get(one.filled(world)).status_code in {200, 204, 302, 405} for client in clients)
    }
    assert closed <= {"overview:picture"} | HELD_BACK  # the pictures of the manual are made by the journeys
    held = (one for one in pages() if one.name in HELD_BACK)
    assert all(any(client.get(one.filled(world)).status_code == 409 for client in clients) for one in held)
