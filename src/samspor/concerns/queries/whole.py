"""One concern with everything in it that somebody may see, in as many statements whatever its length."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Prefetch, Q
from django.db.models.expressions import ExpressionWrapper
from django.db.models.fields import BooleanField

from samspor.access.actor import Actor
from samspor.concerns.models import (
    Concern,
    EarlierWording,
    Factor,
    FirstAnswer,
    HardStop,
    Involvement,
    NextStep,
    RulerMark,
    Voice,
    Wanted,
)
from samspor.concerns.queries.around import viewer
from samspor.concerns.rules.ruler import is_sealed
from samspor.concerns.rules.voices import Sight, sight
from samspor.concerns.rules.words import Audience


@dataclass(frozen=True, slots=True)
class Seen:
    """A piece of the child's voice, and how much of it somebody may see: `piece` is None when not the words."""

    key: UUID
    house: str
    said_on: date
    sight: Sight
    piece: Voice | None


@dataclass(frozen=True, slots=True)
class Whole:
    concern: Concern
    answers: Sequence[FirstAnswer]
    stops: Sequence[HardStop]
    factors: Sequence[Factor]
    wanted: Sequence[Wanted]
    steps: Sequence[NextStep]
    marks: Sequence[RulerMark]
    sealed: int
    voices: Sequence[Seen]
    involvements: Sequence[Involvement]


def whole(actor: Actor, concern: Concern) -> Whole:
    marks = list(
        concern.marks.filter(withdrawn_at=None)
        .select_related("axis__scale", "step", "staff", "by")
        .order_by("axis__order", "entered_at", "pk")
    )
    shown = opened(actor, marks)
    return Whole(
        concern,
        list(concern.answers.select_related("by").order_by("entered_at", "answer", "pk")),
        list(concern.stops.select_related("by", "lifted_by", "notified_by").order_by("entered_at", "pk")),
        _factors(concern),
        list(concern.wanted.select_related("by").order_by("-entered_at", "-pk")),
        list(concern.next_steps.select_related("who").order_by(F("done_on").asc(nulls_first=True), "due_on", "pk")),
        shown,
        len(marks) - len(shown),
        voices_seen(actor, concern),
        list(concern.involvements.select_related("by").order_by("involved_on", "pk")),
    )


def _factors(concern: Concern) -> list[Factor]:
    """Each with `worded_before`, a list: a queryset for every one of two hundred costs a third of the page."""
    before = Prefetch("earlier", EarlierWording.objects.order_by("worded_at", "pk"), to_attr="worded_before")
    return list(concern.factors.select_related("by").prefetch_related(before).order_by("entered_at", "pk"))


def opened(actor: Actor, marks: Sequence[RulerMark]) -> list[RulerMark]:
    """A professional's own is left out until two have put theirs on the same axis, or its author has opened it."""
    staff_in: dict[UUID, set[UUID]] = defaultdict(set)
    for mark in marks:
        if mark.staff_id:
            staff_in[mark.axis_id].add(mark.staff_id)
    return [mark for mark in marks if _is_shown(actor, mark, len(staff_in[mark.axis_id]))]


def _is_shown(actor: Actor, mark: RulerMark, staff_in: int) -> bool:
    if mark.staff is None or mark.staff.account_id == actor.id:
        return True
    return not is_sealed(staff_in=staff_in, opened=mark.opened_at is not None)


def voices_seen(actor: Actor, concern: Concern) -> list[Seen]:
    """Without the pictures: they are asked for one by one."""
    drawn = ExpressionWrapper(Q(drawing__isnull=False), output_field=BooleanField())
    held = concern.voices.select_related("by").annotate(drawn=drawn).defer("drawing").order_by("said_on", "pk")
    to_child = viewer(actor, concern)
    found = []
    for one in held:
        who = type(to_child)(one.by.account_id == actor.id, to_child.is_leader, to_child.is_in_room)
        allowed = [Audience(word) for word in one.allowed]
        seen = sight(who, allowed, approved=one.approved_at is not None)
        if seen is not Sight.NOTHING:
            found.append(Seen(one.pk, one.house, one.said_on, seen, one if seen is Sight.WORDS else None))
    return found
