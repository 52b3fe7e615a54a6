"""What one import would change about one child, and in which bucket a person finds it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from samspor.people.rules import Setting
from samspor.roster.rules.questions import Question
from samspor.roster.rules.rows import Reason, RosterRow


class Bucket(StrEnum):
    """In the order a person should meet them."""

    NEEDS_DECISION = "needs_decision"
    REFUSED = "refused"
    LEFT_OUT = "left_out"
    NEW = "new"
    MOVED = "moved"
    ENDED = "ended"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


PASSED_OVER = frozenset({Bucket.REFUSED, Bucket.LEFT_OUT})  # by the list's own fault, or because somebody said so


@dataclass(frozen=True, slots=True)
class Diff:
    """One field, as text before and after. `of` is the guardian it is about, by name as the list has it."""

    field: str
    before: str
    after: str
    of: str = ""
    guardian_id: UUID | None = None


class Step(StrEnum):
    START = "start"  # a place in a setting where the child had none
    MOVE = "move"  # another group in the same setting
    ADJUST = "adjust"  # the same group, other dates
    END = "end"  # the place stops, and nothing follows


@dataclass(frozen=True, slots=True)
class Place:
    """A group, known or to be opened (`group_id` None). `renamed`: it is known under another name."""

    unit_id: UUID
    setting: Setting
    group_id: UUID | None
    group_name: str
    renamed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolmentStep:
    """`starts_on` None is the day it is applied. `enrolment_id` is the one moved from, changed or ended."""

    step: Step
    setting: Setting
    place: Place | None = None
    enrolment_id: UUID | None = None
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """One child (`child_id` None: not known yet), the rows about it, and what would happen.

    `others` are rows about the same child that do not count: said twice, or not the one that was picked. `unread` is
    the number of a row that could not be read. `elsewhere`: what is known of the child is not for the reader's eyes.
    `links` are the keys that will mean this child next time, when there is no number to know it by.
    `accounted` are the children and settings the rows speak of, so that nobody there is taken for gone.
    """

    bucket: Bucket
    rows: tuple[RosterRow, ...] = ()
    others: tuple[RosterRow, ...] = ()
    unread: int | None = None
    unread_name: str = ""
    elsewhere: bool = False
    child_id: UUID | None = None
    diffs: tuple[Diff, ...] = ()
    steps: tuple[EnrolmentStep, ...] = ()
    questions: tuple[Question, ...] = ()
    reasons: tuple[Reason, ...] = ()
    links: tuple[str, ...] = ()
    accounted: tuple[tuple[UUID, Setting | None], ...] = ()
    places: tuple[Place, ...] = ()

    @property
    def numbers(self) -> tuple[int, ...]:
        """The rows as a person finds them in the file."""
        unread = () if self.unread is None else (self.unread,)
        return tuple(sorted({*unread, *(row.number for row in (*self.rows, *self.others))}))
