"""Figures of a round: how many children moved from which position to which, and which cells are too small to show."""

from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from samspor.screening.rules.assessments import Position
from samspor.screening.rules.subtracting import Cell, Cells, small_sum

SMALLEST = 5  # fewer children than this could be recognised
FEWEST_PLACES = 3  # in fewer, who has come and gone since the round before is known
NOT_BEFORE = ""  # no position in the round before
FROM: tuple[str, ...] = (*Position, NOT_BEFORE)
TO: tuple[str, ...] = tuple(Position)


@dataclass(frozen=True, slots=True)
class Moved:
    """Positions then (rows) and now (columns). The last row and column are totals; `hidden` cells are never shown."""

    cells: tuple[tuple[int, ...], ...]
    hidden: frozenset[Cell]

    def shown(self, row: int, column: int) -> int | None:
        return None if (row, column) in self.hidden else self.cells[row][column]

    @property
    def total(self) -> int | None:
        return self.shown(-1 + len(self.cells), -1 + len(self.cells[0]))


def moved(before: Mapping[UUID, str], now: Mapping[UUID, str]) -> Moved:
    """By child. Every child that has a position now is in it once, so its columns sum to the round's stock."""
    pairs = Counter((before.get(child, NOT_BEFORE), word) for child, word in now.items())
    cells = with_totals([[pairs[then, word] for word in TO] for then in FROM])
    return Moved(cells, hidden_in(cells))


def may_compare(places: int) -> bool:
    """Of so few places it is known who has left: then two rounds beside each other would tell where a child stood."""
    return places >= FEWEST_PLACES


def with_totals(cells: Cells) -> tuple[tuple[int, ...], ...]:
    rows = [(*row, sum(row)) for row in cells]
    return (*rows, tuple(sum(column) for column in zip(*rows, strict=True)))


def hidden_in(cells: Cells) -> frozenset[Cell]:
    """What may not be shown of a table with its totals: small cells, and those that would give small ones away.

    Either other cells go with a small one, or totals do: whichever leaves more children to be read of.
    """
    ways = [_hidden_with(cells, totals_first=totals_first) for totals_first in (False, True)]
    return max(ways, key=lambda hidden: _readable(cells, hidden))


def _hidden_with(cells: Cells, *, totals_first: bool) -> frozenset[Cell]:
    hidden = {cell for cell, number in _all(cells) if number < SMALLEST}
    while told := _told(cells, hidden):
        hidden.add(_companion(cells, hidden, told, totals_first=totals_first))
    return frozenset(hidden)


def _told(cells: Cells, hidden: set[Cell]) -> frozenset[Cell]:
    """Hidden cells that the shown ones give away: one by itself, or some that are few together."""
    alone = (frozenset({cell}) for cell in sorted(hidden) if not is_safe(cells, hidden, cell))
    return next(alone, None) or small_sum(cells, hidden, SMALLEST)


def _readable(cells: Cells, hidden: frozenset[Cell]) -> tuple[int, int]:
    """How many children the shown cells tell of, and how many cells are shown."""
    shown = [(cell, number) for cell, number in _all(cells) if cell not in hidden]
    return sum(number for cell, number in shown if not _is_total(cells, cell)), len(shown)


def _is_total(cells: Cells, cell: Cell) -> bool:
    return cell[0] == len(cells) - 1 or cell[1] == len(cells[0]) - 1


def hidden_in_line(numbers: Sequence[int]) -> frozenset[int]:
    """The same for a single line that is shown with its total: places of the numbers, and one past them the total's."""
    return frozenset(column for row, column in hidden_in(with_totals([numbers])) if row == 0)


def is_safe(cells: Cells, hidden: set[Cell] | frozenset[Cell], cell: Cell) -> bool:
    """Whether the shown cells and totals leave more than one possible number in a hidden cell.

    A table with totals is a flow that runs round: rows to columns, columns to the row of totals, and back. A hidden
    cell can be something else exactly if there is another way round through hidden cells.
    """
    ways = list(_residual(cells, hidden, but=cell))
    start, end = _edge(cells, cell)
    return _leads(ways, end, start) or (cells[cell[0]][cell[1]] > 0 and _leads(ways, start, end))


def _all(cells: Cells) -> Iterator[tuple[Cell, int]]:
    yield from (((row, column), number) for row, line in enumerate(cells) for column, number in enumerate(line))


def _edge(cells: Cells, cell: Cell) -> tuple[str, str]:
    """Totals run against the rest."""
    row, column = cell
    is_total = (row == len(cells) - 1) != (column == len(cells[0]) - 1)
    ends = (f"row {row}", f"column {column}")
    return (ends[1], ends[0]) if is_total else ends


def _residual(cells: Cells, hidden: set[Cell] | frozenset[Cell], *, but: Cell) -> Iterator[tuple[str, str]]:
    """Where one child more could run; and, where there is one, where one fewer could."""
    for cell in hidden:
        if cell != but:
            start, end = _edge(cells, cell)
            yield start, end
            if cells[cell[0]][cell[1]] > 0:
                yield end, start


def _leads(ways: Sequence[tuple[str, str]], start: str, end: str) -> bool:
    seen, waiting = {start}, deque([start])
    while waiting:
        here = waiting.popleft()
        onwards = {there for begin, there in ways if begin == here} - seen
        seen |= onwards
        waiting.extend(onwards)
    return end in seen


def _companion(cells: Cells, hidden: set[Cell], told: frozenset[Cell], *, totals_first: bool) -> Cell:
    """The smallest of those still shown, in the same line if there is one; the total of all goes last."""
    shown = [cell for cell, _ in _all(cells) if cell not in hidden]
    rows, columns = ({cell[way] for cell in told} for way in (0, 1))
    beside = [cell for cell in shown if cell[0] in rows or cell[1] in columns]
    whole = (len(cells) - 1, len(cells[0]) - 1)

    def cost(cell: Cell) -> tuple[bool, bool, int, Cell]:
        return cell == whole, _is_total(cells, cell) != totals_first, cells[cell[0]][cell[1]], cell

    return min(beside or shown, key=cost)


def agreed(views: Mapping[UUID, Sequence[str]]) -> tuple[int, int]:
    """Of the children two or more looked at: those they saw alike, and the others. Nobody's name is in it."""
    both = [set(words) for words in views.values() if len(words) > 1]
    alike = sum(len(words) == 1 for words in both)
    return alike, len(both) - alike
