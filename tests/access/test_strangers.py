"""Not yours and not there are the same: for every address, whoever has no business there learns nothing."""

import re
from collections.abc import Callable
from io import BytesIO
from uuid import uuid4
from zipfile import ZipFile

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from samspor.audit.models import Entry
from samspor.audit.verbs import Kind
from tests.access.addresses import PLAIN, Address, about_somebody, addresses
from tests.access.world import World
from tests.cast import CHILDREN, NOW

As = Callable[[str], Client]
# Else works in another house of the district, Vera leads a school in the other district, Ali runs the system.
STRANGERS = ("else_", "vera", "ali")
# What a stranger may see all the same, and why.
NO_SECRET = {
    ("instrument", "else_"): "the signs of an instrument are about nobody, and for everyone who assesses",
    ("instrument", "vera"): "the same",
    ("member", "ali"): "who works where is what a system administrator keeps in order",
    ("employment", "ali"): "the same",
    ("unit", "ali"): "and so is when a house closes; no child is named",
}
METHODS = ("get", "post")
WORDS = {word for given, family, *_ in CHILDREN.values() for word in (given, family)} | {"Åvej", "Lone"}
NAMES = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(WORDS)))})(?!\w)")


@pytest.fixture(autouse=True)
def stopped_clock():
    with time_machine.travel(NOW, tick=False):
        yield


def asked(client: Client, method: str, address: str) -> HttpResponse:
    return getattr(client, method)(address)


def told(response: HttpResponse) -> list[str]:
    return sorted(set(NAMES.findall(_text(response.content))))


def _text(content: bytes) -> str:
    """A workbook is read as it is inside."""
    if not content.startswith(b"PK"):
        return content.decode(errors="replace")
    with ZipFile(BytesIO(content)) as packed:
        return "\n".join(packed.read(name).decode(errors="replace") for name in packed.namelist())


def test_every_address_can_be_filled_in(world: World) -> None:
    """A new kind of thing in an address is made in the world of these tests, or is plainly about nobody."""
    unknown = {one for address in addresses() for one in address.arguments} - world.things.keys() - PLAIN.keys()
    assert unknown == set()


def test_addresses_are_named() -> None:
    assert [one.pattern for one in addresses() if not one.name or one.name.endswith(":")] == []


@pytest.mark.parametrize("stranger", STRANGERS)
def test_a_stranger_learns_nothing(world: World, as_: As, stranger: str) -> None:
    client = as_(stranger)
    learned = {}
    for address in about_somebody():
        answers = [asked(client, method, address.filled(world)) for method in METHODS]
        statuses = {answer.status_code for answer in answers}
        if not any((thing, stranger) in NO_SECRET for thing in address.things) and (
            404 not in statuses or statuses - {404, 405} or any(told(answer) for answer in answers)
        ):
            learned[address.name] = [(answer.status_code, told(answer)) for answer in answers]
    assert learned == {}


def test_a_refusal_is_remembered(world: World, as_: As) -> None:
    client = as_("olga")  # she chairs a forum, and reaches nothing of all this
    refused = sorted(
        here
        for address in about_somebody()
        for here in [address.filled(world)]
        for method in METHODS
        if asked(client, method, here).status_code == 404
    )
    entries = Entry.objects.filter(kind=Kind.DENIED, actor_id=world.cast.olga.account_id)
    assert len(set(refused)) == len({address.filled(world) for address in about_somebody()})
    assert sorted(entries.values_list("words", flat=True)) == refused


def test_not_yours_and_not_there_look_the_same(world: World, as_: As) -> None:
    client = as_("olga")
    different = []
    for address in about_somebody():
        given = {one: PLAIN[one] if one in PLAIN else uuid4() for one in address.arguments}
        for method in METHODS:
            yours = asked(client, method, address.filled(world))
            nothing = asked(client, method, reverse(address.name, kwargs=given))
            if (yours.status_code, _without_key(yours)) != (nothing.status_code, _without_key(nothing)):
                different.append((address.name, method))
    assert different == []


def _without_key(response: HttpResponse) -> str:
    """The key against forgery is new in each form, and says nothing."""
    lines = response.content.decode().splitlines()
    return "\n".join(line for line in lines if "csrfmiddlewaretoken" not in line)


def test_whoever_is_not_signed_in_is_sent_to_the_door(world: World) -> None:
    let_in = {}
    for address in about_somebody():
        here = address.filled(world)
        answer, sent = Client().get(here), Client().post(here, {"comment": "Skrevet, før jeg blev logget ud"})
        if not _is_to_the_door(answer) or sent.status_code != 401 or told(sent):
            let_in[address.name] = (answer.status_code, sent.status_code, told(sent))
    assert let_in == {}


def _is_to_the_door(answer: HttpResponse) -> bool:
    return answer.status_code == 302 and str(answer["Location"]).startswith(reverse("account_login"))


def test_only_what_says_so_is_open_to_everybody(world: World) -> None:
    open_to_all = {
        address.name
        for address in addresses()
        if address.ours and not _is_to_the_door(Client().get(address.filled(world)))
    }
    assert open_to_all <= {address.name for address in addresses() if address.is_public}


def test_strangers_are_strangers_and_the_rest_are_not(world: World, as_: As) -> None:
    """The same addresses answer those whose work it is: otherwise the tests above would say nothing."""
    clients = [
        as_(name)
        for name in ("lars", "pia", "ali", "henrik", "sara", "rikke", "jens", "bent", "anna", "karen", "fatma", "dorte")
    ]
    unanswered = {
        address.name
        for address in about_somebody()
        if not any(_is_let_in(client, address, world) for client in clients)
    }
    assert unanswered == set()


def _is_let_in(client: Client, address: Address, world: World) -> bool:
    here, sent = address.filled(world), {"of": world.things["child"].pk}
    return client.get(here).status_code not in {404, 405} or client.post(here, sent).status_code not in {404, 405}
