"""What one of a family is shown. Every page, preview and letter to them is made of this and of nothing else."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from samspor.access.secret import ring
from samspor.base.clock import local_date
from samspor.family.models import FamilyWord
from samspor.family.queries.agreed import Consented, Heard, consented, heard
from samspor.family.queries.around import is_named, sight_of, ties_today
from samspor.family.queries.childs import Piece, told_by_child
from samspor.family.queries.persons import Proposed, proposed_by
from samspor.family.queries.proposals import Asked, asked_of
from samspor.family.queries.words import own_words
from samspor.family.rules.words import Sight
from samspor.pathways.api import Goal, Shared, linked_children, shared_with_family
from samspor.pathways.rules.goals import GoalState
from samspor.people.api import Child, Guardian, Guardianship, covered_addresses
from samspor.sharing.api import hidden_from, kept


@dataclass(frozen=True, slots=True)
class Own:
    """Something they have said themselves."""

    kind: str
    about: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Seen:
    """`child`: what it is called to them. `shared` is the pathway, without what this reader is not shown.

    `child_says`: what the child itself has said that this reader may see. `siblings`: whose pathway hangs together with
    it, of those this reader is shown the whole of too.
    """

    sight: Sight
    child: str
    reader: str
    shared: Shared | None
    consents: Sequence[Consented]
    heard: Sequence[Heard]
    words: Sequence[Own]
    child_says: Sequence[Piece]
    persons: Sequence[Proposed]
    proposals: Sequence[Asked]
    siblings: Sequence[str] = ()

    @property
    def may_propose(self) -> bool:
        """There is a pathway, and they decide with others who is in it."""
        return self.shared is not None


def seen_by(child: Child, guardian: Guardian, *, at: datetime) -> Seen:
    """By one of the child's adults. It hangs on nothing that another of them has said or written."""
    page, on = kept(child), local_date(at)
    ties = ties_today(page, on)
    hidden = guardian.pk in hidden_from(page, on)
    sight = sight_of(page, guardian.pk, ties=ties, hidden=hidden, on=on)
    if sight is Sight.CLOSED:
        return Seen(sight, "", guardian.name, None, (), (), (), (), (), ())
    decides = sight is not Sight.OWN
    shared = shared_with_family(page, reader=guardian.pk, at=at) if decides else None
    return Seen(
        sight, page.given_names.split(" ")[0] if is_named(page, hidden=hidden) else "", guardian.name,
        _shown(shared, guardian.pk, _told_of(page, ties, on), hidden=hidden) if shared else None,
        consented(page, guardian.pk, on, hidden=hidden) if decides else (),
        heard(page, guardian.pk, hidden=hidden), [_own(one) for one in own_words(page, guardian.pk)],
        [_said(one) for one in told_by_child(page, guardian.pk, ties, on)],
        proposed_by(page, guardian.pk) if decides else (),
        asked_of(page, guardian.pk, hidden=hidden) if decides else (),
        _siblings(shared, guardian.pk, on) if shared and sight is Sight.WHOLE else (),
    )  # fmt: skip


def _siblings(shared: Shared, reader: UUID, on: date) -> list[str]:
    """By name, of those one has custody of too and whose pathway is open to one: of another there is no hint."""
    return [
        one.given_names.split(" ")[0]
        for one in linked_children(shared.pathway)
        if is_named(one, hidden=False)
        and sight_of(
            one, reader, ties=ties_today(one, on), hidden=reader in hidden_from(one, on), on=on
        ) is Sight.WHOLE
    ]  # fmt: skip


def _own(one: FamilyWord) -> Own:
    return Own(one.kind, one.about, one.text or "", one.written_at)


def _said(one: Piece) -> Piece:
    """The words and the day: not whom else the child lets see them, nor what it was answered."""
    return replace(one, allowed=(), parents=(), hearer="", answers=())


def _told_of(child: Child, ties: Collection[Guardianship], on: date) -> frozenset[UUID]:
    """The child's adults of today. Of one whose own home is covered, and is not the child's, not even the name."""
    covered = covered_addresses(child, ties, on)
    return frozenset(one.guardian_id for one in ties if one.lives_with or one.guardian_id not in covered)


def _shown(shared: Shared, reader: UUID, told_of: frozenset[UUID], *, hidden: bool) -> Shared:
    """`hidden`: no place, nobody who is found at one, and no words that may name either. The days are left."""
    if hidden:
        return replace(
            shared, next_what="", holder="", title="", unit="", people=(), agreements=(), goals=(), actions=(),
            promises=(), extent="",
        )  # fmt: skip
    named = told_of | {None, reader}
    return replace(shared, people=[one for one in shared.people if one.guardian in named])


def goal_on(seen: Seen, key: str) -> Goal | None:
    """One that goes on, of those they are shown."""
    shown = {str(one.key) for one in seen.shared.goals if one.state is GoalState.OPEN} if seen.shared else set()
    return Goal.objects.select_related("scale").get(pk=key) if key in shown else None


def mark_of(seen: Seen) -> str:
    """So that it is known whether what somebody looked at is what stands there now."""
    return ring().digest(repr(seen)).hex()
