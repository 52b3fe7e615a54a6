"""Which rows are about the same child: one reading keeps a short key a row, the next brings rows together."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from samspor.people.rules import search_words
from samspor.roster.rules.known import Keyed
from samspor.roster.rules.rows import RefusedRow, RosterRow
from samspor.roster.rules.values import fold

AnyRow = RosterRow | RefusedRow


@dataclass(frozen=True, slots=True)
class Repeats:
    """`keys` stand on more than one row; `names` are borne by a row that says who the child is and by one that does
    not: without a number, or without a birth date too.

    `groups` are the groups the list names: one that is still named has not been given a new name.
    """

    keys: frozenset[str]
    names: frozenset[str]
    groups: frozenset[str]


def name_key(row: RosterRow, keyed: Keyed) -> str:
    """Same words of the name and same birth date: what two different children can share."""
    return keyed(f"name|{' '.join(search_words(row.name))}|{row.born_on}")


def child_key(row: RosterRow, keyed: Keyed) -> str:
    """By number when there is one; rows without are brought together to be asked about, never joined."""
    if row.cpr:
        return keyed(row.cpr)
    return keyed(f"replacement|{row.replacement_number}") if row.replacement_number else name_key(row, keyed)


def repeats(rows: Iterable[AnyRow], keyed: Keyed) -> Repeats:
    """The first reading of the list."""
    counted: Counter[str] = Counter()
    numbered: set[str] = set()
    plain: set[str] = set()
    told: set[tuple[str, str]] = set()  # of rows that say more than a name: the name, and the name with the birth date
    bare: set[str] = set()
    groups: set[str] = set()
    for row in rows:
        if isinstance(row, RosterRow):
            counted[child_key(row, keyed)] += 1
            groups.add(fold(row.group_name or ""))
            (numbered if row.cpr or row.replacement_number else plain).add(name_key(row, keyed))
            if row.is_bare:
                bare.add(_name(row, keyed))
            else:
                told.add((_name(row, keyed), name_key(row, keyed)))
    keys = frozenset(key for key, times in counted.items() if times > 1)
    names = numbered & plain | {key for name, key in told if name in bare}
    return Repeats(keys, frozenset(names), frozenset(groups))


def _name(row: RosterRow, keyed: Keyed) -> str:
    return keyed(f"name|{' '.join(search_words(row.name))}")


def clusters(rows: Iterable[AnyRow], found: Repeats, keyed: Keyed) -> Iterator[tuple[AnyRow, ...]]:
    """The second reading: each child's rows together, singles as they come, only the repeated held back."""
    held: dict[str, list[RosterRow]] = {key: [] for key in found.keys}
    for row in rows:
        if isinstance(row, RosterRow) and (key := child_key(row, keyed)) in held:
            held[key].append(row)
        else:
            yield (row,)
    yield from (tuple(sorted(together, key=lambda row: row.number)) for together in held.values())


def content(row: RosterRow) -> str:
    """Everything the row says, but not where in the list it stands."""
    return repr(replace(row, number=0, remarks=()))
