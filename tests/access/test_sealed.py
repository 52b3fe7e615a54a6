"""What a colleague thinks is nowhere before the second is in: every address is the same whatever they chose.

Pages, files and what is in them, and the answers to what is sent. As the colleague in the room, the leader, the second
assessor, the director, the project leader, who sees figures, and whoever reads the log.

A page that told the position, the words or the ticks by anything, be it a number, an order or a class, would differ.
"""

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse

from samspor.screening import api as screening
from samspor.screening.models import Assessment
from samspor.screening.rules import Position
from tests import factories
from tests.access.test_crawl import pages
from tests.access.world import World
from tests.cast import NOW
from tests.screening.test_sheets import pdf_of

As = Callable[[str], Client]
WHO = ("pia", "lars", "karen", "dorte", "jens", "bent")
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
    read = {one.name: plain(client.get(one.filled(there))) for one in pages()}
    read |= {f"sent to {name}": plain(answer) for name, answer in answered(there, client).items()}
    transaction.savepoint_rollback(before)
    return read


def answered(world: World, client: Client) -> dict[str, Any]:
    """What is said to one's own mark, to a sheet handed in, and to a link made for the same child's parent."""
    cast, here = world.cast, world.things["round_unit"]
    group, carla = cast.blaamejserne.pk, cast.carla.pk
    adult = factories.guardian(cast.carla, "Clara von Bülow")
    sheet = client.get(reverse("screening:fetch_sheet", args=[here.pk, group]))
    file = SimpleUploadedFile("ark.xlsx", sheet.content)
    typed = {f"position-{carla}": "yellow", f"comment-{carla}": "Mine egne ord"}
    return {
        "mark": client.post(reverse("screening:mark", args=[here.pk, group, carla]), typed, HTTP_HX_REQUEST="true"),
        "sheet": client.post(reverse("screening:sheet", args=[here.pk, group]), {"file": file}),
        "link": client.post(
            reverse("screening:make_link", args=[here.pk, carla, adult.pk]), {"form_key": str(uuid4())}, follow=True
        ),
    }


def plain(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return f"{answer.status_code} {written(content)}"


def written(content: bytes) -> str:
    """What a file says, and what the files in it say."""
    if content[:2] == b"PK":
        with zipfile.ZipFile(BytesIO(content)) as held:
            return "".join(f"{name}: {written(held.read(name))}" for name in sorted(held.namelist()))
    if content[:4] == b"%PDF":
        return pdf_of(content)[1]
    return BY_ITSELF.sub("*", content.decode(errors="replace"))


@pytest.mark.parametrize("name", WHO)
def test_no_page_tells_what_a_colleague_chose(world: World, as_: As, name: str) -> None:
    client = as_(name)
    client.get("/")
    red, green = shown(world, client, Position.RED, 0), shown(world, client, Position.GREEN, 1)
    assert [page for page, body in red.items() if WORDS in body] == []
    assert [page for page, body in red.items() if body != green[page]] == []


def test_what_is_sent_is_answered_by_those_who_may(world: World, as_: As) -> None:
    """So that the answers compared above are answers."""
    before = transaction.savepoint()
    answers = answered(World(world.cast, handed_in(world, Position.RED, 0)), as_("pia"))
    transaction.savepoint_rollback(before)
    assert {name: one.status_code for name, one in answers.items()} == {"mark": 200, "sheet": 200, "link": 200}
    assert "Clara von Bülow" in plain(answers["link"])


@pytest.mark.parametrize("page", ["screening:fetch_sheet", "screening:pdf_sheet"])
def test_a_file_is_read_by_its_words(world: World, as_: As, page: str) -> None:
    answer = as_("pia").get(reverse(page, args=[world.things["round_unit"].pk, world.cast.blaamejserne.pk]))
    assert "Carla Sofie von Bülow" in plain(answer)


def test_ones_own_page_does(world: World, as_: As) -> None:
    """So that the test above would see it."""
    client = as_("mads")
    client.get("/")
    red, green = shown(world, client, Position.RED, 0), shown(world, client, Position.GREEN, 1)
    assert WORDS in red["screening:own"]
    assert red["screening:own"] != green["screening:own"]
