"""The scales in use, and what a step looks like at an age."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from samspor.access.kept import Kept
from samspor.concerns.models import Scale, StepDescription


@Kept
def current_scales() -> QuerySet[Scale]:
    """The newest of each, with its axes and steps: three statements."""
    newest = Scale.objects.order_by("key", "-adopted_at", "-version").distinct("key")
    found = Scale.objects.filter(pk__in=newest.values("pk")).prefetch_related("axes", "steps")
    return found.order_by("key")


def is_current(scale: Scale) -> bool:
    newest = Scale.objects.filter(key=scale.key).order_by("-adopted_at", "-version").first()
    return newest == scale


def descriptions(axes: Iterable[UUID], months: int) -> dict[UUID, list[StepDescription]]:
    """By axis, in order of the steps."""
    found: dict[UUID, list[StepDescription]] = {}
    held = StepDescription.objects.filter(axis__in=list(axes), min_months__lte=months, max_months__gt=months)
    for one in held.select_related("step").order_by("step__value"):
        found.setdefault(one.axis_id, []).append(one)
    return found
