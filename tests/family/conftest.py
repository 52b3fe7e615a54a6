"""Bo's family: Lone, whom he lives with, and Ove elsewhere, with a pathway that has something of everything."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from samspor.concerns import api as concerns
from samspor.family import actions, queries
from samspor.family.models import FamilyVisit
from samspor.pathways import api as pathways
from samspor.pathways.models import Pathway
from samspor.pathways.rules.goals import Sayer, Words
from samspor.pathways.rules.promises import Whom
from samspor.pathways.rules.words import EntryKind, Origin
from samspor.people.models import Child, Employment, Guardian
from samspor.sharing import api as sharing
from samspor.sharing.rules.words import Purpose, Said, Sector, Way
from tests import factories
from tests.cast import NOW, TODAY, Cast

DAY = timedelta(days=1)
FAR = {"address": "Havnevej 2, 9999 Fjordby", "phone": "55 55 99 99", "email": "ove@example.org"}
Come = Callable[..., FamilyVisit]


@pytest.fixture
def at_noon() -> Iterator[Any]:
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def ove(cast: Cast) -> Guardian:
    return factories.guardian(cast.bo, "Ove Øster", home=False, **FAR)


def job(cast: Cast, name: str) -> Employment:
    return Employment.objects.get(staff=cast.members[name])


@pytest.fixture
def pathway(cast: Cast) -> Pathway:
    return pathways.open_pathway(
        by=cast.actor("pia"), child=cast.bo, origin=Origin.STAFF, purpose="At Bo får en ven.", what="Vi mødes og taler",
        on=TODAY + 14 * DAY, at=NOW,
    )  # fmt: skip


@pytest.fixture
def full(cast: Cast, pathway: Pathway, ove: Guardian) -> Pathway:
    """Each home has said its own, and has its own task."""
    for one in concerns.shipped():
        concerns.adopt_scale(by=cast.actor("jens"), ruler=one, at=NOW)
    pia: Any = {"by": cast.actor("pia"), "pathway": pathway, "at": NOW}
    for kind, text in ((EntryKind.CHALLENGE, "Kun for ansatte"), (EntryKind.AGREEMENT, "Vi spiser sammen")):
        pathways.write_entry(kind=kind, text=text, happened_on=TODAY, **pia)
    pathways.make_promise(what="Vi ringer fredag", whom=Whom.FAMILY, keeper=job(cast, "pia"), on=TODAY + DAY, **pia)
    scale = concerns.current_scales()[0]
    goal = pathways.set_goal(words="Bo vil have en ven", whose=Words.CHILD, scale=scale, **pia)
    steps = list(scale.steps.order_by("value"))
    for who, step in ((cast.mor, steps[0]), (ove, steps[1])):
        pathways.say_number(
            by=pia["by"], goal=goal, voice=pathways.Voice(Sayer.GUARDIAN, who), step=step, said_on=TODAY, at=NOW
        )
    for who, task, contact in ((cast.mor, "Læser højt", "lone@"), (ove, "Henter på Havnevej", "55 55 99 99")):
        adult = pathways.add_family(guardian=who, task=task, contact=contact, **pia)
        pathways.add_action(what=f"Det gør {who.name}", who=adult, due_on=TODAY + 3 * DAY, where="Hjemme", **pia)
    pathways.add_colleague(who=job(cast, "mads"), task="Leger med Bo", contact="", **pia)
    consents(cast, cast.bo, {cast.mor: Said.YES, ove: Said.NO})
    return pathway


def consents(cast: Cast, child: Child, said: dict[Guardian, Said]) -> None:
    lasts: Any = {"until": TODAY + 90 * DAY, "longest": TODAY + 365 * DAY, "at": NOW}
    asked: Any = {"by": cast.actor("pia"), "child": child, "purpose": "At Bo får hjælp.", "from_on": TODAY, **lasts}
    made: list[Any] = [
        sharing.ask_exchange(
            topics=["language"], sender=Sector.DAYCARE, recipient=Sector.PPR, to_unit=cast.ppr, to_person="",
            aim=Purpose.EARLY_HELP, **asked,
        ),
        sharing.ask_effort(effort="Sproggruppe", **asked),
    ]  # fmt: skip
    for one in made:
        for guardian, answer in said.items():
            sharing.answer_consent(
                by=cast.actor("pia"), consent=one, guardian=guardian, said=answer, way=Way.MEETING, said_on=TODAY,
                **lasts,
            )  # fmt: skip


@pytest.fixture
def come(cast: Cast) -> Come:
    """`come(cast.mor)`: somebody has been handed a code, and has come in."""

    def came(guardian: Guardian, child: Child | None = None, by: str = "pia", at: datetime = NOW) -> FamilyVisit:
        made = invited(cast, guardian, child, by, at)
        door = queries.at_the_door(at)
        visit = actions.come_in(by=door, code=queries.code_of(made), form_key=None, at=at)
        assert visit
        return visit

    return came


def invited(cast: Cast, guardian: Guardian, child: Child | None = None, by: str = "pia", at: datetime = NOW) -> Any:
    child = child or cast.bo
    seen = queries.mark_of(queries.seen_by(child, guardian, at=at))
    return actions.make_invitation(by=cast.actor(by, at), child=child, guardian=guardian, seen=seen, at=at)


@pytest.fixture
def as_family(cast: Cast) -> Callable[..., Client]:
    """`as_family(cast.mor)`: a browser in which she has come in."""

    def came(guardian: Guardian, child: Child | None = None) -> Client:
        client = Client()
        code = queries.code_of(invited(cast, guardian, child))
        answer = client.post(reverse("family:door"), {"code": code})
        assert answer.status_code == 302, answer.content.decode()
        return client

    return came


PAGE = "/familie/side/"


def read(client: Client, address: str = PAGE) -> str:
    return client.get(address).content.decode()
