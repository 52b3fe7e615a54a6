"""A whole list at once: every child's change, groups that got a new name, and those who are gone."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from uuid import UUID

from samspor.people.rules import Setting
from samspor.roster.rules.changes import PASSED_OVER, Bucket, Diff, Place, Staged
from samspor.roster.rules.clusters import AnyRow, clusters
from samspor.roster.rules.enrolling import endings
from samspor.roster.rules.ground import Ground
from samspor.roster.rules.known import Places
from samspor.roster.rules.rows import Reason
from samspor.roster.rules.staging import stage_rows

_TWICE = Reason(None, "Flere rækker med hver sit nummer peger på samme barn. Ret listen, eller svar om.")


class Tally:
    """What must be remembered across the list, and no more: ids, never rows."""

    def __init__(self) -> None:
        self.accounted: set[tuple[object, Setting | None]] = set()
        self.covered: set[tuple[UUID, Setting]] = set()
        self.renamed: dict[UUID, Place] = {}
        self._children: Counter[UUID] = Counter()

    def note(self, staged: Staged) -> Staged:
        self.accounted.update(staged.accounted)
        self.covered.update((place.unit_id, place.setting) for place in staged.places)
        self.renamed.update({p.group_id: p for p in staged.places if p.renamed and p.group_id})
        if staged.child_id and is_settled(staged):
            self._children[staged.child_id] += 1
        return staged

    @property
    def twice(self) -> frozenset[UUID]:
        """Children that rows with different numbers have been said to be."""
        return frozenset(child_id for child_id, times in self._children.items() if times > 1)

    def covered_in(self, complete_for: frozenset[UUID]) -> set[tuple[object, Setting]]:
        return {(unit_id, setting) for unit_id, setting in self.covered if unit_id in complete_for}


def stage(
    rows: Callable[[], Iterable[AnyRow]], ground: Ground, *, complete_for: frozenset[UUID] = frozenset()
) -> list[Staged]:
    """`complete_for`: the units a person has said the list holds every child of."""
    tally = Tally()
    together = clusters(rows(), ground.repeats, ground.keyed)
    found = [tally.note(staged) for cluster in together for staged in stage_rows(cluster, ground)]
    single = [pointed_at_twice(s) if s.child_id in tally.twice and is_settled(s) else s for s in found]
    covered = tally.covered_in(complete_for)
    gone = endings(ground.known, accounted=tally.accounted, covered=covered, on=ground.on)
    return [*single, *renames(tally, ground.places), *gone]


def is_settled(staged: Staged) -> bool:
    return staged.bucket not in {Bucket.NEEDS_DECISION, *PASSED_OVER}


def pointed_at_twice(staged: Staged) -> Staged:
    """Different rows have been answered to be one child: nobody can tell which is right."""
    return replace(staged, bucket=Bucket.REFUSED, diffs=(), steps=(), links=(), reasons=(_TWICE,))


def renames(tally: Tally, places: Places) -> Iterator[Staged]:
    """One change a group, however many children it has."""
    for group_id, place in tally.renamed.items():
        diff = Diff("group_name", places.groups[group_id].name, place.group_name)
        yield Staged(bucket=Bucket.CHANGED, diffs=(diff,), places=(place,))
