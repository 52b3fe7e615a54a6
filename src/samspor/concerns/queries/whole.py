"""One concern with everything in it that somebody may see, in as many statements whatever its length."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.db.models.expressions import ExpressionWrapper
from django.db.models.fields import BooleanField

from samspor.access.actor import Actor
from samspor.access.kept import Kept
from samspor.concerns.models import (
    Concern,
    EarlierWording,
    Factor,
    FirstAnswer,
    HardStop,
    Involvement,
    NextStep,
    Reopening,
    RulerMark,
    Voice,
    Wanted,
)
from samspor.concerns.queries.around import viewer
from samspor.concerns.rules.ruler import is_sealed
from samspor.concerns.rules.voices import Sight, sight
from samspor.concerns.rules.words import Audience
from samspor.people.api import StaffMember


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
    reopenings: Sequence[Reopening]


def whole(actor: Actor, concern: Concern) -> Whole:
    marks = _marks(concern.pk)
    shown = opened(actor, marks)
    return Whole(
        concern, _answers(concern.pk), _stops(concern.pk), _factors(concern.pk), _wanted(concern.pk),
        _steps(concern.pk), shown, len(marks) - len(shown), voices_seen(actor, concern), _involvements(concern.pk),
        _reopenings(concern.pk),
    )  # fmt: skip


@Kept
def _marks(concern: UUID) -> QuerySet[RulerMark]:
    held = RulerMark.objects.filter(concern=concern, withdrawn_at=None)
    return held.select_related("axis__scale", "step", "staff", "by").order_by("axis__order", "entered_at", "pk")


@Kept
def _answers(concern: UUID) -> QuerySet[FirstAnswer]:
    return FirstAnswer.objects.filter(concern=concern).select_related("by").order_by("entered_at", "answer", "pk")


@Kept
def _stops(concern: UUID) -> QuerySet[HardStop]:
    held = HardStop.objects.filter(concern=concern).select_related("by", "lifted_by", "notified_by")
    return held.order_by("entered_at", "pk")


@Kept
def _wanted(concern: UUID) -> QuerySet[Wanted]:
    return Wanted.objects.filter(concern=concern).select_related("by").order_by("-entered_at", "-pk")


@Kept
def _steps(concern: UUID) -> QuerySet[NextStep]:
    held = NextStep.objects.filter(concern=concern).select_related("who")
    return held.order_by(F("done_on").asc(nulls_first=True), "due_on", "pk")


@Kept
def _involvements(concern: UUID) -> QuerySet[Involvement]:
    return Involvement.objects.filter(concern=concern).select_related("by").order_by("involved_on", "pk")


@Kept
def _reopenings(concern: UUID) -> QuerySet[Reopening]:
    return Reopening.objects.filter(concern=concern).select_related("by", "closed_by").order_by("entered_at", "pk")


def _factors(concern: UUID) -> list[Factor]:
    """Each with `worded_before`, a list, and who wrote it, fetched once: there may be hundreds by three people."""
    before: dict[UUID, list[EarlierWording]] = defaultdict(list)
    for wording in _worded_before(concern):
        before[wording.factor_id].append(wording)
    people, found = {one.pk: one for one in _who_wrote(concern)}, _factors_of(concern)
    for factor in found:
        factor.by, vars(factor)["worded_before"] = people[factor.by_id], before[factor.pk]
    return found


@Kept
def _factors_of(concern: UUID) -> QuerySet[Factor]:
    return Factor.objects.filter(concern=concern).order_by("entered_at", "pk")


@Kept
def _who_wrote(concern: UUID) -> QuerySet[StaffMember]:
    return StaffMember.objects.filter(pk__in=Factor.objects.filter(concern=concern).values("by"))


@Kept
def _worded_before(concern: UUID) -> QuerySet[EarlierWording]:
    return EarlierWording.objects.filter(factor__concern=concern).order_by("worded_at", "pk")


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
    to_child = viewer(actor, concern)
    found = []
    for one in _voices(concern.pk):
        who = type(to_child)(one.by.account_id == actor.id, to_child.is_leader, to_child.is_in_room)
        allowed = [Audience(word) for word in one.allowed]
        seen = sight(who, allowed, approved=one.approved_at is not None)
        if seen is not Sight.NOTHING:
            found.append(Seen(one.pk, one.house, one.said_on, seen, one if seen is Sight.WORDS else None))
    return found


@Kept
def _voices(concern: UUID) -> QuerySet[Voice]:
    drawn = ExpressionWrapper(Q(drawing__isnull=False), output_field=BooleanField())
    held = Voice.objects.filter(concern=concern).select_related("by").annotate(drawn=drawn)
    return held.defer("drawing").order_by("said_on", "pk")
