"""Everybody opens every address there is: a page, a refusal or a way on, and never a fault."""

from collections.abc import Callable

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
    answers = {one.name: client.get(one.filled(world)).status_code for one in pages()}
    assert {page: status for page, status in answers.items() if status not in ANSWERS} == {}
    assert answers["overview:day"] == 200


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
HELD_BACK = {"screening:paper", "screening:focus_told"}


def test_every_page_is_somebodys(world: World, as_: As) -> None:
    """Nothing stands in the house that nobody can open."""
    clients = [as_(name) for name in ("lars", "pia", "ali", "bent", "jens", "henrik", "sara", "anna", "karen", "dorte")]
    closed = {
        one.name
        for one in pages()
        if not any(client.get(one.filled(world)).status_code in {200, 204, 302, 405} for client in clients)
    }
    assert closed <= {"overview:picture"} | HELD_BACK  # the pictures of the manual are made by the journeys
    pia = as_("pia")
    assert {one.name for one in pages() if pia.get(one.filled(world)).status_code == 409} & HELD_BACK == HELD_BACK
