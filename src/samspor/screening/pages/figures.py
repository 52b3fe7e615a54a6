"""A round in figures, and the picture of how children moved between positions. Hidden cells leave no mark in it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from samspor.screening import rules, texts
from samspor.screening.pages.assessments import Board, GroupLine
from samspor.screening.rules import FROM, TO, Moved

HIGH, GAP, LEFT, RIGHT, BAR = 440.0, 22.0, 4.0, 596.0, 20.0
LEAST = 6.0  # a bar whose number is not shown is drawn this high, whatever it is


class Bar(NamedTuple):
    """A position then or now. `number` is empty where it is not shown."""

    word: str
    colour: str
    x: float
    y: float
    high: float
    number: str


class Ribbon(NamedTuple):
    """The children who went one way: drawn only where their number is shown."""

    path: str
    colour: str
    title: str


@dataclass(frozen=True, slots=True)
class Figures:
    """What a page of figures shows. `lines` are the table's rows, as words."""

    children: int
    assessed: str
    alike: str
    sentence: str
    before: str
    lines: Sequence[tuple[str, Sequence[str]]]
    bars: Sequence[Bar]
    ribbons: Sequence[Ribbon]
    kept: Sequence[tuple[str, str]]
    alone: str = ""

    @property
    def is_all_hidden(self) -> bool:
        """A table of nothing but that is a sentence, also where the sum of it may be told."""
        words = [word for _, words in self.lines for word in words]
        return all(word == texts.HIDDEN for word in words[:-1])

    @property
    def in_all(self) -> str:
        """The sum of the whole table, where it may be told."""
        word = self.lines[-1][1][-1]
        return "" if word == texts.HIDDEN else word


def figures(
    found: Moved,
    *,
    children: int,
    agreed: tuple[int, int],
    before: str,
    kept: Mapping[str, int] = MappingProxyType({}),
    alone: int = 0,
) -> Figures:
    """`before` names the rounds compared with, `kept` is what is left where the assessments have been removed."""
    then = _bars(found, [(row, len(TO)) for row in range(len(FROM))], [texts.THEN[word] for word in FROM], LEFT)
    now = _bars(found, [(len(FROM), column) for column in range(len(TO))], [texts.SHORT[word] for word in TO], RIGHT)
    return Figures(
        children=children,
        assessed=_said(found.total),
        alike=_alike(agreed),
        sentence=_sentence(found),
        before=before,
        lines=[*_lines(found)],
        bars=[*then, *now],
        ribbons=[*_ribbons(found, then, now)] if before else [],
        kept=_kept(kept),
        alone=_alone(alone),
    )


def _kept(counts: Mapping[str, int]) -> list[tuple[str, str]]:
    numbers = [counts.get(word, 0) for word in TO] if counts else []
    hidden = rules.hidden_in_line(numbers) if numbers else frozenset()
    return [
        (texts.SHORT[word], _said(None if place in hidden else number))
        for place, (word, number) in enumerate(zip(TO, numbers, strict=False))
    ]


def _said(number: int | None) -> str:
    return texts.HIDDEN if number is None else str(number)


def _lines(found: Moved) -> Iterator[tuple[str, list[str]]]:
    for row, name in enumerate([*(texts.THEN[word] for word in FROM), "I alt"]):
        yield name, [_said(found.shown(row, column)) for column in range(len(TO) + 1)]


def _alike(agreed: tuple[int, int]) -> str:
    alike, other = agreed
    if rules.hidden_in_line(agreed):
        return "Vi viser ikke tallet, for det ville pege på færre end fem børn."
    return f"To så hver for sig på {alike + other} børn. De så ens på {alike} og forskelligt på {other}."


def _alone(children: int) -> str:
    """How we looked, not what was seen: it is told whatever the number."""
    if not children:
        return "Ingen blev vurderet af én alene."
    many = "1 barn" if children == 1 else f"{children} børn"
    return f"{many} blev vurderet af én alene. Det blev valgt åbent, og det tæller ikke med i, om vi så ens."


def _sentence(found: Moved) -> str:
    shown = [
        (number, then, now)
        for row, then in enumerate(FROM)
        for column, now in enumerate(TO)
        if then and (number := found.shown(row, column)) is not None
    ]
    if not shown:
        return "Tallene er så små, at vi ikke viser, hvordan børnene har bevæget sig."
    number, then, now = max(shown)
    same = "og er det stadig" if then == now else f"og er nu i {texts.SHORT[now].lower()}"
    return f"{number} børn var i {texts.SHORT[then].lower()} i runden før {same}."


def _bars(found: Moved, cells: Sequence[tuple[int, int]], words: Sequence[str], x: float) -> list[Bar]:
    """One under the other. Heights come from what is shown, and from nothing else."""
    unit = _unit(found)
    made, y = [], GAP * 2
    for word, cell in zip(words, cells, strict=True):
        high = max(LEAST, unit * _high(found, cell))
        made.append(Bar(word, _colour(cell), x, round(y, 1), round(high, 1), _said(found.shown(*cell))))
        y += high + GAP * 2
    return made


def _drawn(found: Moved, total: tuple[int, int]) -> int:
    """The children of its ribbons, where the total itself is not shown."""
    row, column = total
    across, down = [(row, one) for one in range(len(TO))], [(one, column) for one in range(len(FROM))]
    beside = across if column == len(TO) else down
    return sum(found.shown(*cell) or 0 for cell in beside)


def _colour(cell: tuple[int, int]) -> str:
    row, column = cell
    return TO[column] if row == len(FROM) else FROM[row] or "none"


def _unit(found: Moved) -> float:
    """How high one child is, so that the taller side fills the picture: from what is shown."""
    then = sum(_high(found, (row, len(TO))) for row in range(len(FROM)))
    now = sum(_high(found, (len(FROM), column)) for column in range(len(TO)))
    return (HIGH - GAP * 2 * len(FROM)) / max(then, now, 1)


def _high(found: Moved, total: tuple[int, int]) -> int:
    number = found.shown(*total)
    return _drawn(found, total) if number is None else number


def _ribbons(found: Moved, then: Sequence[Bar], now: Sequence[Bar]) -> Iterator[Ribbon]:
    unit = _unit(found)
    left, right = [bar.y for bar in then], [bar.y for bar in now]
    for row, come_from in enumerate(FROM):
        for column, gone_to in enumerate(TO):
            number = found.shown(row, column)
            if number is None:
                continue
            high = number * unit
            title = f"{number} børn: {texts.THEN[come_from]} før, {texts.SHORT[gone_to]} nu"
            yield Ribbon(_path(left[row], right[column], high), come_from or "none", title)
            left[row] += high
            right[column] += high


def _path(left: float, right: float, high: float) -> str:
    x, to, middle = LEFT + BAR, RIGHT, (LEFT + BAR + RIGHT) / 2
    over = f"M{x:.1f} {left:.1f} C{middle:.1f} {left:.1f} {middle:.1f} {right:.1f} {to:.1f} {right:.1f}"
    under = f"L{to:.1f} {right + high:.1f} C{middle:.1f} {right + high:.1f} {middle:.1f} {left + high:.1f}"
    return f"{over} {under} {x:.1f} {left + high:.1f} Z"


@dataclass(frozen=True, slots=True)
class Missing:
    """A group, and the children in it who have no position in the round yet."""

    group: str
    children: int
    names: Sequence[str]
    untold: Sequence[str]


def missing(board: Board) -> list[Missing]:
    return [_missing(line) for line in board.groups]


def _missing(line: GroupLine) -> Missing:
    return Missing(line.name, line.children, line.unseen, line.untold)
