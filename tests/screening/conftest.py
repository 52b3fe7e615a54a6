"""A round that is open in Solsikken, and the people who work in it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import time_machine

from samspor.screening import actions, instrument
from samspor.screening.models import Assessment, RoundUnit
from samspor.screening.rules import Position, Way
from tests.cast import NOW, Cast

OPENS, CLOSES, NOTICE = date(2026, 11, 2), date(2026, 12, 4), date(2026, 10, 26)


@pytest.fixture(autouse=True)
def frozen() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def planned(cast: Cast) -> RoundUnit:
    version = actions.adopt_instrument(by=cast.actor("jens"), instrument=instrument.shipped()[0], at=NOW)
    made = actions.plan_round(
        by=cast.actor("lars"), label="Efterår 2026", area="daycare", opens_on=OPENS, closes_on=CLOSES,
        instrument=version, units=[cast.solsikken], at=NOW,
    )  # fmt: skip
    return made.units.get()


@pytest.fixture
def opened(cast: Cast, planned: RoundUnit) -> RoundUnit:
    return actions.record_notice(by=cast.actor("lars"), round_unit=planned, notice_on=NOTICE, way=Way.DIGITAL, at=NOW)


Assess = Callable[..., Assessment]


@pytest.fixture
def assess(cast: Cast, opened: RoundUnit) -> Assess:
    """`assess("asta", pia=Position.GREEN, mads=Position.YELLOW)`: marked and handed in by each."""

    def assessed(child: str, **views: Position) -> Assessment:
        one = cast.members[child]
        for name, position in views.items():
            by = cast.actor(name)
            own = actions.set_mark(
                by=by, round_unit=opened, child=one, position=position, comment=f"{name} så leg", at=NOW
            )
            actions.hand_in(by=by, round_unit=opened, group=own.assessment.group, at=NOW)
        return Assessment.objects.get(round_unit=opened, child=one)

    return assessed
