"""The children nobody wrote about in a round, and those of whom the same was said twice."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from samspor.access.actor import Actor
from samspor.base.clock import local_date
from samspor.people.api import ChildGroup
from samspor.screening import rules
from samspor.screening.models import Assessment, LookedTogether, OwnAssessment, RoundUnit
from samspor.screening.queries.assessments import Place, assessments_of, children_of, line_of
from samspor.screening.rules import Position
from samspor.screening.rules.dialogue import Words, may_take_back_look, words_of


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
    before = _before(actor, round_unit, concluded)
    comments = _comments([*concluded.values(), *before.values()])
    found = (_quiet(place, concluded.get(place.child.pk), comments, before.get(place.child.pk)) for place in places)
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
    place: Place, one: Assessment | None, comments: Mapping[UUID, list[str]], before: Assessment | None
) -> Quiet | None:
    if one is None:
        return None
    unwritten = rules.nobody_wrote(
        comments=comments.get(one.pk, ()), justification=one.joint.justification or "", dissent=one.joint.dissent or ""
    )
    again = rules.same_again(before=_said(before, comments) if before else None, now=_said(one, comments))
    return Quiet(place, one, unwritten, again, getattr(one, "looked", None)) if unwritten or again else None


def _said(one: Assessment, comments: Mapping[UUID, list[str]]) -> Words:
    """By what was agreed on and by the own assessments alike: who wrote it first is not what is asked."""
    words = words_of(one.joint.justification or "", one.joint.dissent or "", *comments.get(one.pk, ()))
    return Position(one.joint.position), words


def _comments(concluded: Iterable[Assessment]) -> dict[UUID, list[str]]:
    """Of assessments that are concluded, and so no longer sealed."""
    words: dict[UUID, list[str]] = {}
    for own in OwnAssessment.objects.filter(assessment__in=concluded).exclude(handed_in_at=None):
        words.setdefault(own.assessment_id, []).append(own.comment or "")
    return words


def _before(actor: Actor, round_unit: RoundUnit, children: Collection[UUID]) -> dict[UUID, Assessment]:
    """What was concluded of the same children the time before, in whatever house of those one may read."""
    earlier = line_of(actor, frozenset(children))
    return {one.child_id: one for one in earlier if one.round_unit.round.opens_on < round_unit.round.opens_on}
