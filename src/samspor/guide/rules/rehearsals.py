"""Rehearsal: an invented child, the guide's step at each turn, and how many sessions chose otherwise."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from samspor.base.refused import Refused
from samspor.guide.rules.path import Situation

FEWEST_SESSIONS = 3  # of fewer, somebody could be recognised


@dataclass(frozen=True, slots=True)
class Turn:
    """What has happened now, the step the guide takes, others one might take, and why the guide's."""

    told: str
    step: str
    others: tuple[str, ...]
    because: str

    @property
    def offered(self) -> list[str]:
        """In an order that says nothing: by name."""
        return sorted({self.step, *self.others})


@dataclass(frozen=True, slots=True)
class Scenario:
    key: str
    title: str
    story: str
    situation: Situation
    turns: tuple[Turn, ...]


def turns_of(scenario: Scenario, steps: Collection[str]) -> list[Turn]:
    """The turns a version of the guide can play: the municipality may have taken steps out."""
    return [
        Turn(turn.told, turn.step, tuple(one for one in turn.others if one in steps), turn.because)
        for turn in scenario.turns
        if _can_be_played(turn, steps)
    ]


def lost_turns(scenario: Scenario, steps: Collection[str]) -> list[tuple[int, Turn]]:
    """The others, by their number in the story."""
    return [(number, turn) for number, turn in enumerate(scenario.turns, 1) if not _can_be_played(turn, steps)]


def _can_be_played(turn: Turn, steps: Collection[str]) -> bool:
    return turn.step in steps and any(one in steps for one in turn.others)


def check_turn(*, number: int, chosen: int, turns: int) -> None:
    """`chosen` turns are done; a choice is not made anew, for what the guide says has been seen."""
    if number != chosen + 1 or number > turns:
        raise Refused("I har allerede valgt her. Gå videre til næste skridt.")


def check_choice(chosen: str, turn: Turn) -> None:
    if chosen not in turn.offered:
        raise Refused("Vælg et af de skridt, der står her.", "chosen")


@dataclass(frozen=True, slots=True)
class Figure:
    """How many sessions met a step, and in how many the group chose something else."""

    met: int
    otherwise: int


def figure(choices: Iterable[tuple[str, str]]) -> Figure | None:
    """Pairs of (the guide's, the group's), one a session; None while they are too few to show."""
    pairs = list(choices)
    if len(pairs) < FEWEST_SESSIONS:
        return None
    return Figure(len(pairs), sum(guides != chosen for guides, chosen in pairs))
