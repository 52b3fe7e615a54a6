"""Five years of assessments: two who look each for themselves, what they arrive at, and the parents told."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from enum import IntEnum
from uuid import UUID

from samspor.demo import positions, rows
from samspor.demo.cast import is_for_the_walk
from samspor.demo.families import Kid
from samspor.demo.groups import Group
from samspor.demo.ids import Stream
from samspor.demo.parameters import of, pick
from samspor.demo.rounds import Window
from samspor.demo.sentences import Writer

Row = rows.Assessment | rows.Own | rows.Joint | rows.Informed
_WAYS, _WAY_SHARES = ("talk", "phone", "digital", "letter", "meeting"), (0.50, 0.15, 0.25, 0.02, 0.08)
_ABSENT, _ALONE = of("screening", "absent"), of("screening", "single_assessor")
_COMMENT_ON_GREEN, _TOLD = of("screening", "comment_on_green"), of("screening", "parents_told")
_OPEN_ROUND = of("screening", "open_round")


class Reached(IntEnum):
    """How far one child's assessment has come in the demo."""

    TOLD = 0
    CONCLUDED = 1
    BOTH_HANDED_IN = 2
    ONE_HANDED_IN = 3
    NOTHING = 4


@dataclass(frozen=True, slots=True)
class Where:
    """A child in a group for a while."""

    group: Group
    from_on: date
    to_on: date


@dataclass(frozen=True, slots=True)
class Looked:
    """One child in one round: enough to write its rows."""

    kid: Kid
    group: Group
    round_unit_id: UUID
    window: Window
    position: str
    reached: Reached


def notice(chance: Stream, held: rows.Round, unit: rows.Unit, by: UUID) -> rows.RoundUnit:
    """The parents of a unit are told of a round before it opens."""
    told_on = held.opens_on - timedelta(days=chance.randint(5, 16))
    way = chance.choice(("digital", "digital", "letter", "meeting"))
    return rows.RoundUnit(chance.id(), held.id, unit.id, told_on, way, by)


class Screening:
    """Writes the history of the children of one district."""

    def __init__(self, chance: Stream, windows: list[Window], *, today: date) -> None:
        self._chance, self._windows, self._today = chance, windows, today
        self._not_begun: dict[UUID, bool] = {}

    def of_child(self, kid: Kid, wheres: list[Where], round_units: dict[tuple[UUID, int], UUID]) -> Iterator[Row]:
        """Every assessment of one child. `round_units` has the key of a unit and the number of the window."""
        chance = self._chance
        position = positions.first(chance)
        writer = Writer(chance, name=kid.row.given_names.split(" ")[0], boy=kid.boy, birth=kid.birth)
        for number, window in enumerate(self._windows):
            position = positions.following(chance, position)
            where = _where(wheres, min(window.opens_on + timedelta(days=20), self._today))
            reached = self._reached(where.group, window) if where else Reached.NOTHING
            if where and reached is not Reached.NOTHING and not chance.chance(_ABSENT):
                unit = round_units[where.group.unit.id, number]
                yield from self._look(Looked(kid, where.group, unit, window, position, reached), writer)

    def _reached(self, group: Group, window: Window) -> Reached:
        chance = self._chance
        if not window.holds(self._today):
            return Reached.TOLD if chance.chance(_TOLD) else Reached.CONCLUDED
        if is_for_the_walk(group.unit.name, group.row.name) or self._unit_not_begun(group.unit.id):
            return Reached.NOTHING
        return Reached(pick(chance, _OPEN_ROUND))

    def _unit_not_begun(self, unit_id: UUID) -> bool:
        if unit_id not in self._not_begun:
            self._not_begun[unit_id] = self._chance.chance(of("screening", "unit_not_begun"))
        return self._not_begun[unit_id]

    def _look(self, looked: Looked, writer: Writer) -> Iterator[Row]:
        chance = self._chance
        first_on, second_on, joint_on = self._days(looked.window)
        one, other = (post.holder(first_on) for post in looked.group.posts[:2])
        alone = chance.chance(_ALONE) and looked.reached < Reached.ONE_HANDED_IN
        reason = writer.shared("single") if alone else None
        made = rows.Assessment(chance.id(), looked.round_unit_id, looked.kid.id, looked.group.row.id, reason)
        yield made
        yield self._own(made.id, one, looked.position, first_on, writer)
        seen = looked.position
        if not alone and looked.reached is not Reached.ONE_HANDED_IN:
            seen = positions.seen_by_another(chance, looked.position)
            yield self._own(made.id, other, seen, second_on, writer)
        if looked.reached <= Reached.CONCLUDED:
            taking_part = (one,) if alone else tuple(sorted((one, other)))
            other_view = other if seen != looked.position and chance.chance(0.25) else None
            yield self._joint(
                made.id, looked.position, joint_on, writer, taking_part=taking_part, dissent_by=other_view
            )
        if looked.reached is Reached.TOLD:
            yield self._informed(made.id, one, joint_on)

    def _days(self, window: Window) -> tuple[date, date, date]:
        """Days inside the window and not after yesterday: both look, then they talk."""
        last = (min(window.closes_on, self._today - timedelta(days=1)) - window.opens_on).days
        offsets = sorted(self._chance.randint(0, last) for _ in range(3))
        first, second, joint = (window.opens_on + timedelta(days=offset) for offset in offsets)
        return first, second, joint

    def _own(self, assessment_id: UUID, by: UUID, position: str, on: date, writer: Writer) -> rows.Own:
        chance = self._chance
        writes = position != positions.GREEN or chance.chance(_COMMENT_ON_GREEN)
        at = self._at(on)
        comment = writer.own(position, on) if writes else None
        return rows.Own(
            chance.id(), assessment_id, by, position, comment, at, at + timedelta(minutes=chance.randint(1, 90))
        )

    def _joint(
        self, assessment_id: UUID, position: str, on: date, writer: Writer,
        *, taking_part: tuple[UUID, ...], dissent_by: UUID | None,
    ) -> rows.Joint:  # fmt: skip
        why = None if position == positions.GREEN else writer.justification(position, on)
        dissent = writer.shared("dissent") if dissent_by else None
        at = self._at(on, from_hour=12)  # after both have handed in, the same day at the earliest
        return rows.Joint(
            self._chance.id(), assessment_id, position, why, taking_part, dissent, dissent_by, at, taking_part[0]
        )

    def _informed(self, assessment_id: UUID, by: UUID, joint_on: date) -> rows.Informed:
        chance = self._chance
        on = min(joint_on + timedelta(days=chance.randint(0, 9)), self._today)
        way = _WAYS[pick(chance, _WAY_SHARES)]
        at = datetime.combine(on, clock_time(15, chance.randint(0, 59)), UTC)
        return rows.Informed(chance.id(), assessment_id, on, way, at, by)

    def _at(self, on: date, from_hour: int = 7) -> datetime:
        chance = self._chance
        return datetime.combine(on, clock_time(from_hour + chance.randint(0, 2), chance.randint(0, 59)), UTC)


def _where(wheres: list[Where], on: date) -> Where | None:
    return next((where for where in wheres if where.from_on <= on < where.to_on), None)
