"""Reads of the dialogue: signs that are no longer sealed, drafts of one's own, and earlier wordings."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet

from samspor.access.actor import Actor
from samspor.access.among import among
from samspor.access.kept import Kept
from samspor.base.refused import NotHere
from samspor.people.api import ChildGroup
from samspor.screening import rules
from samspor.screening.models import Assessment, Indicator, JointDraft, OwnAssessment, RoundUnit, SignSeen
from samspor.screening.queries.assessments import Place, assessments_of, children_of, handed_in, opened_views, step_of
from samspor.screening.queries.telling import untold
from samspor.screening.rules import Step, Talk


def place_of(actor: Actor, round_unit: RoundUnit, group: ChildGroup, child: UUID) -> Place:
    """The child in that group today, or NotHere."""
    places = children_of(actor, round_unit, group)
    found = next((place for place in places if place.child.pk == child), None)
    if found is None:
        raise NotHere
    return found


def my_signs(own: OwnAssessment | None) -> frozenset[UUID]:
    return frozenset(own.signs.values_list("indicator", flat=True)) if own else frozenset()


def opened_signs(views: Mapping[UUID, Sequence[OwnAssessment]]) -> Mapping[UUID, list[Indicator]]:
    """The signs behind what `opened_views` answered, by own assessment: what is sealed is not among them."""
    signs: dict[UUID, list[Indicator]] = {own.pk: [] for held in views.values() for own in held}
    for one in _seen_by(frozenset(signs)):
        signs[one.own_id].append(one.indicator)
    return signs


@Kept
def _seen_by(own: frozenset[UUID]) -> QuerySet[SignSeen]:
    return SignSeen.objects.filter(among("own", own)).select_related("indicator").order_by("indicator__order")


@dataclass(frozen=True, slots=True)
class Shown:
    """A sign, and how many of the group's children somebody saw it around."""

    sign: Indicator
    children: int


def shown_in(group: Iterable[Assessment]) -> list[Shown] | None:
    """The signs of a group's opened assessments; None while somebody's handed-in view is still sealed."""
    held = list(group)
    sealed = (handed_in(one) > 0 and step_of(one) is Step.OWN for one in held)
    if not rules.room_is_open(sealed):
        return None
    opened = [one.pk for one in held if step_of(one) is not Step.OWN]
    seen = SignSeen.objects.filter(own__assessment__in=opened, own__handed_in_at__isnull=False)
    children = dict(
        seen.values("indicator").annotate(many=Count("own__assessment", distinct=True)).values_list("indicator", "many")
    )
    return [Shown(sign, children[sign.pk]) for sign in Indicator.objects.filter(pk__in=children)]


def waiting_for_one(actor: Actor, group: Iterable[Assessment]) -> tuple[int, int]:
    """Of the children that one person has handed in about: how many wait for oneself, and how many for a colleague."""
    half = {one.pk for one in group if handed_in(one) > 0 and step_of(one) is Step.OWN}
    mine = OwnAssessment.objects.filter(assessment__in=half, assessor=actor.staff).exclude(handed_in_at=None).count()
    return len(half) - mine, mine


def running_order(actor: Actor, round_unit: RoundUnit, group: ChildGroup) -> list[Assessment]:
    """The assessments that can be talked about, in the order of `rules.running_order`."""
    children = {place.child.pk: place.child for place in children_of(actor, round_unit, group)}
    held = assessments_of(round_unit, children.keys() - untold(round_unit, children, actor.on))
    ready = {child: one for child, one in held.items() if step_of(one) in {Step.DIALOGUE, Step.CONCLUDED}}
    views = opened_views(ready.values())
    said = {child: [rules.Position(own.position) for own in views[one.pk]] for child, one in ready.items()}
    talks = [Talk(child, children[child].name, said[child]) for child in ready]
    return [ready[child] for child in rules.running_order(talks)]


def my_draft(actor: Actor, assessment: Assessment) -> JointDraft | None:
    return JointDraft.objects.filter(assessment=assessment, writer=actor.staff).first()
