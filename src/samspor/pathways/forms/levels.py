"""How many are together about it, in words a family can read."""

from collections.abc import Sequence
from typing import Any

from django import forms

from samspor.pathways.forms import MomentField
from samspor.pathways.forms.goals import offer, words
from samspor.pathways.rules.levels import Level
from samspor.ui.forms import Form


class LevelForm(Form):
    level = forms.ChoiceField(label="Hvem er med?", widget=forms.RadioSelect)
    why = words("Hvorfor?", "Skriv om hjælpen: hvad er der brug for, som der ikke var før?", rows=2)
    built_on = MomentField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, levels: Sequence[Level], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "level", [(one.id, one.in_full) for one in levels])
