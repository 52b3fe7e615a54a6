"""Goals with their numbers as they are shown: by person, side by side, each goal on the one scale it was set on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from textwrap import shorten
from uuid import UUID

from samspor.base.clock import local_date
from samspor.base.ics import named
from samspor.concerns.api import ScaleStep
from samspor.concerns.rules.ruler import Polarity, turned
from samspor.pathways import texts
from samspor.pathways.models import Goal, GoalNumber
from samspor.pathways.pages.earlier import NONE, Earlier
from samspor.pathways.pages.picture import Picture, picture
from samspor.pathways.queries import role_by, said_by, sayer_key
from samspor.pathways.queries.withheld import Shut, why_shut
from samspor.pathways.rules.goals import GoalState, Said, Words, by_person
from samspor.ui.danish import long_date


@dataclass(frozen=True, slots=True)
class Number:
    value: str
    on: date


@dataclass(frozen=True, slots=True)
class Voice:
    """One person and all their numbers, oldest first. `number` is the one of the picture."""

    number: int
    name: str
    role: str
    numbers: Sequence[Number]


@dataclass(frozen=True, slots=True)
class GoalLine:
    """`unread`: whose numbers whoever reads may not be shown, and why."""

    key: UUID
    words: str
    whose: str
    scale: str
    ends: str
    state: GoalState
    settled: str
    outcome: str
    voices: Sequence[Voice]
    picture: Picture | None
    unread: Sequence[str]
    tags: Sequence[str]
    earlier: Sequence[str] = ()

    @property
    def is_open(self) -> bool:
        return self.state is GoalState.OPEN

    @property
    def short(self) -> str:
        return shorten(self.words, 40, placeholder=" …")

    @property
    def state_words(self) -> str:
        return texts.GOAL_STATE[self.state]

    @property
    def tone(self) -> str:
        return texts.GOAL_TONE[self.state]


def goal_lines(
    goals: Iterable[Goal],
    numbers: Iterable[GoalNumber],
    steps: Iterable[ScaleStep],
    shut: Sequence[Shut],
    earlier: Earlier = NONE,
) -> list[GoalLine]:
    of_goal: dict[UUID, list[GoalNumber]] = {}
    for one in numbers:
        of_goal.setdefault(one.goal_id, []).append(one)
    of_scale: dict[UUID, list[ScaleStep]] = {}
    for step in steps:
        of_scale.setdefault(step.scale_id, []).append(step)
    return [
        replace(_goal(one, of_goal.get(one.pk, []), of_scale[one.scale_id], shut), earlier=earlier.get(one.pk, ()))
        for one in goals
    ]


def _goal(one: Goal, said: Sequence[GoalNumber], steps: Sequence[ScaleStep], shut: Sequence[Shut]) -> GoalLine:
    why = {n.pk: why_shut(shut, n.by_id, n.entered_at) for n in said}
    numbers = [n for n in said if not why[n.pk]]
    unread = {
        said_by(n): f"{said_by(n)} har sagt et tal. Du kan ikke læse det nu. {why[n.pk]}" for n in said if why[n.pk]
    }
    settled = ""
    if one.ended_at and one.ended_by:
        settled = f"{one.ended_by.name} skrev det {long_date(local_date(one.ended_at))}."
    lowest, highest = steps[0].value, steps[-1].value
    polarity = Polarity(one.scale.polarity)
    ends = f"{lowest} er »{steps[0].label}«, og {highest} er »{steps[-1].label}«."
    heights = {s.value: turned(s.value, lowest=lowest, highest=highest, polarity=polarity) for s in steps}
    people = by_person(Said(sayer_key(n), n.said_on, heights[n.step.value]) for n in numbers)
    return GoalLine(
        one.pk, one.words, texts.WORDS[Words(one.whose)], one.scale.title, ends, GoalState(one.state), settled,
        one.ended_words or "", _voices(people, numbers), picture(people, heights) if numbers else None,
        list(unread.values()), named(one.ics),
    )  # fmt: skip


def _voices(people: Mapping[str, Sequence[Said]], numbers: Sequence[GoalNumber]) -> list[Voice]:
    latest = {(sayer_key(one), one.said_on): one for one in numbers}
    found = []
    for place, (who, said) in enumerate(people.items(), start=1):
        held = [latest[who, one.on] for one in said]
        shown = [Number(str(one.step), one.said_on) for one in held]
        found.append(Voice(place, said_by(held[0]), role_by(held[0]), shown))
    return found
