"""A whole list at once: every child's change, groups that got a new name, and those who are gone."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from samspor.roster.rules.changes import Bucket, Diff, Place, Staged
from samspor.roster.rules.clusters import AnyRow, clusters
from samspor.roster.rules.enrolling import endings
from samspor.roster.rules.ground import Ground
from samspor.roster.rules.known import Places
from samspor.roster.rules.staging import stage_rows

if TYPE_CHECKING:
    from samspor.people.rules import Setting


class Tally:
    """What must be remembered across the list, and no more: ids, never rows."""

    def __init__(self) -> None:
        self.accounted: set[tuple[object, Setting | None]] = set()
        self.covered: set[tuple[UUID, Setting]] = set()
        self.renamed: dict[UUID, Place] = {}

    def note(self, staged: Staged) -> Staged:
        self.accounted.update(staged.accounted)
        self.covered.update((place.unit_id, place.setting) for place in staged.places)
        self.renamed.update(
            {place.group_id: place for place in staged.places if place.renamed and place.group_id}
        )
        return staged


def stage(
    rows: Callable[[], Iterable[AnyRow]], ground: Ground, *, complete_for: frozenset[UUID] = frozenset()
) -> Iterator[Staged]:
    """`complete_for`: the units a person has said the list holds every child of."""
    tally = Tally()
    for cluster in clusters(rows(), ground.repeats, ground.keyed):
        yield from map(tally.note, stage_rows(cluster, ground))
    yield from renames(tally, ground.places)
    covered: set[tuple[object, Setting]] = {
        (unit, setting) for unit, setting in tally.covered if unit in complete_for
    }
    yield from endings(ground.known, accounted=tally.accounted, covered=covered, on=ground.on)


def renames(tally: Tally, places: Places) -> Iterator[Staged]:
    """One change a group, however many children it has."""
    for group_id, place in tally.renamed.items():
        diff = Diff("group_name", places.groups[group_id].name, place.group_name)
        yield Staged(bucket=Bucket.CHANGED, diffs=(diff,), places=(place,))
