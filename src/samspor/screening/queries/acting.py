"""Reads of the signs where an adult acts the same day: one's own, and those that are no longer sealed."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from uuid import UUID

from django.db.models import QuerySet

from samspor.access.actor import Actor
from samspor.access.among import among
from samspor.access.kept import Kept
from samspor.guide.api import published_for, steps_of
from samspor.guide.rules import Audience, Track
from samspor.people.api import Child
from samspor.screening.models import Assessment, Indicator, OwnAssessment, RoundUnit, SignSeen


def my_acting(actor: Actor, round_unit: RoundUnit, children: Collection[UUID]) -> Mapping[Child, Sequence[str]]:
    """Of one's own ticks, by child: until it has been talked about together."""
    found: dict[Child, list[str]] = {}
    for one in _ticked(actor, round_unit.pk, frozenset(children)):
        found.setdefault(one.own.assessment.child, []).append(one.indicator.text)
    return found


@Kept
def _ticked(actor: Actor, round_unit: UUID, children: frozenset[UUID]) -> QuerySet[SignSeen]:
    mine = SignSeen.objects.filter(own__assessor=actor.staff, own__assessment__round_unit=round_unit)
    open_ones = mine.filter(among("own__assessment__child", children), own__assessment__joint=None)
    held = open_ones.filter(indicator__acts_now=True).select_related("own__assessment__child", "indicator")
    return held.order_by("indicator__order")


def opened_acting(
    assessments: Iterable[Assessment],
    views: Mapping[UUID, Sequence[OwnAssessment]],
    signs: Mapping[UUID, Sequence[Indicator]],
) -> Mapping[Child, Sequence[str]]:
    """Of what `opened_signs` answered, by child."""
    found = {}
    for one in assessments:
        ticked = [sign.text for own in views.get(one.pk, ()) for sign in signs[own.pk] if sign.acts_now]
        if ticked:
            found[one.child] = list(dict.fromkeys(ticked))
    return found


def acute_step() -> tuple[str, str] | None:
    """The guide of the staff and its first step when it is urgent; None while there is none."""
    version = published_for(Audience.STAFF)
    step = next((one for one in steps_of(version) if one.track is Track.ACUTE), None) if version else None
    return (version.guide.key, step.key) if version and step else None
