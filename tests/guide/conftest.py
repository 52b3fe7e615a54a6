"""The guides in use, and small paths of steps made for one thing."""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine

from samspor.guide import actions
from samspor.guide.models import GuideVersion
from samspor.guide.queries import published_for, scenario_of
from samspor.guide.reading.guides import shipped
from samspor.guide.rules import Audience
from tests.cast import NOW, Cast


@pytest.fixture(autouse=True)
def frozen() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def adopted(cast: Cast) -> GuideVersion:
    """Both guides are in use; the staff's."""
    for one in shipped():
        actions.adopt_guide(by=cast.actor("rikke"), guide=one, at=NOW, owner=cast.rikke)
    version = published_for(Audience.STAFF)
    assert version
    return version


@pytest.fixture
def drafted(cast: Cast, adopted: GuideVersion) -> GuideVersion:
    return actions.draft_guide(by=cast.actor("rikke"), guide=adopted.guide, at=NOW)


@pytest.fixture
def rehearsed(cast: Cast, adopted: GuideVersion) -> Callable[..., Any]:
    """`rehearsed("vold-stop", "roed-foraeldre")`: a session in which the group chose these, in order."""

    def played(*chosen: str, scenario: str = "vold") -> Any:
        lars = cast.actor("lars")
        made = actions.open_rehearsal(by=lars, unit=cast.solsikken, scenario=scenario_of(scenario), at=NOW)
        for number, one in enumerate(chosen, start=1):
            actions.choose_step(by=lars, rehearsal=made, number=number, chosen=one, at=NOW)
        return made

    return played
