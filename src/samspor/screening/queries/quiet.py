"""The children nobody wrote about in a round, and those of whom the same was said twice."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from samspor.access.actor import Actor
from samspor.base.clock import local_date
from samspor.people.api import ChildGroup
from samspor.screening import rules
from samspor.screening.models import Assessment, LookedTogether, OwnAssessment, RoundUnit
from samspor.screening.queries.assessments import Place, assessments_of, children_of
from samspor.screening.rules import Position
from samspor.screening.rules.dialogue import may_take_back_look


@dataclass(frozen=True, slots=True)
class Quiet:
    """A child we may have overlooked, and which way."""

    place: Place
    assessment: Assessment
    unwritten: bool
    again: bool
    looked: LookedTogether | None


def quiet_in(actor: Actor, round_unit: RoundUnit, group: ChildGroup) -> list[Quiet]:
    """Of those concluded in the round, in order of name."""
    places = children_of(actor, round_unit, group)
    held = assessments_of(round_unit, [place.child.pk for place in places])
    concluded = {child: one for child, one in held.items() if hasattr(one, "joint")}
    comments = _comments(concluded.values())
    before = _before(round_unit, concluded.values())
    found = (_quiet(place, concluded.get(place.child.pk), comments, before) for place in places)
    return [one for one in found if one]


def not_talked_of(actor: Actor, round_unit: RoundUnit, group: ChildGroup) -> tuple[int, int]:
    """How many of the group's children nobody has talked about yet, and how many there are."""
    there = {place.child.pk for place in children_of(actor, round_unit, group)}
    done = Assessment.objects.filter(round_unit=round_unit, child__in=there, joint__isnull=False).count()
    return len(there) - done, len(there)


def may_take_back(by: Actor, held: LookedTogether | None, *, today: date) -> bool:
    if held is None:
        return False
    mine = held.looked_by_id == by.staff
    return may_take_back_look(mine=mine, looked_on=local_date(held.looked_at), today=today)


def _quiet(
    place: Place, one: Assessment | None, comments: dict[object, list[str]], before: dict[object, tuple[Position, str]]
) -> Quiet | None:
    if one is None:
        return None
    said = one.joint.justification or ""
    unwritten = rules.nobody_wrote(
        comments=comments.get(one.pk, ()), justification=said, dissent=one.joint.dissent or ""
    )
    again = rules.same_again(before=before.get(place.child.pk), now=(Position(one.joint.position), said))
    return Quiet(place, one, unwritten, again, getattr(one, "looked", None)) if unwritten or again else None


def _comments(concluded: Iterable[Assessment]) -> dict[object, list[str]]:
    """Of assessments that are concluded, and so no longer sealed."""
    words: dict[object, list[str]] = {}
    for own in OwnAssessment.objects.filter(assessment__in=concluded).exclude(handed_in_at=None):
        words.setdefault(own.assessment_id, []).append(own.comment or "")
    return words


def _before(round_unit: RoundUnit, concluded: Iterable[Assessment]) -> dict[object, tuple[Position, str]]:
    """What was concluded of the same children the time before in the same unit."""
    earlier = Assessment.objects.filter(
        child__in=[one.child_id for one in concluded],
        joint__isnull=False,
        round_unit__unit=round_unit.unit_id,
        round_unit__round__opens_on__lt=round_unit.round.opens_on,
    )
    latest = earlier.select_related("joint").order_by("child", "-round_unit__round__opens_on").distinct("child")
    return {one.child_id: (Position(one.joint.position), one.joint.justification or "") for one in latest}
