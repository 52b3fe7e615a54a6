"""Bo in Solsikken, his mother with custody and a father who has it too, and what it takes to ask them."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine

from samspor.people.models import Child, Guardian
from samspor.sharing import actions, queries
from samspor.sharing.models import EffortConsent, ExchangeConsent
from samspor.sharing.queries import AnyConsent, Now
from samspor.sharing.rules.words import Purpose, Said, Sector, Way
from tests import factories
from tests.cast import NOW, TODAY, Cast

DAY = timedelta(days=1)
UNTIL = TODAY + 100 * DAY
LONGEST = TODAY + 365 * DAY
PURPOSE = "At Bo får den hjælp til sproget, han har brug for."
Ask = Callable[..., ExchangeConsent]


@pytest.fixture(autouse=True)
def frozen(request: pytest.FixtureRequest) -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def far(cast: Cast) -> Guardian:
    """Bo's father: custody as well, and lives elsewhere."""
    return factories.guardian(cast.bo, "Ove Øster", home=False, address="Havnevej 2, 9999 Fjordby", phone="55 55 99 99")


@pytest.fixture
def ask(cast: Cast) -> Ask:
    """`ask(topics=["health"], recipient=Sector.HEALTH)`."""

    def asked(by: str = "pia", child: Child | None = None, at: datetime = NOW, **more: Any) -> ExchangeConsent:
        said = {
            "topics": ["language", "wellbeing"], "sender": Sector.DAYCARE, "recipient": Sector.PPR, "to_unit": None,
            "to_person": "", "aim": Purpose.EARLY_HELP, "purpose": PURPOSE, "from_on": at.date(), "until": UNTIL,
            "longest": LONGEST,
        } | more  # fmt: skip
        return actions.ask_exchange(by=cast.actor(by, at), child=child or cast.bo, at=at, **said)

    return asked


@pytest.fixture
def consent(ask: Ask) -> ExchangeConsent:
    return ask()


@pytest.fixture
def effort(cast: Cast) -> EffortConsent:
    return actions.ask_effort(
        by=cast.actor("pia"), child=cast.bo, effort="Sproggruppe to gange om ugen", purpose=PURPOSE, from_on=TODAY,
        until=UNTIL, longest=LONGEST, at=NOW,
    )  # fmt: skip


def now(consent: AnyConsent, on: date = TODAY) -> Now:
    return queries.now(consent, on)


def say(
    cast: Cast, consent: AnyConsent, who: Guardian | None, said: Said = Said.YES, *, at: datetime = NOW,
    by: str = "pia", **more: Any,
) -> AnyConsent:  # fmt: skip
    """With what stands now before one's eyes, unless `built_on` says something else."""
    seen = {"built_on": now(consent, at.date()).seen}
    given = {"way": Way.MEETING, "said_on": at.date(), "until": UNTIL, "longest": LONGEST} | seen | more
    return actions.answer_consent(by=cast.actor(by, at), consent=consent, guardian=who, said=said, at=at, **given)


def take_back(
    cast: Cast, consent: AnyConsent, who: Guardian | None, *, at: datetime = NOW, by: str = "pia", **more: Any
) -> AnyConsent:
    given = {"way": Way.PHONE, "said_on": at.date()} | more
    return actions.withdraw_consent(by=cast.actor(by, at), consent=consent, guardian=who, at=at, **given)


def renew(cast: Cast, consent: AnyConsent, *, at: datetime = NOW, by: str = "pia", **more: Any) -> AnyConsent:
    seen = {"built_on": now(consent, at.date()).seen}
    given = {"way": Way.PHONE, "said_on": at.date(), "until": LONGEST, "longest": LONGEST} | seen | more
    return actions.renew_consent(by=cast.actor(by, at), consent=consent, at=at, **given)
