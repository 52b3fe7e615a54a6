"""Numbers over time as a drawing of our own: one line a person, the good end up. The table beside it says the same."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from samspor.pathways.rules.goals import Said
from samspor.ui.danish import long_date

WIDTH, HEIGHT = 340, 220  # small, so that its words can be read on a phone
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 280, 16, 176
LOOKS = 6  # the dashes that can be told apart; the number at the end tells the rest


@dataclass(frozen=True, slots=True)
class Dot:
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Curve:
    look: int
    trail: str
    dots: Sequence[Dot]


@dataclass(frozen=True, slots=True)
class Label:
    """At the end of a curve: the number that stands beside the name in the table. Two who end together share one."""

    at: Dot
    numbers: str


@dataclass(frozen=True, slots=True)
class Rung:
    y: int
    value: int
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Picture:
    rungs: Sequence[Rung]
    curves: Sequence[Curve]
    labels: Sequence[Label]
    first: str
    last: str
    width: int = WIDTH
    height: int = HEIGHT


def picture(people: Mapping[str, Sequence[Said]], heights: Mapping[int, int]) -> Picture:
    """`heights`: how high each number of the scale stands."""
    days = sorted({one.on for said in people.values() for one in said})
    rungs = [Rung(_y(height, heights.values()), value, _is_marked(place, len(heights)))
             for place, (value, height) in enumerate(heights.items())]  # fmt: skip
    curves = [_curve(place, said, days, heights) for place, said in enumerate(people.values())]
    last = long_date(days[-1]) if len(days) > 1 else ""
    return Picture(rungs, curves, _labels(curves), long_date(days[0]), last)


def _curve(place: int, said: Sequence[Said], days: Sequence[date], heights: Mapping[int, int]) -> Curve:
    dots = [Dot(_x(one.on, days), _y(one.height, heights.values())) for one in said]
    return Curve(place % LOOKS + 1, " ".join(f"{dot.x},{dot.y}" for dot in dots), dots)


def _labels(curves: Iterable[Curve]) -> list[Label]:
    ends: dict[Dot, list[str]] = {}
    for number, one in enumerate(curves, start=1):
        ends.setdefault(one.dots[-1], []).append(str(number))
    return [Label(Dot(end.x + 9, end.y + 5), ", ".join(numbers)) for end, numbers in ends.items()]


def _x(on: date, days: Sequence[date]) -> int:
    whole = (days[-1] - days[0]).days
    room = _RIGHT - _LEFT
    return _LEFT + (room * (on - days[0]).days // whole if whole else room // 2)


def _y(height: int, heights: Iterable[int]) -> int:
    held = list(heights)
    low, high = min(held), max(held)
    return _BOTTOM - (_BOTTOM - _TOP) * (height - low) // (high - low)


def _is_marked(place: int, number: int) -> bool:
    """The ends and the middle have their number written; of few steps every one."""
    return number <= 6 or place in {0, number // 2, number - 1}
