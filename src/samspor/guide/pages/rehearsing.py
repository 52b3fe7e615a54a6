"""What a group sees when it rehearses: the story, the turn, and afterwards its choice beside the guide's."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from samspor.guide.models import Rehearsal, RehearsalChoice
from samspor.guide.pages.path import Shown
from samspor.guide.rules import Scenario, Turn


@dataclass(frozen=True, slots=True)
class Session:
    """A line of the list."""

    key: UUID
    title: str
    unit: str
    opened_at: datetime


def sessions(held: Iterable[Rehearsal], scenarios: Iterable[Scenario]) -> list[Session]:
    titles = {one.key: one.title for one in scenarios}
    return [
        Session(one.pk, titles[one.scenario], one.unit.name, one.opened_at) for one in held if one.scenario in titles
    ]


@dataclass(frozen=True, slots=True)
class Played:
    """A turn. Before the choice `chosen` is None, and what the guide says is not shown."""

    number: int
    last: int
    told: str
    because: str
    guides: Shown
    chosen: Shown | None

    @property
    def same(self) -> bool:
        return self.chosen is not None and self.chosen.step.key == self.guides.step.key


def played(turns: Sequence[Turn], choices: Iterable[RehearsalChoice], steps: Mapping[str, Shown]) -> list[Played]:
    chosen = {one.turn: steps[one.chosen] for one in choices}
    return [
        Played(number, len(turns), turn.told, turn.because, steps[turn.step], chosen.get(number))
        for number, turn in enumerate(turns, start=1)
    ]
