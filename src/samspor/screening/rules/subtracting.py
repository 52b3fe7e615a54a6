"""What can be worked out of a table with totals by adding and subtracting what it shows."""

from collections.abc import Collection, Iterator, Sequence
from itertools import chain, combinations

Cell = tuple[int, int]
Cells = Sequence[Sequence[int]]
Sum = dict[Cell, int]  # how often each hidden cell is in it; what is left out is not in it


def small_sum(cells: Cells, hidden: Collection[Cell], smallest: int) -> frozenset[Cell]:
    """Hidden cells whose sum can be worked out and is small: "one of them" says no less than a number would.

    Looked for in every choice of rows and columns. The last row and column are totals, and the shown ones give it away.
    """
    known = _known(cells, hidden)
    return next((block for block in _blocks(cells, hidden, smallest) if not _left(dict.fromkeys(block, 1), known)),
                frozenset())  # fmt: skip


def _blocks(cells: Cells, hidden: Collection[Cell], smallest: int) -> Iterator[frozenset[Cell]]:
    rows, columns = range(len(cells) - 1), range(len(cells[0]) - 1)
    for down in _choices(rows):
        for across in _choices(columns):
            block = frozenset((row, column) for row in down for column in across if (row, column) in hidden)
            if block and sum(cells[row][column] for row, column in block) < smallest:
                yield block


def _choices(every: range) -> Iterator[tuple[int, ...]]:
    return chain.from_iterable(combinations(every, number) for number in range(1, len(every) + 1))


def _known(cells: Cells, hidden: Collection[Cell]) -> list[tuple[Cell, Sum]]:
    """Sums of hidden cells that can be read of the table, each with a cell that is in no later one.

    Every cell is in one row and one column, so that no number but 1 and -1 comes up.
    """
    found: list[tuple[Cell, Sum]] = []
    for line in _lines(cells):
        left = _left({cell: number for cell, number in line.items() if cell in hidden}, found)
        if left:
            first = min(left)
            found.append((first, {cell: number * left[first] for cell, number in left.items()}))
    return found


def _lines(cells: Cells) -> Iterator[Sum]:
    """Each row and each column: its cells less its total is nothing."""
    last_row, last_column = len(cells) - 1, len(cells[0]) - 1
    for row in range(len(cells)):
        yield {(row, column): -1 if column == last_column else 1 for column in range(len(cells[0]))}
    for column in range(len(cells[0])):
        yield {(row, column): -1 if row == last_row else 1 for row in range(len(cells))}


def _left(asked: Sum, known: Sequence[tuple[Cell, Sum]]) -> Sum:
    """What is left of a sum when all that is known of it is taken away."""
    left = dict(asked)
    for first, one in known:
        times = left.get(first, 0)
        for cell, number in one.items() if times else ():
            left[cell] = left.get(cell, 0) - times * number
        left = {cell: number for cell, number in left.items() if number}
    return left
