"""What is shown of focus points."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from samspor.people.api import naming
from samspor.screening import rules, texts
from samspor.screening.models import FocusPoint, FocusReview
from samspor.screening.rules import Outcome, Way


@dataclass(frozen=True, slots=True)
class Looked:
    """One time somebody looked at it again."""

    outcome: str
    words: str
    at: datetime
    name: str


@dataclass(frozen=True, slots=True)
class Focus:
    """One focus point, with what came of it. `whose` is the child, the group or the unit."""

    pk: UUID
    child: UUID | None
    whose: str
    place: str
    aim: str
    action: str
    responsible: str
    set_at: datetime
    review_on: date
    is_due: bool
    closed_on: date | None
    told_on: date | None
    told_way: str
    reviews: Sequence[Looked]


def focus_list(found: Iterable[FocusPoint], today: date, names: Mapping[UUID, naming.Name]) -> list[Focus]:
    """`names`: what the children are called to who reads."""
    return [focus_point(one, today, names) for one in found]


def focus_point(one: FocusPoint, today: date, names: Mapping[UUID, naming.Name]) -> Focus:
    return Focus(
        pk=one.pk,
        child=one.child_id,
        whose=names[one.child_id].whole if one.child_id else whose(one),
        place=_place(one),
        aim=one.aim,
        action=one.action,
        responsible=one.responsible.name,
        set_at=one.set_at,
        review_on=one.review_on,
        is_due=rules.is_due(review_on=one.review_on, closed_on=one.closed_on, today=today),
        closed_on=one.closed_on,
        told_on=one.told_on,
        told_way=texts.WAY[Way(one.told_way)] if one.told_way else "",
        reviews=[_looked(review) for review in one.reviews.all()],
    )


def whose(one: FocusPoint) -> str:
    """Of one that is no child's."""
    return one.group.name if one.group else one.unit.name


def _place(one: FocusPoint) -> str:
    """Where it was set, and in which round."""
    where = [one.group.name] if one.child_id and one.group else []
    where.append(one.unit.name)
    if one.round_unit:
        where.append(one.round_unit.round.label)
    return ", ".join(where)


def _looked(review: FocusReview) -> Looked:
    return Looked(texts.OUTCOME[Outcome(review.outcome)], review.words, review.reviewed_at, review.reviewed_by.name)
