"""Not yours and not there are the same: for every address, whoever has no business there learns nothing."""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from samspor.audit.models import Entry
from samspor.audit.verbs import Kind
from tests.access.addresses import PLAIN, Address, about_somebody, addresses
from tests.access.world import World, build
from tests.cast import CHILDREN, NOW, Cast

As = Callable[[str], Client]
# Else works in another house of the district, Vera leads a school in the other district, Ali runs the system.
STRANGERS = ("else_", "vera", "ali")
# What a stranger may see all the same, and why.
NO_SECRET = {
    ("instrument", "else_"): "the signs of an instrument are about nobody, and for everyone who assesses",
    ("instrument", "vera"): "the same",
    ("member", "ali"): "who works where is what a system administrator keeps in order",
    ("employment", "ali"): "the same",
}
METHODS = ("get", "post")
WORDS = {word for given, family, *_ in CHILDREN.values() for word in (given, family)} | {"Åvej", "Lone"}
NAMES = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(WORDS)))})(?!\w)")


@pytest.fixture
def world(cast: Cast) -> World:
    return build(cast)


@pytest.fixture(autouse=True)
def stopped_clock():
    with time_machine.travel(NOW, tick=False):
        yield


def asked(client: Client, method: str, address: str) -> HttpResponse:
    return getattr(client, method)(address)


def told(response: HttpResponse) -> list[str]:
    return sorted(set(NAMES.findall(response.content.decode())))


def test_every_address_can_be_filled_in(world: World) -> None:
    """A new kind of thing in an address is made in the world of these tests, or is plainly about nobody."""
    unknown = {one for address in addresses() for one in address.arguments} - world.things.keys() - PLAIN.keys()
    assert unknown == set()


def test_addresses_are_named() -> None:
    assert [one.pattern for one in addresses() if not one.name or one.name.endswith(":")] == []


@pytest.mark.parametrize("stranger", STRANGERS)
@pytest.mark.parametrize("address", about_somebody(), ids=lambda address: address.name)
def test_a_stranger_learns_nothing(world: World, as_: As, address: Address, stranger: str) -> None:
    if any((thing, stranger) in NO_SECRET for thing in address.things):
        return
    client, here = as_(stranger), address.filled(world)
    answers = {method: asked(client, method, here) for method in METHODS}
    assert {answer.status_code for answer in answers.values()} <= {404, 405}
    assert any(answer.status_code == 404 for answer in answers.values())
    assert [told(answer) for answer in answers.values()] == [[], []]


@pytest.mark.parametrize("address", about_somebody(), ids=lambda address: address.name)
def test_a_refusal_is_remembered(world: World, as_: As, address: Address) -> None:
    client, here = as_("olga"), address.filled(world)  # she chairs a forum, and reaches nothing of all this
    refused = sum(asked(client, method, here).status_code == 404 for method in METHODS)
    entries = Entry.objects.filter(kind=Kind.DENIED, actor_id=world.cast.olga.account_id, words=here)
    assert refused
    assert entries.count() == refused


@pytest.mark.parametrize("address", about_somebody(), ids=lambda address: address.name)
def test_not_yours_and_not_there_look_the_same(world: World, as_: As, address: Address) -> None:
    client = as_("olga")
    nowhere = {**dict.fromkeys(address.things, uuid4()), **{one: PLAIN[one] for one in address.arguments if one in PLAIN}}
    there, not_there = address.filled(world), reverse(address.name, kwargs=nowhere)
    for method in METHODS:
        yours, nothing = asked(client, method, there), asked(client, method, not_there)
        assert yours.status_code == nothing.status_code
        assert _without_key(yours) == _without_key(nothing)


def _without_key(response: HttpResponse) -> str:
    """The key against forgery is new in each form, and says nothing."""
    lines = response.content.decode().splitlines()
    return "\n".join(line for line in lines if "csrfmiddlewaretoken" not in line)


@pytest.mark.parametrize("address", about_somebody(), ids=lambda address: address.name)
def test_whoever_is_not_signed_in_is_sent_to_the_door(world: World, address: Address) -> None:
    here = address.filled(world)
    answer = Client().get(here)
    assert answer.status_code == 302
    assert str(answer["Location"]).startswith(reverse("account_login"))
    sent = Client().post(here, {"comment": "Skrevet, før jeg blev logget ud"})
    assert sent.status_code == 401
    assert told(sent) == []


@pytest.mark.parametrize("address", addresses(), ids=lambda address: address.name)
def test_only_what_says_so_is_open_to_everybody(world: World, address: Address) -> None:
    if not address.ours:
        return
    answer = Client().get(address.filled(world))
    signed_out = answer.status_code == 302 and str(answer["Location"]).startswith(reverse("account_login"))
    assert signed_out or address.is_public or answer.status_code == 405
    assert told(answer) == [] if not answer.streaming else True


def test_strangers_are_strangers_and_the_rest_are_not(world: World, as_: As) -> None:
    """The same addresses answer those whose work it is: otherwise the tests above would say nothing."""
    own = ("lars", "pia", "ali", "henrik")
    clients = {name: as_(name) for name in own}
    unanswered = {
        address.name
        for address in about_somebody()
        if not any(_is_let_in(clients[name], address.filled(world)) for name in own)
    }
    assert unanswered == set()


def _is_let_in(client: Client, here: str) -> bool:
    return any(asked(client, method, here).status_code not in {404, 405} for method in METHODS)
