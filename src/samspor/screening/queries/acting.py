"""Reads of the signs where an adult acts the same day: one's own, and those that are no longer sealed."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from uuid import UUID

from samspor.access.actor import Actor
from samspor.guide.api import published_for, steps_of
from samspor.guide.rules import Audience, Track
from samspor.people.api import Child
from samspor.screening.models import Assessment, Indicator, OwnAssessment, RoundUnit, SignSeen


def my_acting(actor: Actor, round_unit: RoundUnit, children: Collection[UUID]) -> Mapping[Child, Sequence[str]]:
    """Of one's own ticks, by child: until it has been talked about together."""
    mine = SignSeen.objects.filter(own__assessor=actor.staff, own__assessment__round_unit=round_unit)
    held = mine.filter(indicator__acts_now=True, own__assessment__child__in=children, own__assessment__joint=None)
    found: dict[Child, list[str]] = {}
    for one in held.select_related("own__assessment__child", "indicator").order_by("indicator__order"):
        found.setdefault(one.own.assessment.child, []).append(one.indicator.text)
    return found


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
