"""Bo's pathway in Solsikken: opened by Pia, with Mads beside her and Lars above them."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine

from samspor.concerns import api as concerns
from samspor.pathways import actions, queries
from samspor.pathways.models import BatonOffer, Pathway
from samspor.pathways.rules.words import Origin
from samspor.people.models import Employment
from samspor.sharing import api as sharing
from samspor.sharing.models import ExchangeConsent
from samspor.sharing.rules.words import Purpose, Said, Sector, Way
from tests.cast import NOW, TODAY, Cast

DAYS = 3
DAY = timedelta(days=1)
Open = Callable[..., Pathway]


@pytest.fixture
def open_(cast: Cast) -> Open:
    """`open_("asta", by="lars")`."""

    def opened(child: str = "bo", by: str = "pia", at: datetime = NOW, **more: Any) -> Pathway:
        said = {
            "origin": Origin.STAFF, "purpose": "At Bo får en ven.", "what": "Vi taler med Bos mor",
            "on": TODAY + timedelta(days=14),
        } | more  # fmt: skip
        return actions.open_pathway(by=cast.actor(by, at), child=cast.members[child], at=at, **said)

    return opened


@pytest.fixture
def pathway(open_: Open) -> Pathway:
    return open_()


@pytest.fixture
def scales(cast: Cast) -> None:
    for one in concerns.shipped():
        concerns.adopt_scale(by=cast.actor("jens"), ruler=one, at=NOW)


@pytest.fixture
def at_noon() -> Iterator[Any]:
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def consented(cast: Cast) -> Callable[..., ExchangeConsent]:
    """Bo's mother has said yes: `consented(recipient=Sector.VOLUNTARY, topics=["wellbeing"])`."""

    def asked(by: str = "pia", days: int = 90, **more: Any) -> ExchangeConsent:
        lasts = {"until": TODAY + days * DAY, "longest": TODAY + 365 * DAY, "at": NOW}
        way = {
            "topics": ["language"], "sender": Sector.DAYCARE, "recipient": Sector.PPR, "to_unit": None,
            "to_person": "", "aim": Purpose.EARLY_HELP, "purpose": "At Bo får hjælp.", "from_on": TODAY,
        } | more  # fmt: skip
        made = sharing.ask_exchange(by=cast.actor(by), child=cast.bo, **way, **lasts)
        sharing.answer_consent(
            by=cast.actor(by), consent=made, guardian=cast.mor, said=Said.YES, way=Way.MEETING, said_on=TODAY, **lasts
        )
        return made

    return asked


def job(cast: Cast, name: str) -> Employment:
    return Employment.objects.get(staff=cast.members[name])


def offer(
    cast: Cast, pathway: Pathway, to: str = "mads", by: str = "pia", at: datetime = NOW, **more: Any
) -> BatonOffer:
    said = {"words": "Du kender Bo bedst.", "days": DAYS} | more
    return actions.offer_baton(by=cast.actor(by, at), pathway=pathway, to=job(cast, to), at=at, **said)


def answers(pathway: Pathway, at: datetime = NOW) -> str:
    """Who is responsible at that moment, by name."""
    return queries.standing_of(Pathway.objects.get(pk=pathway.pk)).who(at).name


def holders(pathway: Pathway) -> list[tuple[str, str]]:
    held = pathway.holds.select_related("holder__staff").order_by("period")
    return [(one.holder.staff.name, one.why) for one in held]
