"""Asta's and Bo's way from Solsikken to Åskolen, and what it takes to bring a handover to where it is."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine

from samspor.people.models import Guardian
from samspor.transitions import actions, queries
from samspor.transitions.instrument import shipped
from samspor.transitions.models import Delivery, Handover, HandoverField, HandoverLink
from samspor.transitions.queries import FieldNow, Now
from samspor.transitions.rules.consent import lasts_until
from samspor.transitions.rules.words import Choice, Kind, Said, Way
from tests import factories
from tests.cast import NOW, TODAY, Cast

STARTS = date(2027, 1, 4)
DAYS = 180
PURPOSE = "At Bo bliver mødt godt fra den første dag."
Begin = Callable[..., Handover]


@pytest.fixture(autouse=True)
def frozen() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def far(cast: Cast) -> Guardian:
    """Bo's father: custody as well, and lives elsewhere."""
    return factories.guardian(cast.bo, "Ove Øster", home=False, address="Havnevej 2, 9999 Fjordby")


@pytest.fixture
def begin(cast: Cast) -> Begin:
    """`begin("asta", Kind.OUT_OF_MUNICIPALITY, by="lars")`."""

    def begun(child: str = "bo", kind: Kind = Kind.DAYCARE_TO_SCHOOL, by: str = "pia", **more: Any) -> Handover:
        said = {
            "to_unit": cast.aaskolen if kind is Kind.DAYCARE_TO_SCHOOL else None,
            "to_place": "Havbo Skole i Aarhus", "purpose": PURPOSE, "starts_on": STARTS, "always_consent": False,
            "at": NOW,
        } | more  # fmt: skip
        return actions.begin_handover(by=cast.actor(by), child=cast.members[child], template=shipped()[kind], **said)

    return begun


@pytest.fixture
def handover(begin: Begin) -> Handover:
    return begin()


def now(handover: Handover, on: date = TODAY) -> Now:
    return queries.now(handover, on)


def field(handover: Handover, key: str) -> HandoverField:
    return handover.fields.get(key=key)


def shown(handover: Handover, key: str, on: date = TODAY) -> FieldNow:
    return next(one for one in now(handover, on).fields if one.field.key == key)


def choose(cast: Cast, handover: Handover, key: str, text: str = "Bygger gerne", **more: Any) -> HandoverField:
    wording = shown(handover, key).wording
    said = {
        "choice": Choice.CHOSEN, "purpose": "At det gode fortsætter.", "text": text, "at": NOW,
        "built_on": wording.pk if wording else None,
    } | more  # fmt: skip
    return actions.write_field(by=cast.actor(said.pop("by", "pia")), field=field(handover, key), **said)


def answered(
    cast: Cast, handover: Handover, guardian: Guardian, said: Mapping[str, Said], *, by: str = "pia",
    at: datetime = NOW, words: str | None = None, **more: Any,
) -> Handover:  # fmt: skip
    keys = {field(handover, key).pk: one for key, one in said.items()}
    today = at.date()
    given = {
        "way": Way.MEETING, "said_on": today, "until": lasts_until(today, days=DAYS),
        "longest": lasts_until(today, days=DAYS), "seen": now(handover, today).seen,
    } | more  # fmt: skip
    return actions.record_parents_answer(
        by=cast.actor(by, at), handover=handover, guardian=guardian, answers=keys, words=words, at=at, **given
    )


def send(cast: Cast, handover: Handover, *, by: str = "pia", at: datetime = NOW, **more: Any) -> Delivery:
    seen = more.pop("seen", now(handover, at.date()).stands)
    return actions.send_handover(by=cast.actor(by, at), handover=handover, seen=seen, at=at)


@pytest.fixture
def ready(cast: Cast, handover: Handover) -> Handover:
    """Two fields: Bo's mother has said yes to what he is good at, and no to what to be aware of."""
    choose(cast, handover, "good_at", "Bygger høje tårne")
    choose(cast, handover, "attention", "Bliver træt efter frokost")
    return answered(cast, handover, cast.mor, {"good_at": Said.YES, "attention": Said.NO})


@pytest.fixture
def sent(cast: Cast, ready: Handover) -> Delivery:
    return send(cast, ready)


@pytest.fixture
def read(cast: Cast, sent: Delivery) -> Delivery:
    return actions.confirm_read(by=cast.actor("tine"), delivery=sent, at=NOW + timedelta(days=1))


@pytest.fixture
def link(cast: Cast, handover: Handover) -> HandoverLink:
    """For Bo's mother, with a field to answer and a place to write."""
    choose(cast, handover, "good_at", "Bygger høje tårne")
    choose(cast, handover, "parents", "")
    return actions.make_handover_link(by=cast.actor("pia"), handover=handover, guardian=cast.mor, at=NOW)
