"""The map as a picture: the child in the middle, those who know something around, and a line for each agreement."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin

from samspor.sharing.rules.words import State

WIDTH, HEIGHT = 860, 540
_MIDDLE = (WIDTH / 2, HEIGHT / 2)
_REACH = (320, 200)  # how far from the middle a place stands
_BEND = 52  # how far a line leans out, and the next between the same two leans in


@dataclass(frozen=True, slots=True)
class Between:
    """One line to be drawn: who it joins, its number in the list, its state, what it is about and its last day."""

    number: int
    sender: str
    recipient: str
    state: State
    topic: str
    words: str


@dataclass(frozen=True, slots=True)
class Place:
    x: int
    y: int
    words: Sequence[str]


@dataclass(frozen=True, slots=True)
class Curve:
    number: int
    path: str
    x: int
    y: int
    state: State
    topic: str
    words: str


@dataclass(frozen=True, slots=True)
class Picture:
    places: Sequence[Place]
    curves: Sequence[Curve]
    width: int = WIDTH
    height: int = HEIGHT
    middle: tuple[int, int] = (int(_MIDDLE[0]), int(_MIDDLE[1]))


def picture(lines: Sequence[Between]) -> Picture:
    """Places in the order they are first named, evenly around: the same lines make the same picture."""
    names = list(dict.fromkeys(name for one in lines for name in (one.sender, one.recipient)))
    spots = {name: _spot(number, len(names)) for number, name in enumerate(names)}
    drawn: dict[frozenset[str], int] = {}
    curves = []
    for one in lines:
        pair = frozenset({one.sender, one.recipient})
        drawn[pair] = drawn.get(pair, 0) + 1
        curves.append(_curve(one, spots[one.sender], spots[one.recipient], drawn[pair]))
    return Picture([Place(round(x), round(y), _two_lines(name)) for name, (x, y) in spots.items()], curves)


def _spot(number: int, count: int) -> tuple[float, float]:
    """Two stand side by side; from three on the first stands on top."""
    angle = 2 * pi * number / count + (pi if count < 3 else -pi / 2)
    return _MIDDLE[0] + _REACH[0] * cos(angle), _MIDDLE[1] + _REACH[1] * sin(angle)


def _curve(one: Between, start: tuple[float, float], end: tuple[float, float], nth: int) -> Curve:
    """Leaning away from the child, and the next between the same two the other way, so that none is drawn over."""
    (x1, y1), (x2, y2) = start, end
    mid = ((x1 + x2) / 2, (y1 + y2) / 2)
    length = hypot(x2 - x1, y2 - y1) or 1
    side = (-(y2 - y1) / length, (x2 - x1) / length)
    out = 1 if side[0] * (mid[0] - _MIDDLE[0]) + side[1] * (mid[1] - _MIDDLE[1]) >= 0 else -1
    bend: float = out * _BEND * (nth if nth % 2 else -nth)
    if hypot(mid[0] - _MIDDLE[0], mid[1] - _MIDDLE[1]) < _BEND:  # straight across: past the child
        bend *= 1.8
    turn = (mid[0] + side[0] * bend * 2, mid[1] + side[1] * bend * 2)
    path = f"M{x1:.0f} {y1:.0f} Q{turn[0]:.0f} {turn[1]:.0f} {x2:.0f} {y2:.0f}"
    x, y = round(mid[0] + side[0] * bend), round(mid[1] + side[1] * bend)
    return Curve(one.number, path, x, y, one.state, one.topic, one.words)


def _two_lines(name: str) -> list[str]:
    """A long name is broken in the middle."""
    words = name.split()
    if len(name) <= 16 or len(words) == 1:
        return [name]
    cut = min(range(1, len(words)), key=lambda at: abs(len(" ".join(words[:at])) - len(" ".join(words[at:]))))
    return [" ".join(words[:cut]), " ".join(words[cut:])]
