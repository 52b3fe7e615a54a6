"""Rulers in use, and a concern of Pia's about Bo in Blåmejserne."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
import time_machine
from PIL import Image

from samspor.concerns import actions, instrument
from samspor.concerns.models import Concern, Scale
from samspor.concerns.rules.stops import Answer, StopKind
from tests.cast import NOW, TODAY, Cast

NO = dict.fromkeys(StopKind, Answer.NO)
Begin = Callable[..., Concern]


@pytest.fixture(autouse=True)
def frozen() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def scales(cast: Cast) -> dict[str, Scale]:
    adopted = [actions.adopt_scale(by=cast.actor("jens"), ruler=one, at=NOW) for one in instrument.shipped()]
    return {one.key: one for one in adopted}


@pytest.fixture
def ruler(scales: dict[str, Scale]) -> Scale:
    return scales["samspor-lineal"]


@pytest.fixture
def begin(cast: Cast) -> Begin:
    """`begin("asta", by="sara", answers={...})`."""

    def begun(child: str = "bo", by: str = "pia", **more: Any) -> Concern:
        said = {"worries": "Står tit alene ved hegnet", "observed_on": TODAY, "answers": NO, "at": NOW} | more
        return actions.start_concern(by=cast.actor(by), child=cast.members[child], **said)

    return begun


@pytest.fixture
def concern(begin: Begin) -> Concern:
    return begin(works="Elsker at bygge med klodser")


@pytest.fixture
def stopped(begin: Begin) -> Concern:
    """Sara has a relation to Asta by name; Pia has Asta in her group."""
    return begin("asta", by="pia", answers=NO | {StopKind.VIOLENCE: Answer.YES})


def photo(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **more: Any) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "orange").save(out, format=kind, **more)
    return out.getvalue()
