"""Bo's pathway in Solsikken: opened by Pia, with Mads beside her and Lars above them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from samspor.pathways import actions, queries
from samspor.pathways.models import BatonOffer, Pathway
from samspor.pathways.rules.words import Origin
from samspor.people.models import Employment
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
