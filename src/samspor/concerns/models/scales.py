"""Scales as they were taken into use. One in use is never edited, only succeeded by one taken into use later."""

from functools import partial

import pgtrigger
from django.db import models

from samspor.access.privacy import Privacy
from samspor.access.word import WordField
from samspor.concerns import texts
from samspor.concerns.models.ground import Keyed

_open = partial(Privacy, purpose="a common language", basis="none needed", retention="always", erasure="none")
NEVER_EDITED = [pgtrigger.Protect(name="never_edited", operation=pgtrigger.Update | pgtrigger.Delete)]


class Scale(Keyed):
    """A ruler: its steps, and which end is the good one."""

    key = models.SlugField(max_length=60)
    title = models.CharField(max_length=200)
    version = models.CharField(max_length=20)
    polarity = WordField(choices=texts.POLARITY)
    adopted_at = models.DateTimeField()
    PRIVACY = _open(none=("id", "key", "title", "version", "polarity", "adopted_at"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "version"], name="scale_once")]
        triggers = NEVER_EDITED

    def __str__(self) -> str:
        return self.title


class ScaleAxis(Keyed):
    """One thing that is looked at by itself."""

    scale = models.ForeignKey(Scale, on_delete=models.CASCADE, related_name="axes")
    key = models.SlugField(max_length=60)
    label = models.CharField(max_length=120)
    help = models.CharField(max_length=300)
    order = models.PositiveSmallIntegerField()
    PRIVACY = _open(none=("id", "scale", "key", "label", "help", "order"))

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["scale", "key"], name="scale_axis_once")]
        triggers = NEVER_EDITED


class ScaleStep(Keyed):
    """A step that can be chosen. A number stands on the scale, never on a child."""

    scale = models.ForeignKey(Scale, on_delete=models.CASCADE, related_name="steps")
    value = models.SmallIntegerField()
    label = models.CharField(max_length=120, blank=True)
    PRIVACY = _open(none=("id", "scale", "value", "label"))

    class Meta:
        ordering = ["value"]
        constraints = [models.UniqueConstraint(fields=["scale", "value"], name="scale_step_once")]
        triggers = NEVER_EDITED

    def __str__(self) -> str:
        return f"{self.value} – {self.label}" if self.label else str(self.value)


class StepDescription(Keyed):
    """What a step can look like at an age: words to talk from."""

    axis = models.ForeignKey(ScaleAxis, on_delete=models.CASCADE, related_name="descriptions")
    step = models.ForeignKey(ScaleStep, on_delete=models.CASCADE, related_name="descriptions")
    min_months = models.PositiveSmallIntegerField()
    max_months = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    PRIVACY = _open(none=("id", "axis", "step", "min_months", "max_months", "text"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["axis", "step", "min_months"], name="step_description_once"),
        ]
        triggers = NEVER_EDITED
