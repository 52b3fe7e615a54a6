"""Taking a scale into use."""

from datetime import datetime

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import demand
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.concerns.instrument import Ruler
from samspor.concerns.models import Scale, ScaleAxis, ScaleStep, StepDescription


@transaction.atomic
def adopt_scale(*, by: Actor, ruler: Ruler, at: datetime) -> Scale:
    """Takes a version into use; one that is there already is left as it is, whatever the file says now."""
    demand(by, Permission.SCALE_ADOPT)
    made, new = Scale.objects.get_or_create(
        key=ruler.key,
        version=ruler.version,
        defaults={"title": ruler.title, "polarity": ruler.polarity, "adopted_at": at},
    )
    if new:
        _fill(made, ruler)
        record(Verb.SCALE_ADOPTED, by=by, about=made, at=at, after={"key": made.key, "version": made.version})
    return made


def _fill(made: Scale, ruler: Ruler) -> None:
    axes = {
        one.key: ScaleAxis(scale=made, key=one.key, label=one.label, help=one.help, order=order)
        for order, one in enumerate(ruler.axes)
    }
    steps = {one.value: ScaleStep(scale=made, value=one.value, label=one.label) for one in ruler.steps}
    ScaleAxis.objects.bulk_create(axes.values())
    ScaleStep.objects.bulk_create(steps.values())
    StepDescription.objects.bulk_create(
        StepDescription(
            axis=axes[one.axis],
            step=steps[one.value],
            min_months=one.min_months,
            max_months=one.max_months,
            text=one.text,
        )
        for one in ruler.described
    )
