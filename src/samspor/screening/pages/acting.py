"""Signs as somebody ticked them, and those where an adult acts the same day. They choose no position."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from samspor.people.api import Child
from samspor.screening.models import Indicator


@dataclass(frozen=True, slots=True)
class TickedSign:
    """A sign somebody recognised."""

    text: str
    acts_now: bool


@dataclass(frozen=True, slots=True)
class ActNow:
    """One child around whom such a sign was ticked. `write_at`: where to write a concern, for whoever may."""

    name: str
    signs: Sequence[str]
    write_at: str


@dataclass(frozen=True, slots=True)
class Acting:
    """What to do today, and where the guide says how."""

    children: Sequence[ActNow]
    guide: str


def ticked_signs(signs: Iterable[Indicator]) -> list[TickedSign]:
    return [TickedSign(sign.text, sign.acts_now) for sign in signs]


def acting(signs: Mapping[Child, Sequence[str]], *, ways: Mapping[UUID, str], guide: str) -> Acting:
    return Acting([ActNow(child.name, held, ways.get(child.pk, "")) for child, held in signs.items()], guide)
