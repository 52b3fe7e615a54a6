"""Where each step stands in the drawn path: a lane for each track, the steps below each other in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from samspor.guide.rules.path import Step, Track

WIDE, HIGH = 210, 64
LANE, ROW = 280, 92
TOP, LEFT = 60, 10
GUTTER, APART = 36, 14  # where lines run: beside the boxes of a lane, and above a row
LETTERS, LINES = 26, 3


@dataclass(frozen=True, slots=True)
class Box:
    key: str
    track: Track
    x: int
    y: int
    lines: tuple[tuple[str, int], ...]  # words and where they stand
    ends: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """`lanes`: the tracks and where their names stand. `lines`: paths between boxes, ready for a `d`."""

    width: int
    height: int
    lanes: tuple[tuple[Track, int], ...]
    boxes: tuple[Box, ...]
    lines: tuple[str, ...]


def drawn(steps: Sequence[Step]) -> Picture:
    tracks = list(dict.fromkeys(step.track for step in steps))
    boxes: dict[str, Box] = {}
    for step in steps:
        row = sum(one.track is step.track for one in boxes.values())
        boxes[step.key] = _box(step, tracks.index(step.track), row)
    lines = [_line(boxes[step.key], boxes[one.to]) for step in steps for one in step.answers if one.to in boxes]
    height = max((box.y for box in boxes.values()), default=0) + ROW
    lanes = tuple((track, LEFT + number * LANE) for number, track in enumerate(tracks))
    return Picture(len(tracks) * LANE, height, lanes, tuple(boxes.values()), tuple(dict.fromkeys(lines)))


def _box(step: Step, lane: int, row: int) -> Box:
    x, y = LEFT + lane * LANE, TOP + row * ROW
    words = wrap(step.title, LETTERS)[:LINES]
    first = y + HIGH // 2 + 5 - 9 * (len(words) - 1)
    lines = tuple((line, first + 18 * number) for number, line in enumerate(words))
    return Box(step.key, step.track, x, y, lines, step.is_end)


def _line(here: Box, there: Box) -> str:
    """Straight down to the next in the lane; round to one further down; or across to another lane."""
    middle = WIDE // 2
    if here.x == there.x and there.y - here.y == ROW:
        return f"M{here.x + middle} {here.y + HIGH}V{there.y}"
    side_y, there_y = here.y + HIGH // 2, there.y + HIGH // 2
    if here.x == there.x:
        out = here.x + WIDE + 24
        return f"M{here.x + WIDE} {side_y}C{out} {side_y} {out} {there_y} {there.x + WIDE} {there_y}"
    return _across(here, there)


def _across(here: Box, there: Box) -> str:
    """In the free space between lanes and rows, so that no box is crossed."""
    right = here.x < there.x
    start, end = (here.x + WIDE, there.x) if right else (here.x, there.x + WIDE)
    out, into = (start + GUTTER, end - APART) if right else (start - APART, end + GUTTER)
    return f"M{start} {here.y + HIGH // 2}H{out}V{there.y - APART}H{into}V{there.y + HIGH // 2}H{end}"
