"""What a colleague thinks is nowhere before the second is in: every page is the same whatever they chose.

A page that told the position, the words or the ticks by anything, be it a number, an order or a class, would differ.
"""

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client

from samspor.screening import api as screening
from samspor.screening.models import Assessment
from samspor.screening.rules import Position
from tests.access.addresses import Address
from tests.access.test_crawl import pages
from tests.access.world import World
from tests.cast import NOW

As = Callable[[str], Client]
WHERE = ("screening:", "overview:", "people:child", "people:group")
WORDS = "Zebraens hemmelige striber"
# What differs from one time to the next by itself: keys, and what is sealed or signed with a moment in it.
BY_ITSELF = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|csrfmiddlewaretoken\" value=\"[^\"]*|[?]k=[^\"&]*|nonce=\"[^\"]*")


@pytest.fixture(autouse=True)
def stopped_clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def handed_in(world: World, position: Position, sign: int) -> Mapping[str, Any]:
    """Mads has looked at Carla and handed in; nobody else has."""
    cast, here = world.cast, world.things["round_unit"]
    one = {"by": cast.actor("mads"), "round_unit": here, "at": NOW}
    signs = [here.round.instrument.indicators.order_by("order")[sign].pk]
    screening.tick_signs(child=cast.carla, signs=signs, **one)
    own = screening.set_mark(child=cast.carla, position=position, comment=f"{WORDS} {position}", **one)
    screening.hand_in(group=own.assessment.group, **one)
    about = Assessment.objects.get(pk=own.assessment_id)
    return {**world.things, "child": cast.carla, "looked_at": cast.carla, "assessment": about}


def shown(world: World, client: Client, position: Position, sign: int) -> dict[str, str]:
    """Every page as it then stands; nothing of it stays."""
    before = transaction.savepoint()
    there = World(world.cast, handed_in(world, position, sign))
    read = {one.name: plain(client.get(one.filled(there))) for one in asked()}
    transaction.savepoint_rollback(before)
    return read


def asked() -> list[Address]:
    return [one for one in pages() if one.name.startswith(WHERE)]


def plain(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content[:2] == b"PK":  # a workbook: what its cells say
        with zipfile.ZipFile(BytesIO(content)) as book:
            return "".join(book.read(name).decode() for name in book.namelist() if "worksheets/" in name)
    if content[:4] == b"%PDF":
        return str(len(content) // 1000)
    return BY_ITSELF.sub("*", f"{answer.status_code} {content.decode(errors='replace')}")


@pytest.mark.parametrize("name", ["pia", "lars", "karen", "dorte"])
def test_no_page_tells_what_a_colleague_chose(world: World, as_: As, name: str) -> None:
    client = as_(name)
    client.get("/")
    red, green = shown(world, client, Position.RED, 0), shown(world, client, Position.GREEN, 1)
    assert [page for page, body in red.items() if WORDS in body] == []
    assert [page for page, body in red.items() if body != green[page]] == []


def test_ones_own_page_does(world: World, as_: As) -> None:
    """So that the test above would see it."""
    client = as_("mads")
    client.get("/")
    red, green = shown(world, client, Position.RED, 0), shown(world, client, Position.GREEN, 1)
    assert WORDS in red["screening:own"]
    assert red["screening:own"] != green["screening:own"]
