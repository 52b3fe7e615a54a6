"""Which sibling's pathway."""

from collections.abc import Sequence
from typing import Any

from django import forms

from samspor.pathways.forms.goals import offer
from samspor.ui.forms import Form


class SiblingForm(Form):
    other = forms.ChoiceField(label="Hvis forløb?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, others: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "other", others)
