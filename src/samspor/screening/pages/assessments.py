"""What the pages of screening show: frozen, with nothing left to ask a database for."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from samspor.people.api import ChildGroup
from samspor.people.rules import age_months, is_protected
from samspor.screening import texts
from samspor.screening.models import Assessment, Indicator, OwnAssessment, RoundUnit
from samspor.screening.queries import Place, handed_in, step_of, window_of
from samspor.screening.queries.assessments import Standing, Tally
from samspor.screening.rules import ASSESSORS, Kind, Position, RoundKind, RoundState, Step, marks


@dataclass(frozen=True, slots=True)
class Heading:
    """What every page of a round has on top."""

    round_unit: UUID
    label: str
    unit: str
    opens_on: date
    closes_on: date
    notice_on: date | None
    state: RoundState
    kind: RoundKind

    @property
    def kind_words(self) -> str:
        """Said of what is not the ordinary round."""
        return "" if self.kind is RoundKind.CALENDAR else texts.ROUND_KIND[self.kind]

    @property
    def state_words(self) -> str:
        return texts.ROUND_STATE[self.state]

    @property
    def is_open(self) -> bool:
        return self.state is RoundState.OPEN


def heading(round_unit: RoundUnit, today: date) -> Heading:
    held = round_unit.round
    return Heading(
        round_unit.pk,
        held.label,
        round_unit.unit.name,
        held.opens_on,
        held.closes_on,
        round_unit.notice_on,
        window_of(round_unit).state(today),
        RoundKind(held.kind),
    )


@dataclass(frozen=True, slots=True)
class Row:
    """One child in the grid of own assessments."""

    child: UUID
    href: str
    name: str
    born: date | None
    months: int
    protected: bool
    position: str
    comment: str
    seen: str  # goes with the page, and comes back with what is typed in it
    handed_in: bool
    concluded: bool
    alone: bool
    opened: bool
    is_told: bool
    apart: str  # what tells it from others of the same name

    @property
    def called(self) -> str:
        return ", ".join(filter(None, [self.name, self.apart]))

    @property
    def locked(self) -> bool:
        """`alone`: somebody chose openly to look at the child without a second. Untold parents are told first."""
        return self.handed_in or self.concluded or self.alone or not self.is_told

    @property
    def shut(self) -> bool:
        """Nothing more is written. What stood before two others were in can still be handed in."""
        return self.locked or self.opened


@dataclass(frozen=True, slots=True)
class Grid:
    """A group, and one's own view of each child in it."""

    heading: Heading
    group: ChildGroup
    rows: Sequence[Row]

    @property
    def tally(self) -> Tally:
        marked = [row for row in self.rows if row.position]
        return Tally(len(self.rows), len(marked), sum(not row.locked for row in marked))

    @property
    def about_to_go(self) -> list[tuple[str, Sequence[Row]]]:
        """Who is handed in, by the position one chose. For looking it over; nothing is added up of it."""
        going = [row for row in self.rows if row.position and not row.locked]
        chosen = [(str(word), [row for row in going if row.position == word]) for word in Position]
        return [(word, rows) for word, rows in chosen if rows]

    @property
    def unmarked(self) -> Sequence[str]:
        return [row.called for row in self.rows if not row.position and not row.shut]

    @property
    def only_words(self) -> Sequence[str]:
        """Somebody wrote about them and chose no position: what was written stays here."""
        return [row.called for row in self.rows if row.comment.strip() and not row.position and not row.shut]

    @property
    def handed_in(self) -> int:
        return sum(row.handed_in for row in self.rows)


def grid(
    *,
    top: Heading,
    group: ChildGroup,
    places: Iterable[Place],
    mine: Mapping[UUID, OwnAssessment],
    assessments: Mapping[UUID, Assessment],
    untold: Collection[UUID] = (),
    today: date,
) -> Grid:
    """`untold`: the children whose parents have not heard of the round."""
    rows = [_row(place, mine.get(place.child.pk), assessments.get(place.child.pk), today) for place in places]
    return Grid(top, group, [replace(row, is_told=row.child not in untold) for row in rows])


def as_typed(page: Grid, typed: Mapping[UUID, tuple[str, str]]) -> Grid:
    """The grid with what somebody typed that could not be saved: position and words, by child."""
    rows = [
        replace(row, position=typed[row.child][0], comment=typed[row.child][1]) if row.child in typed else row
        for row in page.rows
    ]
    return replace(page, rows=rows)


def seen(own: OwnAssessment) -> str:
    return marks.seen(position=own.position, comment=own.comment)


def _row(place: Place, own: OwnAssessment | None, assessment: Assessment | None, today: date) -> Row:
    child = place.child
    return Row(
        child=child.pk,
        href=child.href,
        name=child.name,
        born=child.birth_date,
        months=age_months(child.birth_date, today) if child.birth_date else 0,
        protected=is_protected(child.protected_until, today),
        position=own.position if own else "",
        comment=(own.comment or "") if own else "",
        seen=seen(own) if own else "",
        handed_in=bool(own and own.handed_in_at),
        concluded=assessment is not None and hasattr(assessment, "joint"),
        alone=assessment is not None and assessment.alone_because is not None,
        opened=assessment is not None and handed_in(assessment) >= ASSESSORS,
        is_told=True,
        apart=place.apart,
    )


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One group on the unit's board. `waiting` names the children by the step they stand at.

    `held_back`: those concluded whose parents nothing may reach now, with the assessment whose page says so.
    `untold` names those whose parents have not heard of the round; they stand at their step as well. `not_now` are
    those of them whose parents nothing may reach. `unseen` have no position yet, in the order of the group.
    """

    group: UUID
    name: str
    children: int
    waiting: Mapping[Step, Sequence[str]]
    held_back: Sequence[tuple[str, UUID]]
    untold: Sequence[str] = ()
    not_now: Sequence[str] = ()
    unseen: Sequence[str] = ()

    def count(self, step: Step) -> int:
        return len(self.waiting[step])


@dataclass(frozen=True, slots=True)
class Board:
    """What is done in a unit's round, and what is not done yet."""

    heading: Heading
    groups: Sequence[GroupLine]
    steps: Mapping[UUID, Step]  # by child: one that is in two groups is one child

    @property
    def children(self) -> int:
        return len(self.steps)

    @property
    def untold(self) -> bool:
        return any(line.untold for line in self.groups)

    @property
    def not_now(self) -> Sequence[str]:
        return [name for line in self.groups for name in line.not_now]

    def total(self, step: Step) -> int:
        return sum(one == step for one in self.steps.values())

    @property
    def held_back(self) -> Sequence[tuple[str, UUID]]:
        return [one for line in self.groups for one in line.held_back]


def board(
    top: Heading,
    groups: Iterable[ChildGroup],
    places: Sequence[Place],
    standings: Mapping[UUID, Standing],
    untold: Collection[UUID] = (),
    *,
    held_back: Collection[UUID] = (),
) -> Board:
    """`standings` come from `standings_of`; `held_back`: children whose parents nothing may reach now."""
    held = list(groups)
    there: dict[UUID, list[Place]] = {group.pk: [] for group in held}
    for place in places:
        there.get(place.group_id, []).append(place)
    shown = [place.child.pk for one in there.values() for place in one]
    held.sort(key=lambda group: not there[group.pk])  # the empty ones last
    return Board(
        top,
        [_line(group, there[group.pk], standings, untold, held_back) for group in held],
        {child: _step_in(standings, child) for child in shown},
    )


def _line(
    group: ChildGroup,
    places: Sequence[Place],
    standings: Mapping[UUID, Standing],
    untold: Collection[UUID],
    held_back: Collection[UUID],
) -> GroupLine:
    waiting: dict[Step, list[str]] = {step: [] for step in Step}
    told_of: list[tuple[str, UUID]] = []
    for place in places:
        key = place.child.pk
        one, step = standings.get(key), _step_in(standings, key)
        if one and key in held_back and step is Step.CONCLUDED:
            told_of.append((place.called, one.assessment))
        else:
            waiting[step].append(place.called)
    late = [place for place in places if place.child.pk in untold]
    names, not_now = ([one.called for one in late if (one.child.pk in held_back) is held] for held in (False, True))
    unseen = [one.called for one in places if _step_in(standings, one.child.pk) in {Step.OWN, Step.DIALOGUE}]
    return GroupLine(group.pk, group.name, len(places), waiting, told_of, names, not_now, unseen)


def _step_in(standings: Mapping[UUID, Standing], child: UUID) -> Step:
    one = standings.get(child)
    return one.step if one else step_of(None)


@dataclass(frozen=True, slots=True)
class SignGroup:
    """The prompts of one dimension, by position and by whose they are."""

    label: str
    signs: Mapping[str, Sequence[tuple[str, str]]]


def sign_groups(signs: Iterable[Indicator]) -> list[SignGroup]:
    groups: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for sign in signs:
        groups.setdefault(sign.dimension_label, {}).setdefault(sign.position, []).append(
            (texts.KIND[Kind(sign.kind)], sign.text)
        )
    return [SignGroup(label, signs) for label, signs in groups.items()]
