"""One's own view of each child, and handing it in."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Model, QuerySet

from samspor.access.actor import Actor
from samspor.access.check import found, require, within
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.base.refused import NotHere, Refused
from samspor.people.api import Child, ChildGroup
from samspor.screening import rules
from samspor.screening.actions.telling import check_told
from samspor.screening.models import (
    Assessment,
    OwnAssessment,
    RoundUnit,
    SignSeen,
)
from samspor.screening.queries import are_in, children_of, me, window_of
from samspor.screening.queries.chosen import chosen_in, is_of_some
from samspor.screening.queries.telling import untold
from samspor.screening.rules import Position, marks


@transaction.atomic
def set_mark(
    *,
    by: Actor,
    round_unit: RoundUnit,
    child: Child,
    position: Position | None,
    at: datetime,
    comment: str = "",
    seen: str | None = None,
) -> OwnAssessment:
    """One's own view of one child, which may be changed until it is handed in. No position leaves the one there is.

    `seen` is `marks.seen` of what one had before one's eyes; None where nobody says.
    """
    child = require(by, Permission.SCREENING_ASSESS, child)
    held = _reached(by, Permission.SCREENING_ASSESS, round_unit)
    return write_mark(
        by=by, round_unit=held, child=child, position=position, comment=comment, seen=seen, at=at, sees_others=True
    )


def write_mark(
    *, by: Actor, round_unit: RoundUnit, child: Child, position: Position | None, comment: str, at: datetime,
    seen: str | None = None, sees_others: bool = False,
) -> OwnAssessment:  # fmt: skip
    """Of a child and a round that somebody has asked access to. `sees_others`: once two of them are in."""
    own = _mine(by, round_unit, child, at, sees_others=sees_others)
    new = own._state.adding  # noqa: SLF001 -- Django's name
    stands = own.position, own.comment or ""
    said = marks.merged(typed=(position or own.position, comment), stands=stands, seen=seen)
    if not new and said == stands:
        return own  # a page that saves while one writes says the same again
    own.position, own.comment, own.marked_at = said[0], said[1] or None, at
    own.save(update_fields=None if new else ["position", "comment", "marked_at"])
    record(Verb.MARK_SET, by=by, about=own, child_ids=[child.pk], at=at)  # which is told in no log: it outlives it
    return own


@transaction.atomic
def withdraw_mark(*, by: Actor, round_unit: RoundUnit, child: Child, at: datetime) -> OwnAssessment:
    """One's own position is taken back before it is handed in. The words and the signs stay."""
    child = require(by, Permission.SCREENING_ASSESS, child)
    own = _mine(by, _reached(by, Permission.SCREENING_ASSESS, round_unit), child, at)
    if not own.position:
        raise Refused("Du har ikke sat en position for barnet. Du behøver ikke gøre mere.")
    own.position, own.marked_at = "", at
    own.save(update_fields=["position", "marked_at"])
    record(Verb.MARK_WITHDRAWN, by=by, about=own, child_ids=[child.pk], at=at)
    return own


@transaction.atomic
def tick_signs(
    *, by: Actor, round_unit: RoundUnit, child: Child, signs: Collection[UUID], at: datetime
) -> OwnAssessment:
    """The signs one recognises, all of them each time. They choose no position."""
    child = require(by, Permission.SCREENING_ASSESS, child)
    held = _reached(by, Permission.SCREENING_ASSESS, round_unit)
    return write_signs(by=by, round_unit=held, child=child, signs=signs, at=at, sees_others=True)


def write_signs(
    *, by: Actor, round_unit: RoundUnit, child: Child, signs: Collection[UUID], at: datetime, sees_others: bool = False
) -> OwnAssessment:
    """Of a child and a round that somebody has asked access to."""
    own = _mine(by, round_unit, child, at, sees_others=sees_others)
    if own._state.adding:  # noqa: SLF001 -- Django's name
        own.marked_at = at
        own.save()
    offered = own.assessment.round_unit.round.instrument.indicators.filter(pk__in=signs)
    chosen = set(offered.values_list("pk", flat=True))
    own.signs.exclude(indicator__in=chosen).delete()
    held = set(own.signs.values_list("indicator", flat=True))
    SignSeen.objects.bulk_create(SignSeen(own=own, indicator_id=one) for one in sorted(chosen - held))
    record(Verb.SIGNS_TICKED, by=by, about=own, child_ids=[child.pk], at=at)
    return own


def _mine(by: Actor, round_unit: RoundUnit, child: Child, at: datetime, *, sees_others: bool = False) -> OwnAssessment:
    """One's own assessment of the child, locked and open for writing; new when there is none yet."""
    rules.check_open(window_of(round_unit), today=local_date(at))
    assessment = _assessment_of(by, round_unit, child, at)
    check_told(by=by, round_unit=round_unit, child=child, at=at)
    # Locked: handing in at the same moment waits, and is never written over.
    mine = assessment.own.select_for_update(of=("self",)).filter(assessor=me(by)).first()
    own = mine or OwnAssessment(assessment=assessment, assessor_id=me(by))
    rules.check_mark(
        handed_in_by_me=own.handed_in_at is not None,
        concluded=hasattr(assessment, "joint"),
        alone=assessment.alone_because is not None,
        opened=sees_others and are_in(assessment),
    )
    return own


@transaction.atomic
def hand_in(*, by: Actor, round_unit: RoundUnit, group: ChildGroup, at: datetime) -> int:
    """Hands in all one's marks of the group: they can no longer be changed, and where two are in, both are seen."""
    round_unit = require(by, Permission.SCREENING_ASSESS, round_unit)
    rules.check_open(window_of(round_unit), today=local_date(at))
    there = [place.child.pk for place in children_of(by, round_unit, group)]
    waiting = OwnAssessment.objects.filter(assessment__in=to_hand_in(by=by, round_unit=round_unit, there=there, at=at))
    return hand_in_all(by=by, waiting=waiting, about=group, at=at)


def hand_in_all(*, by: Actor, waiting: QuerySet[OwnAssessment], about: Model, at: datetime) -> int:
    """One's own among them that have a position and are not handed in."""
    mine = waiting.filter(assessor=me(by), handed_in_at=None).exclude(position="").select_for_update(of=("self",))
    children = dict(mine.values_list("pk", "assessment__child"))
    if not children:
        raise Refused("Du har ingen vurderinger at aflevere. Sæt en position ud for mindst ét barn først.")
    OwnAssessment.objects.filter(pk__in=children).update(handed_in_at=at)
    record(
        Verb.MARKS_HANDED_IN, by=by, about=about, child_ids=children.values(), at=at, after={"number": len(children)}
    )
    return len(children)


def to_hand_in(
    *,
    by: Actor,
    round_unit: RoundUnit,
    there: Collection[UUID],
    at: datetime,  # noqa: ARG001 -- the shape of shared steps
) -> list[UUID]:
    """Of the children that are there today, as one saw them before one said yes; held until they are sealed."""
    told = set(there) - untold(round_unit, there, by.on)
    held = Assessment.objects.filter(round_unit=round_unit, child__in=told, alone_because=None, joint=None)
    return list(held.select_for_update(of=("self",), no_key=True).order_by("pk").values_list("pk", flat=True))


def _reached(by: Actor, permission: Permission, round_unit: RoundUnit) -> RoundUnit:
    """Read, not locked: two colleagues assess different children of the same round at once."""
    found = within(by, permission, RoundUnit.objects.select_related("round").filter(pk=round_unit.pk)).first()
    if found is None:
        raise NotHere
    return found


def _assessment_of(by: Actor, round_unit: RoundUnit, child: Child, at: datetime) -> Assessment:
    """Made at the first mark, so that a child who comes during the round is looked at like the others.

    The child is held first: a second assessor holds only what they were asked, and both may be the first.
    """
    held = Assessment.objects.filter(round_unit=round_unit, child=child).select_related("joint")
    already = held.first()
    if already is None:
        Child.objects.select_for_update(of=("self",), no_key=True).get(pk=child.pk)
        already = held.first()
    if already:
        return already
    enrolment = (
        child.enrolments.filter(group__unit=round_unit.unit_id, period__contains=by.on).order_by("-is_main").first()
    )
    if enrolment is None:
        raise Refused(
            "Barnet er ikke indmeldt i enheden længere. Vurderingen hører til, hvor barnet er nu. Er det en fejl, så "
            "tal med din leder."
        )
    rules.choosing.check_is_chosen(chosen=not is_of_some(round_unit) or child.pk in chosen_in([round_unit]))
    _hold(round_unit, at)
    return Assessment.objects.create(round_unit=round_unit, child=child, group_id=enrolment.group_id)


def _hold(round_unit: RoundUnit, at: datetime) -> None:
    """Whoever changes or withdraws the round waits for this, and the other way about: then its days are read anew.

    The foreign key would lock it too, but Django has it checked first when all is saved.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM screening_roundunit WHERE id = %s FOR KEY SHARE", [round_unit.pk])
    now = found(RoundUnit.objects.select_related("round"), round_unit.pk)
    rules.check_open(window_of(now), today=local_date(at))
